import { inspect } from 'node:util';

/** A value that prints as a placeholder, so that no dump, diff or log of the world shows a secret. */
export interface Concealed {
  reveal(): string;
  toString(): string;
  toJSON(): string;
}

const PLACEHOLDER = '[concealed]';

/** Wraps a secret; only `reveal()` gives it back. */
export function conceal(value: string): Concealed {
  const concealed: Concealed = {
    reveal: () => value,
    toString: () => PLACEHOLDER,
    toJSON: () => PLACEHOLDER,
  };
  Object.defineProperty(concealed, inspect.custom, { value: () => PLACEHOLDER, enumerable: false });
  return Object.freeze(concealed);
}
