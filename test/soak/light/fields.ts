/** What members of answers are, by their names, where the XML of an answer does not tell. */
const LISTS = new Set(['AccessKeyMetadata', 'UserDetailList', 'GroupList', 'Groups', 'Tags']);
const DATES = new Set(['CreateDate', 'LastUsedDate', 'GeneratedTime', 'Expiration']);

/** What the SDK makes of a text in an XML answer, as far as Keyturn's adapters read it. */
export function readText(text: string, name: string): unknown {
  if (LISTS.has(name)) return [];
  if (DATES.has(name)) return new Date(text);
  if (name === 'IsTruncated') return text === 'true';
  return name === 'Content' ? new Uint8Array(Buffer.from(text, 'base64')) : text;
}
