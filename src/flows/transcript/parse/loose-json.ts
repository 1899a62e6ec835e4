import * as z from 'zod';

/** A vendor's list: elements that do not fit are left out, so that one bad element never loses the rest; absent is empty. */
export const looseList = <Schema extends z.ZodType>(element: Schema) =>
  z
    .unknown()
    .optional()
    .transform((value) =>
      (Array.isArray(value) ? value : []).flatMap((item) => {
        const parsed = element.safeParse(item);
        return parsed.success ? [parsed.data] : [];
      }),
    );

/** Text, or nothing when the vendor sends null, a number or leaves it out. */
export const looseText = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'string' && value.trim() !== '' ? value : undefined));

/** A number of seconds, also when the vendor sends it as text; as milliseconds. */
export const looseSeconds = z
  .unknown()
  .optional()
  .transform((value) => {
    const seconds = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    return typeof seconds === 'number' && Number.isFinite(seconds) && seconds >= 0
      ? Math.round(seconds * 1000)
      : undefined;
  });

/** What was in a list but could not be read, for the report. */
export const lost = (given: unknown, taken: readonly unknown[], what: string): string[] => {
  const count = (Array.isArray(given) ? given.length : 0) - taken.length;
  return count > 0 ? [`${count} ${what}`] : [];
};
