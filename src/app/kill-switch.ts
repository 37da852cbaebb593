import { isInterrupted } from '../domain/errors.ts';
import type { SafetySettings } from '../domain/settings.ts';
import { isCallFailure } from '../ports/call-failure.ts';
import type { Cloud } from '../ports/cloud.ts';
import type { KillSwitch } from '../ports/kill-switch.ts';

/**
 * The kill switch as configured: a flag, and an SSM parameter in the caller's account.
 *
 * Only the value `off` lets a run go on. Any other value stops it, and so does a parameter that cannot be read.
 */
export function createKillSwitch(settings: SafetySettings['killSwitch'], cloud: Cloud): KillSwitch {
  return async () => {
    if (settings.engaged)
      return { stop: true, code: 'KILL_SWITCH_ENGAGED', why: 'safety.killSwitch.engaged is true' };
    const { parameter } = settings;
    if (parameter === undefined) return { stop: false };
    try {
      const value = (await cloud.parameter(parameter)).trim().toLowerCase();
      if (value === 'off') return { stop: false };
      return { stop: true, code: 'KILL_SWITCH_ENGAGED', why: `the parameter ${parameter} is not "off"` };
    } catch (error) {
      if (isInterrupted(error)) throw error;
      const why = isCallFailure(error) ? error.awsCode : 'an unexpected error';
      return {
        stop: true,
        code: 'KILL_SWITCH_UNREADABLE',
        why: `the parameter ${parameter} cannot be read: ${why}`,
      };
    }
  };
}
