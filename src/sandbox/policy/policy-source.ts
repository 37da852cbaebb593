/** A policy as an object or as its JSON text. */
export type PolicySource = string | Readonly<Record<string, unknown>>;
