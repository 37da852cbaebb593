/** Version of the tables below, kept in SQLite's `user_version`. */
export const SCHEMA_VERSION = 4;

/** What format 2 added to format 1: orders to replace a key, what was last read, and the latest report. */
const SINCE_2: string = `
CREATE TABLE forces (account TEXT, user TEXT, doc TEXT NOT NULL, PRIMARY KEY (account, user)) STRICT;
CREATE TABLE reads (account TEXT, user TEXT, at INTEGER NOT NULL, doc TEXT NOT NULL, PRIMARY KEY (account, user)) STRICT;
CREATE TABLE report (only_one INTEGER PRIMARY KEY CHECK (only_one = 1), doc BLOB NOT NULL) STRICT;
`;

/** What format 3 added: which process a lease belongs to. */
const SINCE_3 = 'ALTER TABLE leases ADD COLUMN owner TEXT;';

/**
 * What format 4 added: all that is known of a user as one document, and beside it what is settled. The tables from which
 * the documents are made are dropped afterwards.
 */
const SINCE_4: string = `
CREATE TABLE units (account TEXT, user TEXT, name TEXT NOT NULL, pending INTEGER NOT NULL, doc TEXT NOT NULL, PRIMARY KEY (account, user)) STRICT;
CREATE INDEX units_pending ON units (pending) WHERE pending > 0;
CREATE INDEX units_name ON units (name);
CREATE INDEX units_user ON units (user);
CREATE TABLE history (account TEXT, user TEXT, kind TEXT, id TEXT, seq INTEGER NOT NULL, doc TEXT NOT NULL, PRIMARY KEY (account, user, kind, id)) STRICT;
`;

/** What leads from each format to the next, beginning with the first. */
export const STEPS: readonly string[] = [SINCE_2, SINCE_3, SINCE_4];

/** The tables of a new ledger. What is known of a user is one JSON document: it is read and written whole, and only here. */
export const SCHEMA: string = `
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE leases (account TEXT, user TEXT, holder TEXT NOT NULL, until INTEGER NOT NULL, owner TEXT, PRIMARY KEY (account, user)) STRICT;
CREATE TABLE runs (seq INTEGER PRIMARY KEY, doc TEXT NOT NULL) STRICT;
CREATE TABLE reads (account TEXT, user TEXT, at INTEGER NOT NULL, doc TEXT NOT NULL, PRIMARY KEY (account, user)) STRICT;
CREATE TABLE report (only_one INTEGER PRIMARY KEY CHECK (only_one = 1), doc BLOB NOT NULL) STRICT;
${SINCE_4}`;
