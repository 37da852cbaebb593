/** One finding in the AWS Security Finding Format, as far as Keyturn fills it. */
export interface AsffFinding {
  readonly SchemaVersion: '2018-10-08';
  readonly Id: string;
  readonly ProductArn: string;
  readonly GeneratorId: string;
  readonly AwsAccountId: string;
  readonly Types: readonly string[];
  readonly CreatedAt: string;
  readonly UpdatedAt: string;
  readonly LastObservedAt: string;
  readonly Severity: AsffSeverity;
  /** Security Hub lets people change the severity and takes that of the provider from here. */
  readonly FindingProviderFields: { readonly Severity: AsffSeverity; readonly Types: readonly string[] };
  readonly Title: string;
  readonly Description: string;
  readonly Remediation?: { readonly Recommendation: { readonly Text: string } };
  readonly ProductFields: Readonly<Record<string, string>>;
  readonly Resources: readonly AsffResource[];
  readonly Compliance: {
    readonly Status: 'PASSED' | 'WARNING' | 'FAILED' | 'NOT_AVAILABLE';
    readonly StatusReasons: readonly { readonly ReasonCode: string; readonly Description: string }[];
  };
  readonly RecordState: 'ACTIVE' | 'ARCHIVED';
}

/** A severity: the label that Security Hub sorts by. */
export interface AsffSeverity {
  readonly Label: 'INFORMATIONAL' | 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL';
  readonly Original: string;
}

/** A resource that a finding is about. */
export type AsffResource = { readonly Id: string; readonly Partition: string; readonly Region: string } & (
  | {
      readonly Type: 'AwsIamAccessKey';
      readonly Details: {
        readonly AwsIamAccessKey: {
          readonly AccessKeyId: string;
          readonly AccountId: string;
          readonly PrincipalId: string;
          readonly PrincipalName: string;
          readonly PrincipalType: 'IAMUser';
          readonly CreatedAt?: string;
          readonly Status?: 'Active' | 'Inactive';
        };
      };
    }
  | {
      readonly Type: 'AwsIamUser';
      readonly Details: { readonly AwsIamUser: { readonly UserId: string; readonly UserName: string } };
    }
);

/** What one call of BatchImportFindings takes. */
export interface AsffRequest {
  readonly Findings: readonly AsffFinding[];
}

/** The limits of the format, from the API reference of Security Hub (AwsSecurityFinding, BatchImportFindings). */
export const ASFF_LIMITS = {
  findings: 100,
  id: 512,
  title: 256,
  description: 1_024,
  recommendation: 512,
  original: 64,
  productFieldName: 128,
  productFieldValue: 2_048,
  productFields: 50,
  statusReasons: 20,
  statusReason: 2_048,
} as const;
