import { gunzipSync, gzipSync } from 'node:zlib';
import type { RunReport } from '../domain/report.ts';
import type { Reports } from '../ports/reports.ts';
import type { Connection } from './sqlite-connection.ts';

/** Keeps the latest report in the ledger's file; compressed, since it names every key. */
export function reportsIn(file: Connection): Reports {
  return {
    keep: async (report) => {
      const doc = gzipSync(JSON.stringify(report));
      await file.writeOnce(false, (database) => {
        database.prepare('INSERT OR REPLACE INTO report (only_one, doc) VALUES (1, ?)').run(doc);
      });
    },
    last: async () => {
      const doc = await file.read((database) => database.prepare('SELECT doc FROM report').get()?.doc);
      if (!(doc instanceof Uint8Array)) return undefined;
      return JSON.parse(gunzipSync(doc).toString('utf8')) as RunReport;
    },
  };
}
