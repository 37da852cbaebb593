import type { CompletionNode, ValueKind } from './tree.ts';

/** A completion script for zsh: to be sourced, or put as `_keyturn` into a folder of `fpath`. */
export function zshScript(name: string, nodes: readonly CompletionNode[]): string {
  const paths = nodes.filter(({ path }) => path.length > 0).map(({ path }) => quoted(path.join(' ')));
  return `#compdef ${name}
# Completion of ${name} for zsh. For every new shell, after compinit: source <(${name} completion zsh)
_${name}() {
  local cur="\${words[CURRENT]}" prev="\${words[CURRENT-1]}" at='' step word
  local -a found
  for word in "\${(@)words[2,CURRENT-1]}"; do
    step="\${at:+$at }$word"
    case "$step" in
      ${paths.join(' | ')}) at="$step" ;;
    esac
  done
  case "$at:$prev" in
${nodes.flatMap(valueCases).join('\n')}
  esac
  found=()
  case "$at" in
${nodes.map(wordCase).join('\n')}
  esac
  _describe '${name}' found
  case "$at:$cur" in
    *:-*) ;;
${nodes.flatMap(argumentCase).join('\n')}
  esac
}
# Autoloaded from fpath it is called at once; sourced it is made known.
if [ "\${funcstack[1]}" = "_${name}" ]; then
  _${name} "$@"
else
  compdef _${name} ${name}
fi
`;
}

function valueCases({ path, options }: CompletionNode): readonly string[] {
  return options.flatMap(({ names, value }) =>
    value === undefined
      ? []
      : [
          `    ${names.map((name) => quoted(`${path.join(' ')}:${name}`)).join(' | ')}) ${answer(value)}; return ;;`,
        ],
  );
}

function wordCase({ path, commands, options }: CompletionNode): string {
  const words = [
    ...commands.map(({ name, description }) => quoted(`${name}:${description}`)),
    ...options.flatMap(({ names, description }) => names.map((name) => quoted(`${name}:${description}`))),
  ];
  return `    ${quoted(path.join(' '))}) found=(${words.join(' ')}) ;;`;
}

function argumentCase({ path, argument }: CompletionNode): readonly string[] {
  return argument === undefined ? [] : [`    ${quoted(path.join(' '))}:*) ${answer(argument)} ;;`];
}

function answer(value: ValueKind): string {
  if (value === 'text') return ':';
  if (value === 'file') return '_files';
  return value === 'folder' ? '_files -/' : `compadd -- ${value.join(' ')}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
