import { triesEveryPoint } from './try-all.ts';

triesEveryPoint({ kind: 'lost-request' });
