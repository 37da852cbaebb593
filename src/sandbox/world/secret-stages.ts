import type { SecretRecord, SecretVersionRecord } from './model.ts';

/** The stage that readers get by default. */
export const CURRENT = 'AWSCURRENT';
/** The stage of a version that a rotation has not finished with. */
const PENDING = 'AWSPENDING';
/** The stage that the last current version falls back to. */
export const PREVIOUS = 'AWSPREVIOUS';

/** The version that carries a stage. */
export function versionAt(secret: SecretRecord, stage: string): SecretVersionRecord | undefined {
  return [...secret.versions.values()].find((version) => version.stages.has(stage));
}

/**
 * Attaches a stage to a version and takes it from the one that has it. When AWSCURRENT moves, Secrets Manager itself
 * puts AWSPREVIOUS on the version that was current, and takes AWSPENDING from it if it still has that.
 */
export function attachStage(secret: SecretRecord, stage: string, target: SecretVersionRecord): void {
  const holder = versionAt(secret, stage);
  if (holder === target) return;
  holder?.stages.delete(stage);
  target.stages.add(stage);
  if (stage !== CURRENT || holder === undefined) return;
  versionAt(secret, PREVIOUS)?.stages.delete(PREVIOUS);
  target.stages.delete(PREVIOUS);
  holder.stages.delete(PENDING);
  holder.stages.add(PREVIOUS);
}
