import type { AccountCoverage } from '../../domain/coverage.ts';
import { handedOverKey, lookAtSecret } from '../../engine/lost-key.ts';
import type { AccountScan } from '../../inventory/scan-account.ts';
import type { SecretQuestion } from '../../inventory/scan-context.ts';
import type { Clock } from '../../ports/clock.ts';

/** How the rolling sweep asks whether a secret still gives out the key that was handed over. */
export function secretQuestion(clock: Clock): SecretQuestion {
  return {
    concerns: (keys, memory) => handedOverKey({ keys }, memory, clock.now()) !== undefined,
    ask: async (reader, facts, { memory, before }) => {
      const now = clock.now();
      const key = handedOverKey(facts, memory, now);
      if (key === undefined) return { check: before ?? { askedAt: now } };
      return await lookAtSecret(reader, facts, { key, before, now });
    },
  };
}

/** Secrets that could not be asked: the account is complete without them, and one note says so. */
export function unaskedNote({
  unasked,
}: AccountScan): Pick<AccountCoverage & { readonly outcome: 'scanned' }, 'note'> {
  const [first] = unasked;
  if (first === undefined) return {};
  const { code, denied } = unasked.find((one) => one.denied) ?? first;
  const next = denied ? 'Let the read role call secretsmanager:DescribeSecret' : 'The next run asks again';
  return {
    note: `Of some users it was not seen whether their secret still gives out the key that was handed over (${code}). ${next}.`,
  };
}
