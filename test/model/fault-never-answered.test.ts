import { triesEveryPoint } from './try-all.ts';

triesEveryPoint({ kind: 'never-answered', executed: true });
triesEveryPoint({ kind: 'never-answered', executed: false });
