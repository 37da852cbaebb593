/**
 * JSON Schema of an OCSF 1.8.0 Compliance Finding with the cloud profile, written from the schema's sources
 * (github.com/ocsf/ocsf-schema at tag 1.8.0: base_event, finding, compliance_finding, the objects compliance, finding_info,
 * metadata, product, cloud, account, resource_details, user, remediation, and the dictionary): every attribute that is
 * required there, the types, the enumerations with their captions, and no attribute that is not there.
 */
const text = { type: 'string', minLength: 1 };
const texts = { type: 'array', minItems: 1, items: text };
const epoch = { type: 'integer', minimum: 1_000_000_000_000, maximum: 9_999_999_999_999 };
const shape = (required: readonly string[], properties: object) => ({
  type: 'object',
  required,
  properties,
  additionalProperties: false,
});

/** Siblings: a number from the enumeration and its caption, which must fit together. */
const siblings = (number: string, caption: string, pairs: Readonly<Record<number, string>>) => ({
  anyOf: Object.entries(pairs).map(([value, name]) => ({
    properties: { [number]: { const: Number(value) }, [caption]: { const: name } },
  })),
});

const account = {
  ...shape(['type_id'], { uid: text, name: text, type_id: { type: 'integer' }, type: text }),
  allOf: [
    // An entity has at least one of name and uid.
    { anyOf: [{ required: ['name'] }, { required: ['uid'] }] },
    siblings('type_id', 'type', { 10: 'AWS Account' }),
  ],
};
const owner = shape(['name'], {
  name: text,
  uid: text,
  type: text,
  // 99 is Other, for which the type says what.
  type_id: { enum: [0, 1, 2, 3, 4, 99] },
  account,
});
const resource = {
  ...shape(['uid', 'name'], {
    uid: text,
    name: text,
    type: text,
    role_id: { type: 'integer' },
    role: text,
    cloud_partition: text,
    created_time: epoch,
    owner,
  }),
  ...siblings('role_id', 'role', { 1: 'Target', 2: 'Actor', 3: 'Affected', 4: 'Related' }),
};
const compliance = {
  ...shape([], {
    control: text,
    desc: text,
    standards: texts,
    status_id: { type: 'integer' },
    status: text,
    status_code: text,
    status_details: texts,
  }),
  ...siblings('status_id', 'status', { 1: 'Pass', 2: 'Warning', 3: 'Fail', 99: 'Exempt' }),
};

/** The schema of one event. */
export const OCSF_FINDING_SCHEMA: object = {
  ...shape(
    [
      'activity_id',
      'category_uid',
      'class_uid',
      'cloud',
      'compliance',
      'finding_info',
      'metadata',
      'severity_id',
      'time',
      'type_uid',
    ],
    {
      activity_id: { enum: [1, 3] },
      activity_name: text,
      category_uid: { const: 2 },
      category_name: { const: 'Findings' },
      class_uid: { const: 2003 },
      class_name: { const: 'Compliance Finding' },
      cloud: shape(['provider'], {
        provider: text,
        account,
        org: shape(['uid'], { uid: text }),
        cloud_partition: text,
      }),
      compliance,
      finding_info: shape(['uid'], {
        uid: text,
        title: text,
        desc: text,
        types: texts,
        created_time: epoch,
        modified_time: epoch,
        last_seen_time: epoch,
        data_sources: texts,
      }),
      message: text,
      metadata: shape(['product', 'version'], {
        version: { const: '1.8.0' },
        product: shape(['name'], { name: text, vendor_name: text, version: text }),
        profiles: { const: ['cloud'] },
        correlation_uid: text,
        event_code: text,
        tenant_uid: text,
      }),
      remediation: shape(['desc'], { desc: text }),
      resources: { type: 'array', minItems: 1, items: resource },
      severity_id: { type: 'integer' },
      severity: text,
      status_id: { type: 'integer' },
      status: text,
      time: epoch,
      type_uid: { type: 'integer' },
      type_name: text,
      unmapped: { type: 'object' },
    },
  ),
  allOf: [
    siblings('severity_id', 'severity', { 1: 'Informational', 2: 'Low', 3: 'Medium', 4: 'High' }),
    siblings('status_id', 'status', { 1: 'New', 4: 'Resolved' }),
    siblings('activity_id', 'activity_name', { 1: 'Create', 3: 'Close' }),
    // type_uid is class_uid times 100 plus activity_id.
    {
      anyOf: [
        { properties: { activity_id: { const: 1 }, type_uid: { const: 200301 } } },
        { properties: { activity_id: { const: 3 }, type_uid: { const: 200303 } } },
      ],
    },
  ],
};
