const MINUTE = 60_000;

/**
 * For how long AWS takes a signature, as people have seen it refuse them. Where it is less, requests of a long saga in
 * the caller's own account are refused, and a later run goes on; where it is more, they could land late.
 */
const SIGNATURE_AGE: Readonly<Record<string, number>> = { iam: 15 * MINUTE, secretsmanager: 5 * MINUTE };

/** What decides by which time a client signs. */
export interface SigningTime {
  readonly service: string;
  /** The connection's handler: one that stands in for AWS may run in a time of its own. */
  readonly handler: object | undefined;
  /** No signature of this client is to be good for longer than until then, in epoch milliseconds. */
  readonly until?: number | undefined;
}

/**
 * Sets the time by which a client signs, where it is not simply the SDK's: the machine's, corrected by AWS's answers.
 *
 * A signature that must not outlive an instant is given the date of an older one: AWS itself then refuses a request that
 * was signed, slept through and sent too late.
 */
export function setSigningTime(client: object, { service, handler, until }: SigningTime): void {
  const { simulatedTime }: { readonly simulatedTime?: () => number } = handler ?? {};
  if ((simulatedTime === undefined && until === undefined) || !('config' in client)) return;
  const latest = until === undefined ? Number.POSITIVE_INFINITY : until - (SIGNATURE_AGE[service] ?? 0);
  let corrected = 0;
  let told = 0;
  const get = (): number => {
    const now = simulatedTime?.() ?? Date.now() + corrected;
    told = Math.min(now, latest) - Date.now();
    return told;
  };
  /** The SDK gives back what it was told, unless an answer showed that the machine's clock is wrong. */
  const set = (offset: number): void => {
    if (offset !== told) corrected = offset;
  };
  Object.defineProperty(client.config, 'systemClockOffset', { get, set });
}
