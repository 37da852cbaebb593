import { triesEveryPoint } from './try-all.ts';

triesEveryPoint({ kind: 'html-502', executed: true });
triesEveryPoint({ kind: 'html-502', executed: false });
