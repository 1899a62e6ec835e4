/** Whether a printed version is at least another: by its numbers, left to right; "5" is met by "5.0.0" and "6.1". */
export function isAtLeastVersion(printed: string, wanted: string): boolean {
  const [mine, theirs] = [numbersOf(printed), numbersOf(wanted)];
  for (const [index, limit] of theirs.entries()) {
    const part = mine[index] ?? 0;
    if (part !== limit) return part > limit;
  }
  return true;
}

const numbersOf = (version: string): number[] =>
  version
    .replace(/^v/i, '')
    .split('-')[0]
    ?.split('.')
    .map(Number)
    .filter((part) => !Number.isNaN(part)) ?? [];
