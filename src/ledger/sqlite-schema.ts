/** Version of the tables below, kept in SQLite's `user_version`. */
export const SCHEMA_VERSION = 3;

/** What format 2 added to format 1: orders to replace a key, what was last read, and the latest report. */
const SINCE_2: string = `
CREATE TABLE forces (account TEXT, user TEXT, doc TEXT NOT NULL, PRIMARY KEY (account, user)) STRICT;
CREATE TABLE reads (account TEXT, user TEXT, at INTEGER NOT NULL, doc TEXT NOT NULL, PRIMARY KEY (account, user)) STRICT;
CREATE TABLE report (only_one INTEGER PRIMARY KEY CHECK (only_one = 1), doc BLOB NOT NULL) STRICT;
`;

/** What format 3 added: which process a lease belongs to. */
const SINCE_3 = 'ALTER TABLE leases ADD COLUMN owner TEXT;';

/** What leads from each format to the next, beginning with the first. */
export const STEPS: readonly string[] = [SINCE_2, SINCE_3];

/** The tables. Facts about a key or user are JSON documents: they are read and written whole, and only here. */
export const SCHEMA: string = `
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
${SINCE_2}
${SINCE_3}`;
