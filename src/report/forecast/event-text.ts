import type { ForecastEvent } from '../../domain/forecast.ts';
import { GATE_TEXTS } from '../../messages/gate-texts.ts';

const WOULD = {
  rotate: 'would be replaced',
  deactivate: 'would be deactivated',
  delete: 'would be deleted',
  repair: 'would be repaired',
  warn: 'owner would be warned',
} as const;

const HELD = {
  rotate: 'replacement',
  deactivate: 'deactivation',
  delete: 'deletion',
  repair: 'repair',
} as const;

/** What would happen, as it follows the key. */
export function eventText(event: ForecastEvent): string {
  if (event.unheard === true) return 'owner would be warned of a deactivation that will be held';
  if (event.action !== 'hold') return WOULD[event.action];
  const gates = gateLabels(event);
  return `${heldText(event)} would be held${gates === '' ? '' : `: ${gates}`}`;
}

/** What is held, as a noun. */
export function heldText({ held }: ForecastEvent): string {
  return held === undefined ? 'change' : HELD[held];
}

/** The gates that would object, in words. */
export function gateLabels({ gates = [] }: ForecastEvent): string {
  return gates.map((gate) => GATE_TEXTS[gate].label).join(', ');
}
