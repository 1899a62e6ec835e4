import { describe, expect, it } from 'vitest';
import { formatAppText, formatPersonText, mentionsIn } from './person-text.ts';
import { createWorkspace } from './workspace.ts';

const workspace = createWorkspace(new Date('2026-11-22T10:00:00Z'), 'Lookout');
const typed = (text: string) => formatPersonText(workspace, text).text;

describe('what a person types', () => {
  it.each([
    ['@Lookout watch https://a.example/pricing.', '<@U0LOOKOUT1> watch <https://a.example/pricing>.'],
    ['@lookout, hi @nobody', '<@U0LOOKOUT1>, hi @nobody'],
    [
      'the price on openai.com/api/pricing, please',
      'the price on <http://openai.com/api/pricing|openai.com/api/pricing>, please',
    ],
    ['https://a.example/?a=1&b=2', '<https://a.example/?a=1&amp;b=2>'],
    ['(see http://127.0.0.1:4000/pricing)', '(see <http://127.0.0.1:4000/pricing>)'],
    ['in #pricing and #nowhere', 'in <#C0PRICING1|pricing> and #nowhere'],
    ['@here 1 < 2 & 3 > 2', '<!here> 1 &lt; 2 &amp; 3 &gt; 2'],
    ['<@U0LOOKOUT1> ready-made', '<@U0LOOKOUT1> ready-made'],
    ['write to ada@sandbox.example', 'write to ada@sandbox.example'],
    ['every 5 min. then stop', 'every 5 min. then stop'],
  ])('%s', (text, stored) => {
    expect(typed(text)).toBe(stored);
  });

  it('comes with the same as rich text, unescaped', () => {
    expect(formatPersonText(workspace, '@Lookout a & b http://x.example/?q=1&r=2').block).toEqual({
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'user', user_id: 'U0LOOKOUT1' },
            { type: 'text', text: ' a & b ' },
            { type: 'link', url: 'http://x.example/?q=1&r=2' },
          ],
        },
      ],
    });
  });
});

it('finds the people mentioned, labelled or not', () => {
  expect(mentionsIn('<@U0LOOKOUT1> and <@U0ADA00001|ada> not <#C0PRICING1>')).toEqual([
    'U0LOOKOUT1',
    'U0ADA00001',
  ]);
});

it('keeps the entities an app wrote and escapes a lone ampersand', () => {
  expect(formatAppText('R&D &amp; &lt;b&gt;')).toBe('R&amp;D &amp; &lt;b&gt;');
});
