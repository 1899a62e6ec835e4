import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Block } from '../../../contracts/blocks.ts';
import { compareVersions } from './compare-versions.ts';

const snippets = fc.oneof(
  fc.constantFrom(
    'Sold out',
    '$20',
    '✓',
    '✗',
    '',
    '1. Scope',
    '2. Scope',
    '© 2026',
    '3 hours ago',
    'นโยบายความเป็นส่วนตัว',
    'سياسة الخصوصية',
    '個人情報を第三者に提供しません。',
    'Last updated: 1 May 2026',
  ),
  fc.lorem({ maxCount: 12 }),
  fc.lorem({ mode: 'sentences', maxCount: 4 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
const blocks: fc.Arbitrary<Block> = fc.record(
  {
    kind: fc.constantFrom('heading', 'text', 'item', 'cell', 'pair', 'code'),
    path: fc.array(fc.constantFrom('Terms', 'Fees', '2.1 Data'), { maxLength: 2 }),
    label: fc.constantFrom('Price', 'Pro › Price', '$.plans[0].updatedAt', 'p. 3'),
    text: snippets,
    furniture: fc.boolean(),
  },
  { requiredKeys: ['kind', 'path', 'text'] },
);
const readings = fc.array(blocks, { maxLength: 25 });
const request = 'tell me when this page changes';
const compare = (before: readonly Block[], after: readonly Block[], of = request) =>
  compareVersions({ request: of, condition: null, before, after });
const say = (...texts: string[]): Block[] => texts.map((text) => ({ kind: 'text', path: [], text }));

describe('whatever two readings hold', () => {
  it('a comparison ends, accounts for both and quotes them word for word', async () => {
    await fc.assert(
      fc.asyncProperty(readings, readings, async (before, after) => {
        const { hunks } = await compare(before, after);
        expect(hunks.length).toBeLessThanOrEqual(before.length + after.length);
        for (const hunk of hunks) {
          if (hunk.before !== undefined)
            expect(before.some(({ text }) => text.includes(hunk.before ?? ''))).toBe(true);
          if (hunk.after !== undefined)
            expect(after.some(({ text }) => text.includes(hunk.after ?? ''))).toBe(true);
        }
      }),
      { numRuns: 80 },
    );
  });

  it('a reading does not differ from itself, nor from itself in another order', async () => {
    const shuffled = readings.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    await fc.assert(
      fc.asyncProperty(shuffled, async ([list, other]) => {
        expect((await compare(list, [...list])).hunks).toEqual([]);
        const texts = (some: Block[]) => some.map(({ text }) => ({ kind: 'text' as const, path: [], text }));
        expect((await compare(texts(list), texts(other))).candidates).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });

  it('what is added one way is removed the other way', async () => {
    await fc.assert(
      fc.asyncProperty(readings, fc.lorem({ mode: 'sentences', maxCount: 2 }), async (list, sentence) => {
        fc.pre(!list.some(({ text }) => text.includes(sentence.slice(0, 12))));
        const more = [...list, ...say(sentence)];
        expect((await compare(list, more)).candidates).toMatchObject([{ op: 'added', after: sentence }]);
        expect((await compare(more, list)).candidates).toMatchObject([{ op: 'removed', before: sentence }]);
      }),
      { numRuns: 80 },
    );
  });
});

describe('scripts without spaces between words', () => {
  test.each([
    ['Japanese', '個人情報を第三者に提供します。', '個人情報を第三者に提供しません。'],
    ['Chinese', '我们会保留您的数据三十天。', '我们会保留您的数据六十天。'],
    ['Thai', 'เราเก็บข้อมูลของคุณไว้สามสิบวัน', 'เราเก็บข้อมูลของคุณไว้หกสิบวัน'],
    ['Arabic', 'نحتفظ ببياناتك لمدة ثلاثين يوما', 'نحتفظ ببياناتك لمدة ستين يوما'],
    ['Hindi', 'हम आपका डेटा तीस दिनों तक रखते हैं', 'हम आपका डेटा साठ दिनों तक रखते हैं'],
  ])('%s: an edited line is one change', async (_name, before, after) => {
    const { candidates } = await compare(say('A', before, 'B'), say('A', 'New line here', after, 'B'));
    expect(candidates.map(({ op }) => op).sort()).toEqual(['added', 'changed']);
  });
});

describe('pages no one expects', () => {
  const long = Array.from({ length: 12_000 }, (_, index) => `Clause ${index} holds ${index * 3}.`);

  test.each<[string, Block[], Block[], number]>([
    ['both empty', [], [], 0],
    ['empty, then not', [], say('Hello'), 1],
    ['one block of 200 KB', say(long.join(' ')), say(long.with(7_000, 'Clause 7000 is void.').join(' ')), 1],
    ['20,000 equal blocks', say(...Array(20_000).fill('x y z')), say(...Array(20_001).fill('x y z')), 1],
    [
      'a whole page that turns furniture',
      say('One line', 'Two'),
      say('One line', 'Two').map((block) => ({ ...block, furniture: true })),
      0,
    ],
  ])('%s', async (_name, before, after, found) => {
    const started = performance.now();
    expect((await compare(before, after)).candidates).toHaveLength(found);
    // Some hundred milliseconds alone; the bound catches a quadratic walk.
    expect(performance.now() - started).toBeLessThan(4_000);
  });

  it('5,000 blocks that all changed take seconds, not minutes', async () => {
    const page = (word: string) =>
      say(
        ...Array.from(
          { length: 5_000 },
          (_, index) => `Row ${index} of the list says ${word} ${index % 977}`,
        ),
      );
    const started = performance.now();
    const { hunks } = await compare(page('yes'), page('no'));
    expect(hunks).toHaveLength(5_000);
    // Half a second alone; three runs of the tests may share two cores.
    expect(performance.now() - started).toBeLessThan(15_000);
  }, 20_000);
});

describe('an edit among other work on the page', () => {
  const clauses = [
    'We keep your data for thirty days after you leave.',
    'We share nothing with advertisers of any kind.',
    'You may ask for a copy of everything we hold.',
    'Our officer answers within two weeks of your letter.',
  ];
  const edited = clauses.with(1, 'We share everything with advertisers of any kind.');
  const items = (...texts: string[]): Block[] => texts.map((text) => ({ kind: 'item', path: [], text }));

  test('a paragraph cut into a list with one entry edited tells the entry alone', async () => {
    const { candidates } = await compare(say(clauses.join(' ')), items(...edited));
    expect(candidates).toMatchObject([{ op: 'changed', before: clauses[1], after: edited[1] }]);
  });

  test('a list joined into a paragraph with one sentence new tells the sentence alone', async () => {
    const { candidates } = await compare(
      items(...clauses),
      say([...clauses, 'All of it is void.'].join(' ')),
    );
    expect(candidates).toMatchObject([{ op: 'added', after: 'All of it is void.' }]);
  });

  test('a section moved and edited tells the edit alone', async () => {
    const rest = ['Alpha stands first on the page', 'Beta comes second', 'Gamma comes third and last'];
    const { candidates } = await compare(say(...clauses, ...rest), say(...rest, ...edited));
    expect(candidates).toMatchObject([{ op: 'changed', before: clauses[1], after: edited[1] }]);
  });

  test('an inserted clause is told, the numbers that shift after it are not', async () => {
    const numbered = (texts: string[]) => say(...texts.map((text, index) => `${index + 1}. ${text}`));
    const { candidates, hunks } = await compare(
      numbered(clauses),
      numbered(clauses.toSpliced(1, 0, 'Fees are due at once.')),
    );
    expect(candidates).toMatchObject([{ op: 'added', after: '2. Fees are due at once.' }]);
    expect(hunks.filter(({ noise }) => noise === 'renumbered')).toHaveLength(3);
  });

  test('one number that changes alone is told', async () => {
    const { candidates } = await compare(say('3. Fees', ...clauses), say('4. Fees', ...clauses));
    expect(candidates).toHaveLength(1);
  });

  test('a copy of a paragraph for another screen and a table of contents are no news', async () => {
    const page: Block[] = [
      { kind: 'heading', path: [], text: 'Liability of the parties' },
      ...say(`${clauses.join(' ')} And more.`),
    ];
    const again = [...items('Liability of the parties'), ...page, ...page.slice(1)];
    expect((await compare(page, again)).candidates).toEqual([]);
    expect((await compare(again, page)).candidates).toEqual([]);
  });

  test('a tick that becomes a cross in a table of features is told', async () => {
    const cell = (text: string): Block[] => [{ kind: 'cell', path: [], label: 'Export › Free', text }];
    expect((await compare(cell('✓'), cell('✗'))).candidates).toHaveLength(1);
    expect((await compare(cell('✓'), cell('–'))).candidates).toHaveLength(1);
  });

  test('a build number is the stamp of a site under its terms, and a release in a list of releases', async () => {
    const terms = 'tell me when the text of the terms changes';
    const [old, latest] = [say('Version 2.1.0.4'), say('Version 2.1.0.5')];
    expect((await compare(old, latest, terms)).candidates).toEqual([]);
    expect((await compare(old, latest)).candidates).toHaveLength(1);
    expect(
      (await compare(items('Version 2.1.0.4'), items('Version 2.1.0.5'), terms)).candidates,
    ).toHaveLength(1);
  });

  test('what a key calls a stamp is one', async () => {
    const pair = (label: string, text: string): Block[] => [{ kind: 'pair', path: [], label, text }];
    const { candidates } = await compare(
      [...pair('Last updated', '12 March 2026'), ...pair('$.page.viewCount', '120'), ...pair('$.limit', '5')],
      [...pair('Last updated', '13 March 2026'), ...pair('$.page.viewCount', '125'), ...pair('$.limit', '6')],
    );
    expect(candidates).toMatchObject([{ label: '$.limit' }]);
  });
});
