import { lostKeyText } from '../../messages/lost-key-text.ts';
import { sentence } from '../../messages/wording.ts';
import { lostKeysOf } from '../lost-keys.ts';
import { prose } from './markup.ts';
import { type Row, table } from './table.ts';
import { accountMark, dayMark, foreign, keyMark, type PageView, type Section } from './view.ts';

/** Keys that were handed over, that nobody has used, and that their secret does not give out; left out when there are none. */
export function lostKeysSection(view: PageView): Section | undefined {
  const lost = lostKeysOf(view.report);
  if (lost.length === 0) return undefined;
  const columns = [
    { title: 'User', kind: 'main' },
    { title: 'Account', kind: 'name' },
    { title: 'Key' },
    { title: 'Seen since' },
    { title: 'What was found', kind: 'text' },
    { title: 'What to do', kind: 'text' },
  ] as const;
  const rows = lost.map(
    ({ decision, fact, fix }): Row => ({
      tone: 'attention',
      cells: [
        decision.userName,
        accountMark(decision.accountName, decision.accountId),
        keyMark(fact.keyId, view),
        dayMark(fact.since),
        sentence(foreign(lostKeyText(fact, view), view)),
        prose(fix),
      ],
    }),
  );
  return {
    id: 'lost-keys',
    title: 'Keys that nobody can fetch any more',
    count: rows.length,
    content: table({ caption: 'Found in the rolling sweep; code KEY_NOT_FETCHABLE', columns, rows }),
  };
}
