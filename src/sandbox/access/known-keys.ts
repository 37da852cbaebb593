/**
 * Condition keys that may rightly be absent from a request, in lower case: a policy may test them and gets "absent".
 * Keys that are neither here nor supplied are unknown to the sandbox, and conditions on them fail closed.
 */
export const KEYS_THAT_MAY_BE_ABSENT: ReadonlySet<string> = new Set([
  'aws:calledvia',
  'aws:calledviafirst',
  'aws:calledvialast',
  'aws:federatedprovider',
  'aws:multifactorauthage',
  'aws:multifactorauthpresent',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:principalservicename',
  'aws:principalservicenameslist',
  'aws:referer',
  'aws:resourceorgid',
  'aws:resourceorgpaths',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceidentity',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:tagkeys',
  'aws:tokenissuetime',
  'aws:useragent',
  'aws:username',
  'aws:vpceaccount',
  'aws:vpceorgid',
  'aws:vpceorgpaths',
  'aws:vpcsourceip',
]);

/** Families of keys with a tag's key behind the slash. */
export const TAG_KEY_PREFIXES: readonly string[] = [
  'aws:principaltag/',
  'aws:requesttag/',
  'aws:resourcetag/',
  'iam:resourcetag/',
  'secretsmanager:resourcetag/',
  'ssm:resourcetag/',
];
