import { inspect } from 'node:util';

const hidden = '[hidden]';

/**
 * A value that cannot be printed by accident: text, JSON, `console.log` and pino all show `[hidden]`.
 * The one way out is `reveal()`, called where the value is used, never where it is passed on.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return hidden;
  }

  toJSON(): string {
    return hidden;
  }

  [inspect.custom](): string {
    return hidden;
  }
}
