const HIDDEN = '[secret]';

/**
 * A secret that cannot be printed or serialised.
 *
 * Every way by which a value usually ends up in a log (string conversion, JSON, template literals) shows `[secret]`;
 * `util.inspect`, spreading and structured cloning show nothing, since the text is a private field. Only `expose` gives the text, and a search for that word
 * finds every place where a secret leaves this type.
 */
export class SecretText {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The text itself: to be handed to AWS, and to nothing else. */
  expose(): string {
    return this.#text;
  }

  toString(): string {
    return HIDDEN;
  }

  toJSON(): string {
    return HIDDEN;
  }

  [Symbol.toPrimitive](): string {
    return HIDDEN;
  }
}
