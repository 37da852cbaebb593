import { DatabaseSync } from 'node:sqlite';
import type { UserRef } from '../../src/domain/ids.ts';
import type { Instant } from '../../src/domain/time.ts';
import { openLedger } from '../../src/ledger/sqlite-ledger.ts';

/** What the process is told to do. */
type Order =
  | { readonly sql: string; readonly thenClose?: true }
  | {
      readonly lease: readonly UserRef[];
      readonly holder: string;
      readonly now: Instant;
      readonly until: Instant;
    };

const [path = ''] = process.argv.slice(2);
let database: DatabaseSync | undefined;

async function obey(order: Order): Promise<unknown> {
  if ('sql' in order) {
    // Opened once, and not before it is needed: an open file alone keeps others from having it to themselves.
    database ??= new DatabaseSync(path);
    database.exec(order.sql);
    if (order.thenClose === true) {
      database.close();
      database = undefined;
    }
    return 'done';
  }
  const ledger = await openLedger({ path, kind: 'real', newId: 'other' });
  const { lease, ...request } = order;
  const taken = await Promise.all(lease.map((ref) => ledger.acquireLease(ref, request)));
  return taken.map((given) => given !== undefined);
}

process.on('message', (order: Order) => {
  obey(order).then(
    (answer) => process.send?.(answer as object),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
