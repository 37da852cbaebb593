import type { z } from 'zod';
import type { DeliverySettings } from '../../domain/settings.ts';
import { field, flag, type Given, list, section } from './field.ts';
import { region, roleArn } from './names.ts';
import { secretName } from './secret-name.ts';

/** Where replacements are stored and who may read them. */
export const deliverySection: z.ZodType<Given<DeliverySettings> | null | undefined> = section(
  'Where replacements are stored and who may read them.',
  {
    secretName: field(
      secretName(),
      'Name of each user’s secret in Secrets Manager; `{account}` and `{user}` are replaced. It must contain `{user}`, and should contain `{account}`.',
    ),
    region: field(region(), 'Region of the secrets; without one, the region of the run.'),
    readers: field(
      list(roleArn()),
      'ARNs of roles that may read the secrets in addition to each owner, so that they can help an owner who has lost access.',
    ),
    adoptExisting: field(
      flag(),
      'Whether a secret of that name that Keyturn did not make may be taken over; otherwise the change is held. Its readers keep their access.',
    ),
    readersConfirmed: field(
      flag(),
      'Whether `readers` names everybody who reads the secrets that were taken over, apart from the owner. Only then is everybody else denied there, from the next rotation on; secrets that Keyturn made are closed to others in any case.',
    ),
  },
);
