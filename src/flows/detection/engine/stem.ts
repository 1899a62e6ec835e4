/** A light English stem: plural, possessive, -ing, -ed and -er endings off, so that "pricing" meets "prices". */
export function stem(word: string): string {
  const lower = word.toLowerCase().replace(/['’]s$/, '');
  if (lower.length <= 3 || /\d/.test(lower)) return lower;
  const trimmed = lower
    .replace(/(?<=..)ies$/, 'y')
    .replace(/(?<=(?:s|x|z|ch|sh))es$/, '')
    .replace(/(?<=[^su])s$/, '')
    .replace(/(?<=\p{L}{3})(?:ing|ed)$/u, '')
    .replace(/(?<=\p{L}{3})e$/u, '');
  return trimmed.length >= 3 ? trimmed : lower;
}
