import type { JsonField } from './json-fields.ts';

/** The fields of the evidence, each with the kinds that carry it. */
export const EVIDENCE_FIELDS: readonly JsonField[] = [
  {
    path: 'decisions[].evidence[].kind',
    type: 'text',
    meaning:
      '`key-age`, `last-used`, `replacement`, `inactive-since`, `keys`, `exempt`, `discarded` or `relaxed`.',
  },
  {
    path: 'decisions[].evidence[].keyId',
    type: 'text',
    meaning: 'The key that the fact is about.',
    when: 'all kinds but `keys`, `exempt` and `relaxed`',
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
    meaning: '`unknown` is never taken for unused.',
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
    meaning: 'Since when the key is replaced, or inactive.',
    when: '`replacement`, `inactive-since`',
  },
  {
    path: 'decisions[].evidence[].adoptedAt',
    type: 'time',
    meaning: 'When the owner first used the replacement, as far as it is known.',
    when: '`replacement` that was taken up',
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
  { path: 'decisions[].evidence[].why', type: 'text', meaning: 'Why the key must go.', when: '`discarded`' },
  {
    path: 'decisions[].evidence[].option',
    type: 'text',
    meaning: 'The setting that sets a condition aside.',
    when: '`relaxed`',
  },
  {
    path: 'decisions[].evidence[].clause',
    type: 'text',
    meaning: 'The condition that is set aside.',
    when: '`relaxed`',
  },
];
