import { createHash } from 'node:crypto';

/** The same version 4 shaped UUID for the same words, so that two runs of a story give the same ids. */
export function steadyUuid(...words: readonly string[]): string {
  const hex = createHash('sha256').update(words.join('\n')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(12, 15)}-a${hex.slice(15, 18)}-${hex.slice(18, 30)}`;
}

const version4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const anyVersion = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Ids of a client’s own must be version 4: the schema’s input types say so. */
export const isUuidV4 = (text: string): boolean => version4.test(text);
export const isUuid = (text: string): boolean => anyVersion.test(text);
