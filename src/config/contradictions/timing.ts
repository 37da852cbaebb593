import { formatDuration } from '../../domain/time.ts';
import type { PolicyRule } from './rule.ts';

/**
 * An owner who installs the replacement on the first day must be able to show a quiet old key when the grace ends.
 *
 * Nobody has to show that where keys in use are deactivated without an extension.
 */
export const quietWithinGrace: PolicyRule = {
  reads: ['policy.quietPeriod', 'policy.reportingLag', 'policy.installGrace', 'policy.inUse'],
  find: ({ policy }) => {
    const { quietPeriod, reportingLag, installGrace, inUse } = policy;
    const needed = quietPeriod + reportingLag;
    const off = inUse.extend === 0 && inUse.afterwards === 'deactivate';
    if (off || needed <= installGrace) return [];
    const message = `policy.quietPeriod (${formatDuration(quietPeriod)}) and policy.reportingLag (${formatDuration(reportingLag)}) are longer together than policy.installGrace (${formatDuration(installGrace)}): no key could be quiet in time.`;
    const hint = `Raise installGrace to ${formatDuration(needed)} or more, or shorten quietPeriod.`;
    return [{ paths: ['policy.quietPeriod', 'policy.reportingLag', 'policy.installGrace'], message, hint }];
  },
};

/** A key that is due at once, or warned about before it exists, would be replaced without end. */
export const rotationAfterWarning: PolicyRule = {
  reads: ['policy.rotateAfter', 'policy.warnBefore'],
  find: ({ policy }) => {
    const [longest] = policy.warnBefore;
    if (longest === undefined || policy.rotateAfter > longest) return [];
    const message = `policy.rotateAfter is ${formatDuration(policy.rotateAfter)}, and not longer than the longest of policy.warnBefore (${formatDuration(longest)}): a new key would be warned about at once.`;
    const hint = `Raise rotateAfter above ${formatDuration(longest)}, or warn later.`;
    return [{ paths: ['policy.rotateAfter', 'policy.warnBefore'], message, hint }];
  },
};
