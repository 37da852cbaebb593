import { triesEveryPoint } from './try-all.ts';

triesEveryPoint({ kind: 'server-error', executed: true });
