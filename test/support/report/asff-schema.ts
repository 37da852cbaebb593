/**
 * JSON Schema of a BatchImportFindings request, written from AWS's documentation: required top-level attributes of ASFF,
 * the API reference of AwsSecurityFinding, Severity, Compliance, Resource and AwsIamAccessKeyDetails (lengths, counts,
 * enumerations, timestamps), and of BatchImportFindings (100 findings). Nothing beyond what Keyturn fills is allowed.
 */
const text = (maxLength: number) => ({ type: 'string', pattern: '\\S', minLength: 1, maxLength });
const time = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?Z$' };
const shape = (required: readonly string[], properties: object, optional: readonly string[] = []) => ({
  type: 'object',
  required,
  properties,
  additionalProperties: false,
  maxProperties: required.length + optional.length,
});
const severity = shape(['Label', 'Original'], {
  Label: { enum: ['INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] },
  Original: text(64),
});
const types = {
  type: 'array',
  minItems: 1,
  maxItems: 50,
  items: {
    type: 'string',
    // namespace/category/classifier; the namespaces are a closed list.
    pattern:
      '^(Software and Configuration Checks|TTPs|Effects|Unusual Behaviors|Sensitive Data Identifications)(/[^/]+){0,2}$',
  },
};
const resource = (type: string, details: object) =>
  shape(['Type', 'Id', 'Partition', 'Region', 'Details'], {
    Type: { const: type },
    Id: text(512),
    Partition: { enum: ['aws', 'aws-cn', 'aws-us-gov'] },
    Region: text(16),
    Details: shape([type], { [type]: details }),
  });
const accessKey = shape(
  ['AccessKeyId', 'AccountId', 'PrincipalId', 'PrincipalName', 'PrincipalType'],
  {
    AccessKeyId: text(128),
    AccountId: { type: 'string', pattern: '^\\d{12}$' },
    PrincipalId: text(128),
    PrincipalName: text(2_048),
    PrincipalType: text(128),
    CreatedAt: time,
    Status: { enum: ['Active', 'Inactive'] },
  },
  ['CreatedAt', 'Status'],
);
const user = shape(['UserId', 'UserName'], { UserId: text(128), UserName: text(2_048) });
const required = [
  'AwsAccountId',
  'CreatedAt',
  'Description',
  'GeneratorId',
  'Id',
  'ProductArn',
  'Resources',
  'SchemaVersion',
  'Severity',
  'Title',
  'Types',
  'UpdatedAt',
  'Compliance',
  'FindingProviderFields',
  'LastObservedAt',
  'ProductFields',
  'RecordState',
] as const;
const finding = shape(
  required,
  {
    AwsAccountId: { type: 'string', pattern: '^\\d{12}$' },
    CreatedAt: time,
    Description: text(1_024),
    GeneratorId: text(512),
    Id: text(512),
    ProductArn: {
      type: 'string',
      pattern: '^arn:aws(-cn|-us-gov)?:securityhub:[a-z0-9-]+:(\\d{12}):product/\\2/default$',
    },
    Resources: {
      type: 'array',
      minItems: 1,
      maxItems: 32,
      items: { anyOf: [resource('AwsIamAccessKey', accessKey), resource('AwsIamUser', user)] },
    },
    SchemaVersion: { const: '2018-10-08' },
    Severity: severity,
    Title: text(256),
    Types: types,
    UpdatedAt: time,
    LastObservedAt: time,
    FindingProviderFields: shape(['Severity', 'Types'], { Severity: severity, Types: types }),
    Compliance: shape(['Status', 'StatusReasons'], {
      Status: { enum: ['PASSED', 'WARNING', 'FAILED', 'NOT_AVAILABLE'] },
      StatusReasons: {
        type: 'array',
        maxItems: 20,
        items: shape(['ReasonCode', 'Description'], { ReasonCode: text(256), Description: text(2_048) }),
      },
    }),
    ProductFields: {
      type: 'object',
      maxProperties: 50,
      propertyNames: { maxLength: 128, pattern: '^keyturn/' },
      additionalProperties: text(2_048),
    },
    RecordState: { enum: ['ACTIVE', 'ARCHIVED'] },
    Remediation: shape(['Recommendation'], { Recommendation: shape(['Text'], { Text: text(512) }) }),
  },
  ['Remediation'],
);

/** The schema of one request. */
export const ASFF_REQUEST_SCHEMA: object = shape(['Findings'], {
  Findings: { type: 'array', minItems: 1, maxItems: 100, items: finding },
});
