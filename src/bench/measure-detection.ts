import type { EmbedTextsProcess } from './processes/embed-texts.ts';
import type { ReadingTimes, ReadPagesProcess } from './processes/read-pages.ts';
import type { Row } from './report.ts';
import { type ChildOptions, startChild } from './start-child.ts';
import { type Figure, figureOf } from './statistics.ts';

export interface DetectionOptions {
  repetitions: number;
  child: ChildOptions;
}

interface SizeClass {
  name: string;
  bytes: number;
  /** Pages read in one repetition: about the same work for each size. */
  pages: number;
}

const kilobyte = 1024;
const megabyte = kilobyte * kilobyte;
const smallest: SizeClass = { name: '10 KB', bytes: 10 * kilobyte, pages: 100 };
const largest: SizeClass = { name: '10 MB', bytes: 10 * megabyte, pages: 1 };
const sizes: readonly SizeClass[] = [
  smallest,
  { name: '100 KB', bytes: 100 * kilobyte, pages: 30 },
  { name: '1 MB', bytes: megabyte, pages: 5 },
  largest,
];
const aims = { ofHtmlToText: 1.3, growth: 1.5 };
const database = 'none';
const embeddedAtOnce = 256;

interface Measured {
  times: ReadingTimes[];
  bytes: number;
  /** Memory of a process before it read a page of this size, and at most while it read them. */
  idleMb: number;
  peakMb: number;
}

/** (d) What reading and comparing a page costs by its size, beside html-to-text and a bare parse; embeddings a second. */
export async function measureDetection(options: DetectionOptions): Promise<Row[]> {
  const rows: Row[] = [];
  const costs = new Map<SizeClass, Figure>();
  for (const size of sizes) {
    const measured = await measureSize(size, options);
    rows.push(...rowsOf(size, measured));
    costs.set(size, figureOf(measured.times.map(({ read }) => (read / measured.bytes) * megabyte)));
  }
  return [...rows, growthRow(costs), await measureEmbeddings(options)];
}

async function measureSize(size: SizeClass, { repetitions, child }: DetectionOptions): Promise<Measured> {
  const { idleMb, peakMb, bytes } = await measureMemory(size);
  await using reader = startChild<ReadPagesProcess>('read-pages', child);
  await reader.ask('open', { bytes: size.bytes });
  const times: ReadingTimes[] = [];
  const warmUp = Math.max(2, Math.ceil(size.pages / 2));
  for (let turn = 0; turn < warmUp; turn += 1) await reader.ask('readAll', undefined);
  for (let turn = 0; turn < repetitions * size.pages; turn += 1)
    times.push(await reader.ask('readAll', undefined));
  return { times, bytes, peakMb, idleMb };
}

/** In a process of its own that runs none of the baselines. */
async function measureMemory(size: SizeClass): Promise<Pick<Measured, 'peakMb' | 'idleMb' | 'bytes'>> {
  await using alone = startChild<ReadPagesProcess>('read-pages');
  const { bytes } = await alone.ask('open', { bytes: size.bytes });
  const peak = async () => (await alone.usage()).peakRssBytes / megabyte;
  const idleMb = await peak();
  await alone.ask('readOurs', { times: size.pages });
  return { bytes, idleMb, peakMb: await peak() };
}

function rowsOf(size: SizeClass, { times, peakMb, idleMb }: Measured): Row[] {
  const figure = (of: (time: ReadingTimes) => number) => figureOf(times.map(of));
  const whole = figure(({ read, compare }) => read + compare / 2);
  const besides = times.flatMap(({ htmlToText }) => (htmlToText === undefined ? [] : [htmlToText]));
  const read = figure((time) => time.read);
  const parse = figure((time) => time.parse);
  return [
    {
      what: `a page of ${size.name}, read, and half of a comparison of two`,
      unit: 'ms',
      database,
      figure: whole,
      ...(besides.length > 0 && besideHtmlToText(whole, figureOf(besides))),
    },
    {
      what: `a page of ${size.name}, read`,
      unit: 'ms',
      database,
      figure: read,
      baseline: { what: 'bare parse (cheerio)', figure: parse, ratio: read.median / parse.median },
      peakMb,
      note: `${Math.round(peakMb - idleMb)} MB more than the ${Math.round(idleMb)} MB the process held before`,
    },
  ];
}

function besideHtmlToText(whole: Figure, figure: Figure): Pick<Row, 'baseline' | 'aim'> {
  const ratio = whole.median / figure.median;
  return {
    baseline: { what: 'html-to-text', figure, ratio },
    aim: { words: `<= ${aims.ofHtmlToText}x`, met: ratio <= aims.ofHtmlToText },
  };
}

function growthRow(costs: ReadonlyMap<SizeClass, Figure>): Row {
  const [few, many] = [costs.get(smallest), costs.get(largest)];
  const growth = many && few ? many.median / few.median : Number.NaN;
  return {
    what: `reading a megabyte of a ${largest.name} page, beside one of ${smallest.name} pages`,
    unit: 'times',
    database,
    figure: figureOf([growth]),
    aim: { words: `<= ${aims.growth}`, met: growth <= aims.growth },
    note: 'of the largest page the first 20,000 blocks are kept; all of it is parsed',
  };
}

async function measureEmbeddings({ repetitions, child }: DetectionOptions): Promise<Row> {
  await using embedder = startChild<EmbedTextsProcess>('embed-texts', child);
  const rates: number[] = [];
  await embedder.ask('embed', { count: embeddedAtOnce, seed: 1 });
  for (let turn = 0; turn < repetitions; turn += 1) {
    const { ms } = await embedder.ask('embed', { count: embeddedAtOnce, seed: turn + 2 });
    rates.push((embeddedAtOnce * 1_000) / ms);
  }
  return {
    what: 'embeddings of the bundled model',
    unit: 'sentences a second',
    database,
    figure: figureOf(rates),
    peakMb: (await embedder.usage()).peakRssBytes / megabyte,
  };
}
