import { triesEveryPoint } from './try-all.ts';

triesEveryPoint({ kind: 'truncated-200', executed: true });
triesEveryPoint({ kind: 'truncated-200', executed: false });
