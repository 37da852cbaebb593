import { triesEveryPoint } from './try-all.ts';

// This kind goes through the AWS SDK itself; the others through light clients, which the SDK keeps honest here.
triesEveryPoint({ kind: 'lost-response' }, { sdk: true });
