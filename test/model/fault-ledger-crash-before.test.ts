import { triesEveryPoint } from './try-all.ts';

triesEveryPoint({ kind: 'ledger-crash-before' }, { points: 'writes' });
