import type { Alias, AliasText } from './alias.ts';
import { ALIASES } from './registry.ts';

const READ_AS: Readonly<Record<AliasText, string>> = {
  days: '; a bare number means days',
  'list-of-days': '; `7` means `[7d]`',
  text: '',
  list: '; separated by commas',
};

/** The table of all aliases as Markdown, one row an alias, for docs/migration.md. */
export function aliasTable(): string {
  const rows = ALIASES.map((alias) => `| \`${alias.name}\` | ${alias.system} | ${effectText(alias)} |`);
  return ['| Variable | System | What it does here |', '| --- | --- | --- |', ...rows].join('\n');
}

/** What an alias does, whatever its value is. */
function effectText({ effect }: Alias): string {
  switch (effect.kind) {
    case 'sets':
      return `Sets \`${effect.path}\`${READ_AS[effect.as]}.`;
    case 'implies':
      return `Sets \`${effect.path}\` to \`${effect.value}\`; ${effect.why}.`;
    case 'exempts':
      return effect.by === 'group'
        ? 'Exempts the members of this group, instead of the group of the default or the preset and in addition to a list in the file.'
        : 'Exempts the users of these names, in addition to all other exemptions; a list of Terraform, or names separated by commas.';
    case 'checks-inactive-age':
      return 'Must be `policy.rotateAfter` and `policy.installGrace` together, otherwise it is an error.';
    case 'dry-run':
      return 'Reported, but has no effect: the command line changes nothing without `--enforce`, whatever it says.';
    case 'noted':
      return `No effect: ${effect.why}.`;
  }
}
