/** Entries of the lists of mappings, for the starter file; in examples of exemptions the default comes before them. */
export const LIST_EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  overrides: [
    '- name: Sandboxes',
    '  when: { accountTags: [{ key: environment, value: sandbox }] }',
    '  policy: { rotateAfter: 30d, unusedFor: 30d }',
  ],
  userTags: ['- { tag: keyturn-rotate-after, sets: rotateAfter, atLeast: 30d, atMost: 90d }'],
  'scope.accountTags': ['- { key: environment, value: production }'],
  exemptions: [
    '- tag: { key: keyturn-exempt }',
    '- users: ["ses-smtp-*"]',
    '  accounts: ["123456789012"]',
    '  until: 2027-06-30',
    '  reason: Mail is sent with these keys, and changed by its own team',
    '  owner: mail-team@example.com',
  ],
  'safety.freeze': ['- { from: 2027-12-20, until: 2028-01-03, reason: Holidays }'],
};
