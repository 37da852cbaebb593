import type { JsonField } from './json-fields.ts';

/** The fields of the evidence, each with the kinds that carry it. */
export const EVIDENCE_FIELDS: readonly JsonField[] = [
  {
    path: 'decisions[].evidence[].kind',
    type: 'text',
    meaning:
      '`key-age`, `last-used`, `replacement`, `inactive-since`, `keys`, `exempt`, `discarded`, `relaxed`, `secret-of-others`, `secret-unread` or `key-not-fetchable`.',
  },
  {
    path: 'decisions[].evidence[].keyId',
    type: 'text',
    meaning: 'The key that the fact is about.',
    when: '`key-age`, `last-used`, `replacement`, `inactive-since`, `discarded`, `key-not-fetchable`',
  },
  {
    path: 'decisions[].evidence[].ageSeconds',
    type: 'seconds',
    meaning: 'Age of the key.',
    when: '`key-age`',
  },
  {
    path: 'decisions[].evidence[].limitSeconds',
    type: 'seconds',
    meaning: 'Its age limit.',
    when: '`key-age`',
  },
  {
    path: 'decisions[].evidence[].lastUsed',
    type: 'object',
    meaning: 'Its last use as AWS reports it.',
    when: '`last-used`',
  },
  {
    path: 'decisions[].evidence[].lastUsed.kind',
    type: '`used`, `never-used` or `unknown`',
    meaning: '`unknown` never counts as unused.',
    when: '`last-used`',
  },
  { path: 'decisions[].evidence[].lastUsed.at', type: 'time', meaning: 'When it was used.', when: 'used' },
  {
    path: 'decisions[].evidence[].lastUsed.service',
    type: 'text',
    meaning: 'The AWS service it was used for.',
    when: 'used',
  },
  {
    path: 'decisions[].evidence[].lastUsed.region',
    type: 'text',
    meaning: 'The Region it was used in.',
    when: 'used',
  },
  {
    path: 'decisions[].evidence[].lastUsed.why',
    type: 'text',
    meaning: 'Why it is not known.',
    when: 'unknown',
  },
  {
    path: 'decisions[].evidence[].by',
    type: 'text',
    meaning: 'Who made the replacement (`keyturn` or `person`), or which rule exempts the user.',
    when: '`replacement`, `exempt`',
  },
  {
    path: 'decisions[].evidence[].since',
    type: 'time',
    meaning: 'Since when the key is replaced, inactive, or known not to be fetchable.',
    when: '`replacement`, `inactive-since`, `key-not-fetchable`',
  },
  {
    path: 'decisions[].evidence[].adoptedAt',
    type: 'time',
    meaning: 'When the owner first used the replacement, as far as it is known.',
    when: '`replacement` that was used',
  },
  {
    path: 'decisions[].evidence[].soakSeconds',
    type: 'seconds',
    meaning: 'How long the key stays inactive before it is deleted.',
    when: '`inactive-since`',
  },
  {
    path: 'decisions[].evidence[].active',
    type: 'count',
    meaning: 'Active keys of the user.',
    when: '`keys`',
  },
  {
    path: 'decisions[].evidence[].inactive',
    type: 'count',
    meaning: 'Inactive keys of the user.',
    when: '`keys`',
  },
  {
    path: 'decisions[].evidence[].unknown',
    type: 'count',
    meaning: 'Keys of the user whose status is not understood.',
    when: '`keys`',
  },
  {
    path: 'decisions[].evidence[].instead',
    type: 'text',
    meaning: 'The action without the exemption.',
    when: '`exempt`',
  },
  {
    path: 'decisions[].evidence[].because',
    type: 'text',
    meaning: 'The reason without the exemption.',
    when: '`exempt`',
  },
  {
    path: 'decisions[].evidence[].why',
    type: 'text',
    meaning: 'Why the key must go, or why the secret or its policy could not be read.',
    when: '`discarded`, `secret-unread`',
  },
  {
    path: 'decisions[].evidence[].option',
    type: 'text',
    meaning: 'The setting that turns off a condition.',
    when: '`relaxed`',
  },
  {
    path: 'decisions[].evidence[].clause',
    type: 'text',
    meaning: 'The condition that is turned off.',
    when: '`relaxed`',
  },
  {
    path: 'decisions[].evidence[].secretArn',
    type: 'text',
    meaning:
      'The secret that others made and that the replacement would go into, or the one that does not give the key out any more.',
    when: '`secret-of-others` in dry runs, `key-not-fetchable`',
  },
  {
    path: 'decisions[].evidence[].before',
    type: 'text',
    meaning: 'Its resource policy as it is, as JSON text.',
    when: '`secret-of-others` with a policy',
  },
  {
    path: 'decisions[].evidence[].after',
    type: 'text',
    meaning: 'Its resource policy as it would be once the new key is in it, as JSON text.',
    when: '`secret-of-others`',
  },
  {
    path: 'decisions[].evidence[].denies',
    type: '`true` or `false`',
    meaning:
      'Whether that denies everybody but the owner and `delivery.readers`. Readers by identity policy cannot be seen.',
    when: '`secret-of-others`',
  },
  {
    path: 'decisions[].evidence[].loss',
    type: '`gone`, `scheduled-for-deletion`, `overwritten` or `version-gone`',
    meaning:
      'What became of the secret that was to give the key to its owner; with `overwritten` the key is still one of its versions.',
    when: '`key-not-fetchable`',
  },
  {
    path: 'decisions[].evidence[].alone',
    type: '`true` or `false`',
    meaning: 'Whether it is the only key of its user.',
    when: '`key-not-fetchable`',
  },
];
