import { ServiceError } from '../../service-error.ts';

const NAME = /^[\w./-]+$/;
const MOST_LEVELS = 15;
const REFUSED =
  'Parameter name: can\'t be prefixed with "ssm" (case-insensitive). If formed as a path, it can consist of sub-paths ' +
  'divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_';

/** Refuses a name that no parameter can have: other characters, empty sub-paths, a hierarchy without its first slash. */
export function refuseImpossibleName(name: string): void {
  const path = name.startsWith('/') ? name.slice(1) : name;
  const isHierarchy = path.includes('/');
  const impossible =
    !NAME.test(name) || path.split('/').includes('') || (isHierarchy && !name.startsWith('/'));
  if (impossible || /^ssm/i.test(path)) throw new ServiceError('ValidationException', 400, REFUSED);
}

/** Refuses a name that no parameter may be given: AWS's own, and hierarchies that are too deep. */
export function refuseForbiddenName(name: string): void {
  if (/^\/?aws/i.test(name)) {
    const message = `No access to reserved parameter name: ${name}.`;
    throw new ServiceError('AccessDeniedException', 400, message);
  }
  if (name.split('/').filter((level) => level !== '').length > MOST_LEVELS) {
    const message = `Hierarchy ${name} has more than ${MOST_LEVELS} levels.`;
    throw new ServiceError('HierarchyLevelLimitExceededException', 400, message);
  }
}
