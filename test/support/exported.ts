import type { Ledger } from '../../src/ports/ledger.ts';

/** Everything that a ledger gives out, in its order. */
export async function exported(
  ledger: Ledger,
): Promise<readonly { readonly table: string; readonly record: unknown }[]> {
  const all: { readonly table: string; readonly record: unknown }[] = [];
  for await (const entry of ledger.everything()) all.push(entry);
  return all;
}
