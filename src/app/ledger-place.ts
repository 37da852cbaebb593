import { accessSync, constants, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { KeyturnError } from '../domain/errors.ts';
import type { AccountId } from '../domain/ids.ts';
import type { Settings } from '../domain/settings.ts';

/** Where a ledger is, or would begin. */
export interface LedgerPlace {
  /** Absolute. */
  readonly path: string;
  /** Whether a person named it; the default place is chosen by organization or account otherwise. */
  readonly named: boolean;
  readonly exists: boolean;
  /** It is where earlier versions kept it; it belongs here. */
  readonly movesTo?: string;
}

/** What the machine says about the person who runs the command. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

/** Where earlier versions kept the ledger: in whatever folder they were started. */
const OLD_DEFAULT = 'keyturn-ledger.sqlite';

/**
 * Finds the ledger of a command that knows whose credentials it has.
 *
 * Without a name it is one for each person and organization: of `organization.id`, else of the caller's account.
 * One in the working directory, where earlier versions kept it, goes on being used; where both exist, a person decides.
 * Errors: LEDGER_NO_PLACE, LEDGER_AMBIGUOUS.
 */
export function ledgerOf(
  settings: Pick<Settings, 'ledger' | 'organization'>,
  here: Surroundings & { readonly account: AccountId },
): LedgerPlace {
  const named = namedLedger(settings, here);
  if (named !== undefined) return named;
  const old = join(here.cwd, OLD_DEFAULT);
  const { id = here.account } = settings.organization;
  if (existsSync(old)) {
    const places = placesIfAny(here, [id, here.account]);
    const also = places.filter((path) => existsSync(path));
    if (also.length > 0) throw ambiguous([old, ...also]);
    return oldPlace(old, places[0]);
  }
  const folder = ledgerFolder(here);
  const own = join(folder, fileName(id));
  // Begun before organization.id was set: it is the same organization's.
  const earlier = join(folder, fileName(here.account));
  const path = !existsSync(own) && existsSync(earlier) ? earlier : own;
  return { path, named: false, exists: existsSync(path) };
}

/**
 * Finds the ledger of a command that asks nobody: the named one, else the only one there is.
 *
 * Errors: LEDGER_NOT_FOUND (there is none), LEDGER_AMBIGUOUS (there are several, which are listed), LEDGER_NO_PLACE.
 */
export function existingLedger(
  settings: Pick<Settings, 'ledger' | 'organization'>,
  here: Surroundings,
): LedgerPlace {
  const named = namedLedger(settings, here);
  if (named !== undefined) return assertThere(named);
  const old = join(here.cwd, OLD_DEFAULT);
  const { id } = settings.organization;
  if (existsSync(old)) {
    const [place] = id === undefined ? [] : placesIfAny(here, [id]);
    const also = id === undefined ? ledgersIfAny(here) : [place].filter(isThere);
    if (also.length > 0) throw ambiguous([old, ...also]);
    return oldPlace(old, place);
  }
  const folder = ledgerFolder(here);
  const own = id === undefined ? undefined : join(folder, fileName(id));
  const found = isThere(own) ? [own] : ledgersIn(folder);
  const [only, second] = found;
  if (only === undefined) throw noLedger(`No ledger is named, and there is none in ${folder}.`);
  if (second !== undefined) throw ambiguous(found);
  return { path: only, named: false, exists: true };
}

/** Refuses a place where there is no ledger, in the same words whatever the command. Errors: LEDGER_NOT_FOUND. */
export function assertThere(place: LedgerPlace): LedgerPlace {
  if (place.exists) return place;
  throw noLedger(
    place.named
      ? `There is no ledger at ${place.path}.`
      : `No ledger is named, and there is none in ${dirname(place.path)}.`,
  );
}

/** Makes the folder of a default place, for its owner alone. Errors: LEDGER_NO_PLACE. */
export function prepareFolder(place: LedgerPlace): void {
  if (place.named || place.exists) return;
  const folder = dirname(place.path);
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'error';
    throw noPlace(`The ledger cannot be created in ${folder} (${code}).`, error);
  }
}

/** Step by step from the top: Node.js's own recursion never ends below a folder such as `/proc`, which takes nothing. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another first run may have made it just now.
    if (!existsSync(folder)) throw error;
  }
}

/** The ledger that the settings name. */
export function namedLedger(
  settings: Pick<Settings, 'ledger'>,
  { cwd }: Surroundings,
): LedgerPlace | undefined {
  if (settings.ledger.path === undefined) return undefined;
  const path = resolve(cwd, settings.ledger.path);
  return { path, named: true, exists: existsSync(path) };
}

function oldPlace(path: string, movesTo: string | undefined): LedgerPlace {
  return { path, named: false, exists: true, ...(movesTo === undefined ? {} : { movesTo }) };
}

/** The folder of this person's ledgers. A relative XDG_STATE_HOME is none, as its specification says. */
function ledgerFolder({ env }: Surroundings): string {
  const { XDG_STATE_HOME: state, HOME: home = homeOfUser() } = env;
  if (state !== undefined && isAbsolute(state)) return join(state, 'keyturn');
  if (home !== undefined && isAbsolute(home)) return join(home, '.local', 'state', 'keyturn');
  throw noPlace('No ledger is named, and this user has no home folder to keep one in.');
}

function homeOfUser(): string | undefined {
  try {
    return userInfo().homedir;
  } catch {
    return undefined;
  }
}

function fileName(id: string): string {
  return `ledger-${id}.sqlite`;
}

function placesIfAny(here: Surroundings, ids: readonly string[]): readonly string[] {
  return whereHome(() => [...new Set(ids)].map((id) => join(ledgerFolder(here), fileName(id))));
}

function ledgersIfAny(here: Surroundings): readonly string[] {
  return whereHome(() => ledgersIn(ledgerFolder(here)));
}

/** A ledger that was found in the working directory needs no home. */
function whereHome(find: () => readonly string[]): readonly string[] {
  try {
    return find();
  } catch {
    return [];
  }
}

function ledgersIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => /^ledger-.+\.sqlite$/.test(name));
  return names.sort().map((name) => join(folder, name));
}

function isThere(path: string | undefined): path is string {
  return path !== undefined && existsSync(path);
}

function ambiguous(paths: readonly string[]): KeyturnError {
  return new KeyturnError({
    code: 'LEDGER_AMBIGUOUS',
    message: `No ledger is named, and there are ${paths.length}: ${paths.join(', ')}.`,
    next: 'Name the one that your runs use with --ledger, ledger.path or KEYTURN_LEDGER. Nothing was done.',
  });
}

function noLedger(message: string): KeyturnError {
  return new KeyturnError({
    code: 'LEDGER_NOT_FOUND',
    message,
    next: 'Name the ledger that your runs use with --ledger, ledger.path or KEYTURN_LEDGER; the first keyturn run --enforce creates one.',
  });
}

function noPlace(message: string, cause?: unknown): KeyturnError {
  return new KeyturnError({
    code: 'LEDGER_NO_PLACE',
    message,
    next: 'Name a file in a folder that you may write to, and that is kept, with --ledger, ledger.path or KEYTURN_LEDGER. Nothing was done.',
    ...(cause === undefined ? {} : { cause }),
  });
}
