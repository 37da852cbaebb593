import type { ExemptionRule } from '../../domain/exemption.ts';
import { type Duration, parseDuration } from '../../domain/time.ts';
import { shownValue, unusable } from '../given.ts';
import type { ConfigProblem } from '../problem.ts';
import type { Environment } from '../variables.ts';
import type { Alias, AliasText } from './alias.ts';
import { ALIASES } from './registry.ts';

/** A setting that an alias gives. */
export interface AliasValue {
  readonly alias: Alias;
  readonly path: string;
  readonly value: unknown;
}

/** What the aliases in an environment say. */
export interface ReadAliases {
  readonly values: readonly AliasValue[];
  /** Exemptions, each with the alias that gives it; not validated. */
  readonly exemptions: readonly { readonly alias: Alias; readonly rule: ExemptionRule }[];
  /** The ages at which old keys are said to be deactivated. */
  readonly inactiveAges: readonly { readonly alias: Alias; readonly age: Duration }[];
  /** Whether a dry run was asked for; undefined when no alias says so. */
  readonly dryRun?: boolean;
  readonly problems: readonly ConfigProblem[];
  /** What each alias that is set does, for people; in the order of the names. */
  readonly notes: readonly string[];
}

/** Reads the variables of existing systems. One that is empty, as their templates leave them, sets nothing. */
export function readAliases(environment: Environment): ReadAliases {
  const found = ALIASES.flatMap((alias) => {
    const text = environment[alias.name]?.trim();
    return text === undefined ? [] : [{ alias, text }];
  }).sort((a, b) => (a.alias.name < b.alias.name ? -1 : 1));
  const given = found.filter(({ text }) => text !== '');
  const dryRuns = given.flatMap(({ alias, text }) =>
    alias.effect.kind === 'dry-run' ? [{ alias, text, says: flagOf(text) }] : [],
  );
  const ages = given.flatMap(({ alias, text }) =>
    alias.effect.kind === 'checks-inactive-age' ? [{ alias, text, age: parseDuration(withDays(text)) }] : [],
  );
  const says = dryRuns.map((dryRun) => dryRun.says);
  return {
    values: given.flatMap(valuesOf),
    exemptions: given.flatMap(exemptionOf),
    inactiveAges: ages.flatMap(({ alias, age }) => (age === undefined ? [] : [{ alias, age }])),
    // Where two say different things, the cautious one counts.
    ...(says.includes(true) ? { dryRun: true } : says.includes(false) ? { dryRun: false } : {}),
    problems: [
      ...dryRuns
        .filter(({ says: known }) => known === undefined)
        .map(({ alias, text }) => unreadable(alias, text, 'Write `true` or `false`.')),
      ...ages
        .filter(({ age }) => age === undefined)
        .map(({ alias, text }) => unreadable(alias, text, 'Write a number of days, such as `100`.')),
    ],
    notes: found.map(noteOn),
  };
}

interface Found {
  readonly alias: Alias;
  readonly text: string;
}

function valuesOf({ alias, text }: Found): readonly AliasValue[] {
  const { effect } = alias;
  if (effect.kind === 'implies') return [{ alias, path: effect.path, value: effect.value }];
  return effect.kind === 'sets' ? [{ alias, path: effect.path, value: parsed(effect.as, text) }] : [];
}

function parsed(as: AliasText, text: string): unknown {
  switch (as) {
    case 'days':
      return withDays(text);
    case 'list-of-days':
      return namesIn(text).map(withDays);
    case 'list':
      return namesIn(text);
    case 'text':
      return text;
  }
}

function exemptionOf({
  alias,
  text,
}: Found): readonly { readonly alias: Alias; readonly rule: ExemptionRule }[] {
  if (alias.effect.kind !== 'exempts') return [];
  if (alias.effect.by === 'group') return [{ alias, rule: { group: text } }];
  const users = namesIn(text);
  return users.length === 0 ? [] : [{ alias, rule: { users, reason: `Named in ${alias.name}` } }];
}

function withDays(text: string): string {
  return /^\d+$/.test(text) ? `${text}d` : text;
}

/** Names as Terraform writes lists, `["a", "b"]`, or with nothing but commas between them. */
function namesIn(text: string): readonly string[] {
  const inner = /^\[(.*)\]$/s.exec(text)?.[1] ?? text;
  return inner
    .split(',')
    .map((name) => name.trim().replace(/^(["'])(.*)\1$/, '$2'))
    .filter((name, at, all) => name !== '' || at < all.length - 1);
}

function flagOf(text: string): boolean | undefined {
  const word = text.toLowerCase();
  if (['true', 'yes', 'on', '1'].includes(word)) return true;
  return ['false', 'no', 'off', '0'].includes(word) ? false : undefined;
}

function unreadable({ name }: Alias, text: string, hint: string): ConfigProblem {
  const message = unusable([name], text);
  return { code: 'CONFIG_INVALID_VALUE', path: '', variable: name, message, hint };
}

/** Values are told only where they are settings: what has no effect may be anything. */
function noteOn({ alias, text }: Found): string {
  const { name, system, effect } = alias;
  const who = `${name} (system ${system})`;
  if (text === '') return `${who} is empty and sets nothing.`;
  switch (effect.kind) {
    case 'sets':
      return `${who} sets ${effect.path} to ${shownValue(parsed(effect.as, text))}.`;
    case 'implies':
      return `${who} sets ${effect.path} to ${effect.value}; ${effect.why}.`;
    case 'exempts':
      return `${who} exempts ${effect.by === 'group' ? `the members of the group ${shownValue(text)}` : `the users ${shownValue(namesIn(text))}`}.`;
    case 'checks-inactive-age':
      return `${who} is compared with policy.rotateAfter and policy.installGrace together, and sets nothing.`;
    case 'dry-run':
      return flagOf(text) === false
        ? `${who} is false, which enforces nothing here: the command line changes keys only with --enforce.`
        : `${who} asks for a dry run, which is what every command does without --enforce.`;
    case 'noted':
      return `${who} has no effect: ${effect.why}.`;
  }
}
