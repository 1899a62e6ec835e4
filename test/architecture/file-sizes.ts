import type { House, Rule } from './house.ts';

/** STYLE.md 4: most under 200 lines, 95% under 300, none over 500. */
const limits = { most: 200, mostShare: 0.8, nearlyAll: 300, nearlyAllShare: 0.95, all: 500 };

export const fileSizes: Rule = {
  says: 'files are short: 80% of them up to 200 lines, 95% up to 300, none over 500',
  check: (house) => {
    const files = countedFiles(house);
    const tooLong = files
      .filter((file) => file.lineCount > limits.all)
      .map(
        (file) =>
          `${file.path} has ${file.lineCount} lines: split it by what it does, ${limits.all} is the most`,
      );
    return [
      ...tooLong,
      ...tooMany(files, limits.most, limits.mostShare),
      ...tooMany(files, limits.nearlyAll, limits.nearlyAllShare),
    ];
  },
  broken: [
    { files: { 'src/kit/long.ts': 'x;\n'.repeat(501), ...short(40) }, problem: 'has 501 lines' },
    {
      files: { 'src/kit/a.ts': 'x;\n'.repeat(201), 'src/kit/b.ts': 'x;\n'.repeat(250), ...short(7) },
      problem: 'up to 200',
    },
    { files: { 'src/kit/a.ts': 'x;\n'.repeat(301), ...short(18) }, problem: 'up to 300' },
  ],
  kept: [
    { 'src/kit/a.ts': 'x;\n'.repeat(500), ...short(19) },
    { 'src/kit/a.test.ts': 'x;\n'.repeat(900), 'src/vendors/slack/methods.generated.ts': 'x;\n'.repeat(900) },
    {},
  ],
};

type Counted = { path: string; lineCount: number };

const countedFiles = (house: House): Counted[] =>
  house.files.filter((file) => !file.isTest && !file.path.includes('generated'));

function tooMany(files: readonly Counted[], lines: number, share: number): string[] {
  const over = files.filter((file) => file.lineCount > lines).toSorted((a, b) => b.lineCount - a.lineCount);
  if (files.length - over.length >= share * files.length) return [];
  const worst = over.slice(0, 10).map((file) => `${file.path} (${file.lineCount})`);
  return [
    `only ${files.length - over.length} of ${files.length} files have up to ${lines} lines; split ${worst.join(', ')}`,
  ];
}

function short(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [`src/kit/short-${at}.ts`, 'x;\n']));
}
