import { DAY, formatDuration } from '../../domain/time.ts';
import type { PolicyRule } from './rule.ts';

/** Nobody can be told in time without a warning. */
export const someWarning: PolicyRule = {
  reads: ['policy.warnBefore', 'policy.notice'],
  find: ({ policy }) =>
    policy.notice === 'not-required' || policy.warnBefore.length > 0
      ? []
      : [
          {
            paths: ['policy.warnBefore', 'policy.notice'],
            message: 'policy.warnBefore is empty, while policy.notice is required.',
            hint: 'Name at least one warning, such as `[7d, 3d, 1d]`; without any, no key could ever be deactivated.',
          },
        ],
};

/** The first warning must be accepted `minNotice` ahead; a day is left for a channel that fails once, and for the daily run. */
export const warningBeforeNotice: PolicyRule = {
  reads: ['policy.warnBefore', 'policy.minNotice', 'policy.notice'],
  find: ({ policy }) => {
    const [longest] = policy.warnBefore;
    const needed = policy.minNotice + DAY;
    if (policy.notice === 'not-required' || longest === undefined || needed <= longest) return [];
    const message = `policy.minNotice is ${formatDuration(policy.minNotice)}, but the longest of policy.warnBefore is ${formatDuration(longest)}: a notice must be sent a day before it has to be accepted.`;
    const hint =
      longest > DAY
        ? `Warn ${formatDuration(needed)} ahead or earlier, or lower minNotice to ${formatDuration(longest - DAY)} or less.`
        : `Warn ${formatDuration(needed)} ahead or earlier.`;
    return [{ paths: ['policy.minNotice', 'policy.warnBefore'], message, hint }];
  },
};

/** The first warning is sent after the replacement is there, since it tells where to find it. */
export const warningWithinGrace: PolicyRule = {
  reads: ['policy.warnBefore', 'policy.installGrace', 'policy.notice'],
  find: ({ policy }) => {
    const [longest] = policy.warnBefore;
    if (policy.notice === 'not-required' || longest === undefined || longest <= policy.installGrace)
      return [];
    const message = `policy.installGrace is ${formatDuration(policy.installGrace)}, but the longest of policy.warnBefore is ${formatDuration(longest)}: the warning would come before there is a replacement.`;
    const hint = `Raise installGrace to ${formatDuration(longest)} or more, or warn later.`;
    return [{ paths: ['policy.installGrace', 'policy.warnBefore'], message, hint }];
  },
};

/** An extension that ends in a deactivation is announced again, and that notice must be in time as well. */
export const extensionAllowsNotice: PolicyRule = {
  reads: ['policy.inUse.extend', 'policy.inUse.afterwards', 'policy.minNotice', 'policy.notice'],
  find: ({ policy }) => {
    const { extend, afterwards } = policy.inUse;
    const needed = policy.minNotice + DAY;
    if (policy.notice === 'not-required' || afterwards === 'hold' || extend === 0 || extend >= needed)
      return [];
    const message = `policy.inUse.extend is ${formatDuration(extend)}, which leaves no time for a notice ${formatDuration(policy.minNotice)} before the key is deactivated.`;
    const hint = `Write 0d for no extension, or ${formatDuration(needed)} or more (minNotice and a day), or \`afterwards: hold\`.`;
    return [{ paths: ['policy.inUse.extend', 'policy.minNotice', 'policy.inUse.afterwards'], message, hint }];
  },
};
