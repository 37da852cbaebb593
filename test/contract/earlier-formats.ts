import { DatabaseSync } from 'node:sqlite';

/** The tables of format 1, as the first version made them. */
const FORMAT_1 = `
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE users (account TEXT, user TEXT, name TEXT NOT NULL, PRIMARY KEY (account, user)) STRICT;
CREATE TABLE keys (account TEXT, user TEXT, key TEXT, doc TEXT NOT NULL, PRIMARY KEY (account, user, key)) STRICT;
CREATE TABLE notices (id TEXT PRIMARY KEY, account TEXT NOT NULL, user TEXT NOT NULL, accepted INTEGER, doc TEXT NOT NULL) STRICT;
CREATE INDEX notices_of ON notices (account, user);
CREATE INDEX notices_pending ON notices (accepted) WHERE accepted IS NULL;
CREATE TABLE holds (seq INTEGER PRIMARY KEY, account TEXT NOT NULL, user TEXT NOT NULL, key TEXT NOT NULL, ended INTEGER NOT NULL DEFAULT 0, doc TEXT NOT NULL) STRICT;
CREATE INDEX holds_of ON holds (account, user);
CREATE TABLE held (account TEXT, user TEXT, key TEXT, doc TEXT NOT NULL, PRIMARY KEY (account, user, key)) STRICT;
CREATE TABLE keeps (account TEXT, user TEXT, doc TEXT NOT NULL, PRIMARY KEY (account, user)) STRICT;
CREATE TABLE sagas (account TEXT, user TEXT, doc TEXT NOT NULL, PRIMARY KEY (account, user)) STRICT;
CREATE TABLE journal (seq INTEGER PRIMARY KEY, account TEXT NOT NULL, user TEXT NOT NULL, doc TEXT NOT NULL) STRICT;
CREATE INDEX journal_of ON journal (account, user);
CREATE TABLE leases (account TEXT, user TEXT, holder TEXT NOT NULL, until INTEGER NOT NULL, PRIMARY KEY (account, user)) STRICT;
CREATE TABLE runs (seq INTEGER PRIMARY KEY, doc TEXT NOT NULL) STRICT;
`;
const SINCE_2 = `
CREATE TABLE forces (account TEXT, user TEXT, doc TEXT NOT NULL, PRIMARY KEY (account, user)) STRICT;
CREATE TABLE reads (account TEXT, user TEXT, at INTEGER NOT NULL, doc TEXT NOT NULL, PRIMARY KEY (account, user)) STRICT;
CREATE TABLE report (only_one INTEGER PRIMARY KEY CHECK (only_one = 1), doc BLOB NOT NULL) STRICT;
`;
const SINCE_3 = 'ALTER TABLE leases ADD COLUMN owner TEXT;';

const ACCOUNT = '111122223333';
const USER = 'AIDAEXAMPLEUSER000001';
const KEY = 'AKIAIOSFODNN7EXAMPLE';

/** A ledger as an earlier version left it: one user about whom everything is known, with a lease until 900,000. */
export function writeEarlier(path: string, format: 1 | 2 | 3): void {
  const database = new DatabaseSync(path);
  database.exec(FORMAT_1 + (format > 1 ? SINCE_2 : '') + (format > 2 ? SINCE_3 : ''));
  database.exec(`PRAGMA user_version = ${format}`);
  const put = (table: string, columns: Readonly<Record<string, string | number | null>>): void => {
    const names = Object.keys(columns);
    const places = names.map(() => '?').join();
    database
      .prepare(`INSERT INTO ${table} (${names.join()}) VALUES (${places})`)
      .run(...Object.values(columns));
  };
  const ref = { accountId: ACCOUNT, userId: USER };
  const doc = (fields: object): string => JSON.stringify({ ...ref, ...fields });
  const of = { account: ACCOUNT, user: USER };
  put('meta', { name: 'id', value: 'first' });
  put('meta', { name: 'kind', value: 'real' });
  put('users', { ...of, name: 'app' });
  const key = { keyId: KEY, userName: 'app', createdAt: 0, firstSeen: 0, madeByUs: false, exposed: true };
  put('keys', { ...of, key: KEY, doc: doc(key) });
  const notice = {
    userName: 'app',
    keyId: KEY,
    kind: 'warning',
    reason: 'KEY_PENDING_ROTATION',
    queuedAt: 0,
  };
  const mail = { acceptedAt: 5, channel: 'mail', countsAsNotice: true };
  put('notices', { id: 'n1', ...of, accepted: 5, doc: doc({ id: 'n1', ...notice, ...mail }) });
  put('notices', { id: 'n2', ...of, accepted: null, doc: doc({ id: 'n2', ...notice }) });
  const hold = { keyId: KEY, kind: 'undo', from: 0, by: 'ops', why: 'undo' };
  put('holds', { ...of, key: KEY, ended: 0, doc: doc(hold) });
  put('holds', { ...of, key: KEY, ended: 1, doc: doc({ ...hold, kind: 'extend', until: 1 }) });
  put('held', { ...of, key: KEY, doc: doc({ keyId: KEY, signature: 'x', since: 0 }) });
  put('keeps', { ...of, doc: doc({ keyId: KEY, at: 0, by: 'me', why: 'asked' }) });
  const saga = { kind: 'deactivate', sagaId: 's1', runId: 'r1', userName: 'app', openedAt: 0, keyId: KEY };
  put('sagas', { ...of, doc: doc(saga) });
  const line = { at: 0, runId: 'r1', sagaId: 's1', userName: 'app', step: 'deactivate', phase: 'intent' };
  put('journal', { ...of, doc: doc(line) });
  put('journal', { ...of, doc: doc({ ...line, phase: 'done' }) });
  put('leases', { ...of, holder: 'a', until: 900_000 });
  put('runs', { doc: JSON.stringify({ runId: 'r1' }) });
  if (format > 1) {
    put('forces', { ...of, doc: doc({ keyIds: [KEY], at: 0, by: 'me', why: 'lost' }) });
    put('reads', { ...of, at: 7, doc: doc({ userName: 'app', readAt: 7, keys: [] }) });
  }
  database.close();
}
