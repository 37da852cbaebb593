import { triesEveryPoint } from './try-all.ts';

triesEveryPoint({ kind: 'empty-200', executed: true });
triesEveryPoint({ kind: 'empty-200', executed: false });
