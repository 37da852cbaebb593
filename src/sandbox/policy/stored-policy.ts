import type { PolicyDocument } from './document.ts';
import { parsePolicy } from './parse.ts';
import type { PolicySource } from './policy-source.ts';

/** A policy as it was stored: its text, what it says, and whom its principals meant at that time. */
export interface StoredPolicy {
  readonly text: string;
  readonly document: PolicyDocument;
  /**
   * Unique id by principal ARN. IAM keeps the id behind a user's or role's ARN, so a principal that is deleted and made
   * again under the same name is a stranger to the policy. Filled when stored by a call, or at first sight.
   */
  readonly bindings: Map<string, string>;
}

const parsed = new Map<string, PolicyDocument>();

/** Reads and keeps a policy; throws a PolicySyntaxError when it is not one. */
export function storePolicy(source: PolicySource): StoredPolicy {
  const text = typeof source === 'string' ? source : JSON.stringify(source);
  return { text, document: parseOnce(text), bindings: new Map() };
}

/** The same session policy comes with thousands of AssumeRole calls; reading is pure, so it is remembered. */
function parseOnce(text: string): PolicyDocument {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const document = parsePolicy(text);
  if (parsed.size > 10_000) parsed.clear();
  parsed.set(text, document);
  return document;
}
