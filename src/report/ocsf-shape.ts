/** An AWS account, as OCSF describes accounts. */
interface Account {
  readonly uid: string;
  readonly name?: string;
  readonly type_id: 10;
  readonly type: 'AWS Account';
}

/** One Compliance Finding (class 2003) of OCSF 1.8.0, as far as Keyturn fills it. Times are epoch milliseconds. */
export interface OcsfFinding {
  readonly class_uid: 2003;
  readonly class_name: 'Compliance Finding';
  readonly category_uid: 2;
  readonly category_name: 'Findings';
  readonly activity_id: 1 | 3;
  readonly activity_name: 'Create' | 'Close';
  readonly type_uid: 200301 | 200303;
  readonly type_name: string;
  readonly time: number;
  readonly message: string;
  readonly severity_id: 1 | 2 | 3 | 4;
  readonly severity: 'Informational' | 'Low' | 'Medium' | 'High';
  readonly status_id: 1 | 4;
  readonly status: 'New' | 'Resolved';
  readonly metadata: {
    readonly version: '1.8.0';
    readonly product: { readonly name: string; readonly vendor_name: string; readonly version: string };
    readonly profiles: readonly ['cloud'];
    readonly correlation_uid: string;
    readonly event_code: string;
    readonly tenant_uid?: string;
  };
  readonly cloud: {
    readonly provider: 'AWS';
    readonly account: Account;
    readonly org?: { readonly uid: string };
    readonly cloud_partition: string;
  };
  readonly finding_info: {
    readonly uid: string;
    readonly title: string;
    readonly desc: string;
    readonly types: readonly string[];
    readonly created_time: number;
    readonly modified_time: number;
    readonly last_seen_time: number;
    readonly data_sources: readonly string[];
  };
  readonly compliance: {
    readonly control: string;
    readonly desc: string;
    readonly standards: readonly string[];
    readonly status_id: 1 | 2 | 3 | 99;
    readonly status: 'Pass' | 'Warning' | 'Fail' | 'Exempt';
    readonly status_code: string;
    readonly status_details: readonly string[];
  };
  readonly remediation?: { readonly desc: string };
  readonly resources: readonly {
    readonly uid: string;
    readonly name: string;
    readonly type: 'AWS::IAM::AccessKey';
    readonly role_id: 3;
    readonly role: 'Affected';
    readonly cloud_partition: string;
    readonly created_time?: number;
    readonly owner: {
      readonly name: string;
      readonly uid: string;
      readonly type: 'AWS IAM User';
      readonly type_id: 99;
      readonly account: Account;
    };
  }[];
  readonly unmapped: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}
