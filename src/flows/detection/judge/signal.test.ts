import { describe, expect, test } from 'vitest';
import { any, page, watch } from '../../../../test/helpers/watch-pages.ts';
import type { Block } from '../../../contracts/blocks.ts';
import type { Verdict } from '../../../contracts/detection.ts';

const prose = (count: number) =>
  Array.from({ length: count }, (_, index) => `Clause ${index} of the terms says ${index} things.`);

describe('signal: somebody is told', () => {
  const fifty = Array.from({ length: 50 }, (_, index) => `- Product number ${index}`);
  const cases: [name: string, before: Block[], after: Block[], sentence: RegExp, kind: Verdict['kind']][] = [
    [
      'one digit of a price',
      page('Pro plan: $20'),
      page('Pro plan: $21'),
      /^Pro plan: price rose from \$20 to \$21 \(\+5%\)$/,
      'price',
    ],
    ['a currency', page('Pro plan: $20'), page('Pro plan: €20'), /went from \$20 to €20/, 'price'],
    [
      '"is" becomes "is not"',
      page('Your data is shared with partners.'),
      page('Your data is not shared with partners.'),
      /is not shared/,
      'wording',
    ],
    [
      'a date moves by a day',
      page('Deadline: 12 March 2026'),
      page('Deadline: 13 March 2026'),
      /^Deadline moved from 12 March 2026 to 13 March 2026$/,
      'date',
    ],
    [
      'in stock becomes sold out',
      page('Vegan ramen: in stock'),
      page('Vegan ramen: sold out'),
      /^Vegan ramen is sold out$/,
      'availability',
    ],
    [
      'sold out in text while structured data says in stock',
      page('availability = https://schema.org/InStock', '# Vegan ramen', 'In stock'),
      page('availability = https://schema.org/InStock', '# Vegan ramen', 'Sold out'),
      /^Vegan ramen is sold out$/,
      'availability',
    ],
    [
      'a new list item among fifty',
      page('# Shop', ...fifty),
      page('# Shop', ...fifty.slice(0, 20), '- Brand new lamp', ...fifty.slice(20)),
      /^New under Shop: Brand new lamp$/,
      'added',
    ],
    [
      'a removed clause',
      page(...prose(30)),
      page(...prose(30).filter((_, index) => index !== 12)),
      /^Removed: Clause 12/,
      'removed',
    ],
    [
      'a table cell',
      page('# Plans', 'Basic › Price = $10', 'Pro › Price = $20'),
      page('# Plans', 'Basic › Price = $10', 'Pro › Price = $25'),
      /^Pro: price rose from \$20 to \$25 \(\+25%\)$/,
      'price',
    ],
    [
      'two cells swap their prices',
      page('# Plans', 'Basic › Price = $10', 'Pro › Price = $20'),
      page('# Plans', 'Basic › Price = $20', 'Pro › Price = $10'),
      /Basic: price rose from \$10 to \$20/,
      'price',
    ],
    [
      'a unit',
      page('Keep backups for 30 days'),
      page('Keep backups for 30 hours'),
      /30 days became 30 hours/,
      'number',
    ],
    [
      'what a price is per',
      page('Pro: $20 per month'),
      page('Pro: $20 per week'),
      /per month to \$20 per week/,
      'price',
    ],
    [
      'a line in a PDF',
      page('p. 3 = Maximum load 120 kg', 'p. 3 = Height 2 m'),
      page('p. 3 = Maximum load 110 kg', 'p. 3 = Height 2 m'),
      /120 kg became 110 kg/,
      'number',
    ],
    [
      'a German page',
      page('Tagesgericht: 9,50 €'),
      page('Tagesgericht: 10,50 €'),
      /^Tagesgericht: price rose from 9,50 € to 10,50 € \(\+11%\)$/,
      'price',
    ],
    [
      'a Japanese page',
      page('特製ラーメン：在庫あり'),
      page('特製ラーメン：売り切れ'),
      /特製ラーメン/,
      'availability',
    ],
    [
      'a feed shows a new entry',
      page('- Post one is out', '- Post two is out'),
      page('- Post three is here', '- Post one is out', '- Post two is out'),
      /^New: Post three is here$/,
      'added',
    ],
    [
      'a JSON list grows at its head',
      page('$.plans[0].price = $20', '$.plans[1].price = $30'),
      page('$.plans[0].price = $5', '$.plans[1].price = $20', '$.plans[2].price = $30'),
      /\$5/,
      'added',
    ],
    [
      'a version is released',
      page('# Downloads', 'Current: v2.1.0'),
      page('# Downloads', 'Current: v2.2.0'),
      /v2\.2\.0 is out/,
      'release',
    ],
    [
      '"may" becomes "must"',
      page('Users may accept the terms.'),
      page('Users must accept the terms.'),
      /must accept/,
      'wording',
    ],
    [
      'several new positions',
      page('# Open positions', '- Cook'),
      page('# Open positions', '- Cook', '- Waiter', '- Baker', '- Sommelier'),
      /^3 new items under Open positions: Waiter; Baker; Sommelier$/,
      'added',
    ],
    [
      'a price per million tokens',
      page('# GPT-5', 'Input: $1.25 / 1M tokens'),
      page('# GPT-5', 'Input: $0.90 / 1M tokens'),
      /^GPT-5 input: price fell from \$1\.25 to \$0\.90 per 1M tokens \(−28%\)$/,
      'price',
    ],
  ];
  test.each(cases)('%s', async (_name, before, after, sentence, kind) => {
    const { verdict } = await watch(any, before, after);
    expect(verdict.outcome).toBe('alert');
    expect(verdict.sentence).toMatch(sentence);
    expect(verdict.kind).toBe(kind);
  });
});
