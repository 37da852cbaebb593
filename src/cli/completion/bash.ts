import type { CompletionNode, ValueKind } from './tree.ts';

/**
 * A completion script for bash 3.2 and later, with nothing but what bash itself has.
 *
 * bash takes `--format=json` apart at the `=`, so that the option stands two words before the cursor.
 */
export function bashScript(name: string, nodes: readonly CompletionNode[]): string {
  const paths = nodes.filter(({ path }) => path.length > 0).map(({ path }) => `"${path.join(' ')}"`);
  return `# Completion of ${name} for bash. For every new shell: source <(${name} completion bash)
_${name}() {
  local cur prev at words i
  cur="\${COMP_WORDS[COMP_CWORD]}"
  prev="\${COMP_WORDS[COMP_CWORD-1]}"
  if [ "$cur" = "=" ]; then
    cur=""
  elif [ "$prev" = "=" ]; then
    prev="\${COMP_WORDS[COMP_CWORD-2]}"
  fi
  at=""
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "\${at:+$at }\${COMP_WORDS[i]}" in
      ${paths.join(' | ')}) at="\${at:+$at }\${COMP_WORDS[i]}" ;;
    esac
  done
  COMPREPLY=()
  case "$at:$prev" in
${nodes.flatMap(valueCases).join('\n')}
  esac
  words=""
  case "$at" in
${nodes.map(wordCase).join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
  case "$at:$cur" in
    *:-*) ;;
${nodes.flatMap(argumentCase).join('\n')}
  esac
}
complete -F _${name} ${name}
`;
}

function valueCases({ path, options }: CompletionNode): readonly string[] {
  return options.flatMap(({ names, value }) =>
    value === undefined
      ? []
      : [
          `    ${names.map((name) => `"${path.join(' ')}:${name}"`).join(' | ')}) ${answer(value)}; return ;;`,
        ],
  );
}

function wordCase({ path, commands, options }: CompletionNode): string {
  const words = [...commands.map(({ name }) => name), ...options.flatMap(({ names }) => names)];
  return `    "${path.join(' ')}") words="${words.join(' ')}" ;;`;
}

function argumentCase({ path, argument }: CompletionNode): readonly string[] {
  return argument === undefined ? [] : [`    "${path.join(' ')}":*) ${more(argument)} ;;`];
}

function more(value: ValueKind): string {
  return answer(value).replace('COMPREPLY=(', 'COMPREPLY+=(');
}

function answer(value: ValueKind): string {
  if (value === 'text') return ':';
  if (value === 'file' || value === 'folder') {
    const kind = value === 'file' ? '-f' : '-d';
    return `local IFS=$'\\n'; compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen ${kind} -- "$cur"))`;
  }
  return `COMPREPLY=($(compgen -W "${value.join(' ')}" -- "$cur"))`;
}
