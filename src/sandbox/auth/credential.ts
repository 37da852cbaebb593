/** Whose key a request is signed with, and for what. */
export interface CredentialScope {
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
}

/** The parts of an `Authorization: AWS4-HMAC-SHA256 …` header. */
export interface SignatureHeader extends CredentialScope {
  readonly date: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

const FORM =
  /^AWS4-HMAC-SHA256 +Credential=([^/,\s]+)\/(\d{8})\/([^/,\s]+)\/([^/,\s]+)\/aws4_request, *SignedHeaders=([^,\s]+), *Signature=([0-9a-f]+)$/;

/** Takes the header apart; undefined when it is not of that form. */
export function parseSignatureHeader(header: string): SignatureHeader | undefined {
  const [, accessKeyId, date, region, service, signedHeaders, signature] = FORM.exec(header) ?? [];
  if (accessKeyId === undefined || date === undefined || region === undefined) return undefined;
  if (service === undefined || signedHeaders === undefined || signature === undefined) return undefined;
  return { accessKeyId, date, region, service, signedHeaders: signedHeaders.split(';'), signature };
}
