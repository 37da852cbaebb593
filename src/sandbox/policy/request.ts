/** Who asks, in the forms that policies name them by. */
export interface PrincipalIdentity {
  readonly kind: 'user' | 'session';
  readonly accountId: string;
  /** What GetCallerIdentity shows: the user's ARN, or the assumed-role ARN with the session's name. */
  readonly arn: string;
  /** aws:PrincipalArn: the user's ARN, or the role's. */
  readonly principalArn: string;
  /** AIDA… or AROA…, without the session's name. */
  readonly uniqueId: string;
}

/** The condition keys of a request. Keys are not case-sensitive. */
export interface ContextKeys {
  /** The values of a key; undefined when the request does not carry it. */
  values(key: string): readonly string[] | undefined;
  /** False for keys that the sandbox knows nothing about; conditions on them fail closed. */
  supports(key: string): boolean;
}

/** One question put to the policies. */
export interface AccessRequest {
  readonly principal: PrincipalIdentity;
  readonly action: string;
  readonly resource: string;
  readonly context: ContextKeys;
}

/** Whether something holds; `unsupported` means that the sandbox cannot tell, and the caller fails closed. */
export type Verdict = 'yes' | 'no' | 'unsupported';
