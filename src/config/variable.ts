import type * as z from 'zod';

interface Words {
  /** What it is for, one or two sentences for a person who sets it. */
  about: string;
  /** Ends the sentence "NAME should be ...". */
  expects: string;
  /** A plausible value for `.env.example`; never a working secret. */
  example?: string;
  /** Its value is never repeated in an error, a log line or the doctor's report. */
  secret?: boolean;
}

/** One environment variable: how it is read and how it is explained, in one place so that they cannot drift. */
export interface Variable<Value> extends Words {
  read: z.ZodType<Value>;
  fallback?: string;
  /** Only for the type checker: what `loadConfig` gets. */
  readonly value?: Value;
}

/** Unset means undefined. */
export const optional = <Value>(read: z.ZodType<Value>, words: Words): Variable<Value | undefined> => ({
  ...words,
  read,
});

/** Unset means `fallback`, which is read as if it had been written. */
export const withDefault = <Value>(
  fallback: string,
  read: z.ZodType<Value>,
  words: Words,
): Variable<Value> => ({
  ...words,
  read,
  fallback,
});
