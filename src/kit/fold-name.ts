/** A name as it compares: lower case, no accents, nothing in brackets or after a bar. */
export const foldName = (name: string): string =>
  name
    .replace(/\(.*?\)|\[.*?\]|[|/].*$/g, ' ')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
