import type { Settings } from '../domain/settings.ts';
import { matchesGlob, matchesPath, pathOf } from '../policy/selector.ts';
import type { UserHeader } from '../ports/cloud.ts';
import type { ScanContext } from './scan-context.ts';

/** Why a user is outside the scope; undefined when it is not. */
export function outsideScope(
  header: UserHeader,
  { outside, settings }: Pick<ScanContext, 'outside' | 'settings'>,
): string | undefined {
  if (outside !== undefined) return outside;
  return isInScope(header, settings) ? undefined : 'not in scope.users or scope.paths';
}

/** Whether the settings name the user, by its name and its path. */
export function isInScope(header: UserHeader, { scope }: Settings): boolean {
  const byName = scope.users.length === 0 || matchesGlob(header.userName, scope.users);
  return byName && (scope.paths.length === 0 || matchesPath(pathOf(header.arn), scope.paths));
}
