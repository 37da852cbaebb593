import type { ContradictionRule } from './rule.ts';

/** Notices appended to the ledger would destroy it, and with it every grace period. */
export const filesApart: ContradictionRule = {
  reads: ['notify.file', 'ledger.path'],
  find: ({ notify, ledger }) =>
    notify.file === undefined || ledger.path === undefined || plain(notify.file) !== plain(ledger.path)
      ? []
      : [
          {
            paths: ['notify.file', 'ledger.path'],
            message: `notify.file and ledger.path are the same file, ${JSON.stringify(ledger.path)}.`,
            hint: 'Give the notices a file of their own.',
          },
        ],
};

function plain(path: string): string {
  return path.replace(/(^|\/)(\.\/)+/g, '$1').replace(/\/{2,}/g, '/');
}
