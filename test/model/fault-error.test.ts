import { triesEveryPoint } from './try-all.ts';

triesEveryPoint({ kind: 'error', status: 403, code: 'AccessDenied', message: 'injected' });
