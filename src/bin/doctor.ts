import { styleText } from 'node:util';
import { type Config, loadConfig } from '../config/config.ts';
import { readEnvironment } from '../config/env.ts';
import type { Finding } from '../house/doctor/finding.ts';
import { humanMessageOf, LookoutError } from '../kit/errors.ts';

const marks = {
  ok: { mark: '✓', style: 'green' },
  warn: { mark: '▲', style: 'yellow' },
  fail: { mark: '✗', style: 'red' },
  off: { mark: '○', style: 'dim' },
} as const satisfies Record<Finding['state'], { mark: string; style: string }>;

/** Looks at everything that is configured; fails when something that is configured does not work. */
export async function doctor({ json }: { json?: boolean }): Promise<void> {
  const findings = await examine();
  const failed = findings.filter(({ state }) => state === 'fail').length;
  process.stdout.write(
    json ? `${JSON.stringify({ healthy: failed === 0, findings }, null, 2)}\n` : table(findings, failed),
  );
  if (failed > 0) process.exitCode = 1;
}

async function examine(): Promise<Finding[]> {
  let config: Config;
  try {
    config = loadConfig(readEnvironment());
  } catch (error) {
    if (!(error instanceof LookoutError)) throw error;
    return [
      {
        name: 'Settings',
        state: 'fail',
        says: humanMessageOf(error),
        doThis: 'Mend these first; the rest is looked at then.',
      },
    ];
  }
  const { runDoctor } = await import('../house/doctor/run-doctor.ts');
  return [
    { name: 'Settings', state: 'ok', says: 'every variable can be read' },
    ...(await runDoctor(config)),
  ];
}

function table(findings: readonly Finding[], failed: number): string {
  const width = Math.max(...findings.map(({ name }) => name.length));
  const indent = ' '.repeat(width + 4);
  const rows = findings.map(({ name, state, says, doThis }) => {
    const { mark, style } = marks[state];
    const [first = '', ...rest] = says.split('\n');
    const advice = doThis && state !== 'ok' ? [`→ ${doThis}`] : [];
    return [
      `${styleText(style, mark)} ${name.padEnd(width)}  ${first}`,
      ...[...rest, ...advice].map((line) => indent + line),
    ].join('\n');
  });
  const end = failed === 0 ? 'Nothing is broken.' : `${failed} of ${findings.length} broken.`;
  return `${rows.join('\n')}\n\n${end}\n`;
}
