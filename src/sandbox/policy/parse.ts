import type { PolicyDocument, Statement } from './document.ts';
import { parseStatement } from './parse-statement.ts';
import { isRawObject, PolicySyntaxError } from './raw-object.ts';

const MEMBERS = new Set(['Version', 'Id', 'Statement']);
const VERSIONS = new Set(['2012-10-17', '2008-10-17']);

/** Reads a policy; anything that IAM would refuse, or that is unknown here, is an error rather than ignored. */
export function parsePolicy(text: string): PolicyDocument {
  const raw = readJson(text);
  if (!isRawObject(raw)) throw new PolicySyntaxError('A policy must be a JSON object.');
  for (const member of Object.keys(raw)) {
    if (!MEMBERS.has(member)) throw new PolicySyntaxError(`Unknown policy element ${member}.`);
  }
  const version = raw.Version ?? '2008-10-17';
  if (typeof version !== 'string' || !VERSIONS.has(version)) {
    throw new PolicySyntaxError('Version must be 2012-10-17 or 2008-10-17.');
  }
  return { variables: version === '2012-10-17', statements: readStatements(raw.Statement) };
}

function readStatements(raw: unknown): readonly Statement[] {
  const list: readonly unknown[] = Array.isArray(raw) ? raw : [raw];
  if (raw === undefined || list.length === 0) throw new PolicySyntaxError('A policy needs a Statement.');
  return list.map((item) => {
    if (!isRawObject(item)) throw new PolicySyntaxError('A statement must be an object.');
    return parseStatement(item);
  });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new PolicySyntaxError('Syntax errors in policy.');
  }
}
