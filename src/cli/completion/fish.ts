import type { CompletionNode, CompletionOption } from './tree.ts';

/** A completion script for fish. */
export function fishScript(name: string, nodes: readonly CompletionNode[]): string {
  const paths = nodes.filter(({ path }) => path.length > 0).map(({ path }) => quoted(path.join(' ')));
  return `# Completion of ${name} for fish. For every new shell: ${name} completion fish | source
function __${name}_at
  set -l at ''
  for word in (commandline -opc)[2..-1]
    set -l step (string trim "$at $word")
    if contains -- $step ${paths.join(' ')}
      set at $step
    end
  end
  test "$at" = "$argv[1]"
end
complete -c ${name} -f
${nodes.flatMap((node) => linesOf(name, node)).join('\n')}
`;
}

function linesOf(name: string, { path, commands, options, argument }: CompletionNode): readonly string[] {
  const at = `complete -c ${name} -n ${quoted(`__${name}_at ${quoted(path.join(' '))}`)}`;
  return [
    ...commands.map((child) => `${at} -a ${child.name} -d ${quoted(child.description)}`),
    ...options.map((option) => `${at} ${optionFlags(option)}`),
    ...(argument === undefined
      ? []
      : [Array.isArray(argument) ? `${at} -a ${quoted(argument.join(' '))}` : `${at} -F`]),
  ];
}

function optionFlags({ names, description, value }: CompletionOption): string {
  const flags = names.map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`));
  return [...flags, ...valueFlags(value), `-d ${quoted(description)}`].join(' ');
}

/** `-r` takes a value, `-F` completes files even though \`-f\` switched them off, `-x` neither. */
function valueFlags(value: CompletionOption['value']): readonly string[] {
  if (value === undefined) return [];
  if (value === 'file' || value === 'folder') return ['-r', '-F'];
  return value === 'text' ? ['-x'] : ['-x', `-a ${quoted(value.join(' '))}`];
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
