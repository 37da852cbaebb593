import { triesEveryPoint } from './try-all.ts';

triesEveryPoint({ kind: 'ledger-crash-after' }, { points: 'writes' });
