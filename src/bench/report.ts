import type { Figure } from './statistics.ts';

/** One line of the table: what was measured, beside its baseline of the same run, and the aim it is held to. */
export interface Row {
  what: string;
  unit: string;
  /** Which database the product used, or "none" where no product runs. */
  database: string;
  figure: Figure;
  /** The same measure of the bare thing, and figure over baseline. */
  baseline?: { what: string; figure: Figure; ratio: number };
  aim?: { words: string; met: boolean };
  /** Most memory the measured process held, in MB. */
  peakMb?: number;
  note?: string;
}

export interface Report {
  machine: { cores: number; node: string; platform: string };
  settings: Record<string, string | number>;
  rows: Row[];
  notes: string[];
}

const written = (value: number): string =>
  Math.abs(value) >= 100
    ? Math.round(value).toLocaleString('en')
    : value.toFixed(Math.abs(value) >= 10 ? 1 : 2);

const spread = ({ median, min, max }: Figure): string =>
  `${written(median)} (${written(min)}-${written(max)})`;

const columns = [
  'what',
  'database',
  'median (spread)',
  'beside it',
  'ratio',
  'peak MB',
  'aim',
  'met',
] as const;

const cellsOf = (row: Row): string[] => [
  `${row.what}, ${row.unit}`,
  row.database,
  spread(row.figure),
  row.baseline ? `${row.baseline.what}: ${spread(row.baseline.figure)}` : '',
  row.baseline ? row.baseline.ratio.toFixed(2) : '',
  row.peakMb === undefined ? '' : String(Math.round(row.peakMb)),
  row.aim?.words ?? '',
  row.aim ? (row.aim.met ? 'yes' : 'no') : '',
];

/** The report as text for a terminal: one table, then what one should know to read it. */
export function renderReport({ machine, settings, rows, notes }: Report): string {
  const cells = [columns as readonly string[], ...rows.map(cellsOf)];
  const widths = columns.map((_, at) => Math.max(...cells.map((line) => line[at]?.length ?? 0)));
  const table = cells.map((line) =>
    line
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const about = `Node ${machine.node}, ${machine.cores} cores, ${machine.platform}; ${Object.entries(settings)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')}`;
  const remarks = [...rows.flatMap((row) => (row.note ? [`${row.what}: ${row.note}`] : [])), ...notes];
  return [about, '', ...table, '', ...remarks.map((remark) => `- ${remark}`), ''].join('\n');
}
