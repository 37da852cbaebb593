/** Settings of every client: the limiter may rise to what the targets were given for, and no budget ends a run early. */
export const CLIENT_SETTINGS: Readonly<Record<string, string>> = {
  KEYTURN_REQUESTS_PER_SECOND: process.env.KEYTURN_REQUESTS_PER_SECOND ?? '200',
  KEYTURN_MAX_CHANGES_PER_RUN: '100000',
  KEYTURN_MAX_CHANGES_PER_ACCOUNT: '100000',
};
