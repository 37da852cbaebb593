import { triesEveryPoint } from './try-all.ts';

triesEveryPoint({ kind: 'throttle' });
