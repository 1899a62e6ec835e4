import { type GlobalUse, globalUses, isCallOf } from './globals.ts';
import { productFiles, type Rule } from './house.ts';
import type { SourceFile } from './source.ts';

/** The files that may look at the real clock, each with the reason a Clock cannot serve there. */
export const mayTellTime: Record<string, string> = {
  'src/kit/clock.ts': 'it is the clock',
  'src/sandbox/person.ts': 'a played person loses patience in real time, whatever the sandbox clock says',
};

const timers = new Set(['setTimeout', 'setInterval']);

export const oneClock: Rule = {
  says: 'only kit/clock.ts asks what time it is or waits',
  check: (house) =>
    productFiles(house)
      .filter((file) => !(file.path in mayTellTime))
      .flatMap((file) => [
        ...globalUses(file).flatMap((use) => {
          const what = askedOfRealTime(use);
          return what
            ? [
                `${file.path}:${use.line} uses ${what}: take a Clock (src/kit/clock.ts) and use now() or sleep()`,
              ]
            : [];
        }),
        ...luxonNow(file),
        ...file.imports
          .filter((item) => /^(node:)?timers(\/promises)?$/.test(item.specifier))
          .map(
            (item) => `${file.path}:${item.line} imports ${item.specifier}: take a Clock (src/kit/clock.ts)`,
          ),
      ]),
  broken: [
    ...['Date.now();', 'new Date();', 'Date();', 'const now = Date.now;', 'Temporal.Now.instant();'].map(
      (text) => ({
        files: { 'src/flows/monitor/a.ts': text },
        problem: 'take a Clock',
      }),
    ),
    { files: { 'src/queue/a.ts': 'setTimeout(() => {}, 10);' }, problem: 'setTimeout' },
    { files: { 'src/queue/a.ts': 'globalThis.setInterval(tick, 10);' }, problem: 'setInterval' },
    { files: { 'src/queue/a.ts': 'const waits = { setTimeout };' }, problem: 'setTimeout' },
    {
      files: { 'src/queue/a.ts': "import { setTimeout } from 'node:timers/promises';" },
      problem: 'node:timers/promises',
    },
    {
      files: { 'src/queue/a.ts': "import { DateTime } from 'luxon'; DateTime.now();" },
      problem: 'DateTime.now',
    },
    {
      files: { 'src/queue/a.ts': "import { DateTime } from 'luxon'; DateTime.local({ zone });" },
      problem: 'DateTime.local',
    },
  ],
  kept: [
    { 'src/kit/clock.ts': 'export const now = () => new Date();' },
    {
      'src/flows/monitor/a.ts':
        "new Date(0); new Date(row.at); Date.parse(text); Date.UTC(2026, 1); new Date('2026-01-01');",
    },
    { 'src/flows/monitor/b.ts': 'const at: Date = clock.now(); at instanceof Date; clearTimeout(handle);' },
    {
      'src/flows/monitor/c.ts':
        "import { DateTime } from 'luxon'; DateTime.fromJSDate(at); DateTime.local(2026, 1, 1);",
    },
    { 'src/flows/monitor/a.test.ts': 'Date.now();' },
  ],
};

function askedOfRealTime(use: GlobalUse): string | undefined {
  if (use.name === 'Date.now' || use.name.startsWith('Temporal.Now')) return use.name;
  if (timers.has(use.name)) return use.name;
  if (use.name !== 'Date' || !isCallOf(use)) return undefined;
  if (use.parent?.type === 'CallExpression') return 'Date()';
  return use.parent?.type === 'NewExpression' && use.parent.arguments.length === 0 ? 'new Date()' : undefined;
}

/** `DateTime.now()`, and `local` or `utc` without a year, read the machine's clock behind our back. */
function luxonNow(file: SourceFile): string[] {
  if (!file.imports.some((item) => item.specifier === 'luxon')) return [];
  return luxonCalls(file).map(
    ({ name, line }) =>
      `${file.path}:${line} uses ${name}: take a Clock and DateTime.fromJSDate(clock.now())`,
  );
}

function luxonCalls(file: SourceFile): { name: string; line: number }[] {
  const unimported = { ...file, program: withoutImports(file) };
  return globalUses(unimported).filter((use) => {
    if (use.name === 'DateTime.now') return true;
    if (use.name !== 'DateTime.local' && use.name !== 'DateTime.utc') return false;
    const first = use.parent?.type === 'CallExpression' ? use.parent.arguments[0] : undefined;
    return !first || first.type === 'ObjectExpression';
  });
}

function withoutImports(file: SourceFile): SourceFile['program'] {
  const program = file.program;
  if (program.type !== 'Program') return program;
  return { ...program, body: program.body.filter((statement) => statement.type !== 'ImportDeclaration') };
}
