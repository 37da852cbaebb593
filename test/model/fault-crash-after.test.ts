import { triesEveryPoint } from './try-all.ts';

triesEveryPoint({ kind: 'crash-after' });
