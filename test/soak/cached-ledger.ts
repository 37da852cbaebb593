import type { Ledger } from '../../src/ports/ledger.ts';

const WRITES_ABOUT_USERS: ReadonlySet<string> = new Set(['save', 'addStandingHold', 'recordAcceptance']);

/**
 * A ledger whose reads of users are remembered until the next write: for speed, since reading is most of what it does.
 *
 * Memories are plain data that nobody changes, so that handing out the same ones again is safe.
 */
export function cachedLedger(ledger: Ledger): Ledger {
  const known = new Map<string, Promise<unknown>>();
  const remembered = <T>(name: string, read: () => Promise<T>): Promise<T> => {
    const found = known.get(name) as Promise<T> | undefined;
    if (found !== undefined) return found;
    const made = read();
    known.set(name, made);
    return made;
  };
  return new Proxy(ledger, {
    get: (target, name) => {
      if (name === 'loadUser') {
        return ((ref) =>
          remembered(`${ref.accountId}/${ref.userId}`, () =>
            target.loadUser(ref),
          )) satisfies Ledger['loadUser'];
      }
      if (name === 'loadAccount')
        return ((id) => remembered(id, () => target.loadAccount(id))) satisfies Ledger['loadAccount'];
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown => {
        if (WRITES_ABOUT_USERS.has(String(name))) known.clear();
        return Reflect.apply(value, target, args);
      };
    },
  });
}
