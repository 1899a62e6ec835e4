/** A JSON object nobody has looked into yet. */
export type Json = Record<string, unknown>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isObjectArray = (value: unknown): value is Json[] =>
  Array.isArray(value) && value.every(isObject);

/** The value when it is a non-empty string. */
export const stringOr = <T>(value: unknown, otherwise: T): string | T =>
  typeof value === 'string' && value !== '' ? value : otherwise;

/** Parses text that may be JSON; `undefined` when it is not. */
export function tryParseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
