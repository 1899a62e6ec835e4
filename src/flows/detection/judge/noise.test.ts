import { describe, expect, it, test } from 'vitest';
import { any, page, watch } from '../../../../test/helpers/watch-pages.ts';
import type { Block } from '../../../contracts/blocks.ts';
import type { VolatilityMemory } from '../engine/volatility.ts';

describe('noise: nobody is told', () => {
  const cases: [name: string, before: Block[], after: Block[], reason: string][] = [
    [
      'JSON keys are reordered',
      page('$.name = Pro', '$.price = $20'),
      page('$.price = $20', '$.name = Pro'),
      'moved_only',
    ],
    [
      'two lines are swapped',
      page('First line here', 'Second line here'),
      page('Second line here', 'First line here'),
      'moved_only',
    ],
    [
      'the copyright year turns',
      page('Text', '© 2025 Acme Inc.'),
      page('Text', '© 2026 Acme Inc.'),
      'noise_only',
    ],
    ['a relative time moves on', page('Updated 3 minutes ago'), page('Updated 5 hours ago'), 'noise_only'],
    [
      'a German relative time moves on',
      page('Aktualisiert vor 3 Minuten'),
      page('Aktualisiert vor 2 Stunden'),
      'noise_only',
    ],
    ['a Japanese relative time moves on', page('3分前'), page('5時間前'), 'noise_only'],
    ['a view counter counts', page('Post · 1,204 views'), page('Post · 1,377 views'), 'noise_only'],
    ['a CSRF token is new', page('csrf_token: a8f3b2c19d'), page('csrf_token: 77bc01fe9a'), 'noise_only'],
    [
      'a request id is new',
      page('Request ID: 8f14e45fceea167a5a36dedd4bea2543'),
      page('Request ID: c9f0f895fb98ab9159f51fd0297e236d'),
      'noise_only',
    ],
    [
      'an asset has another cache-buster',
      page('See /app.js?v=1832'),
      page('See /app.js?v=1833'),
      'noise_only',
    ],
    [
      'an "updated" line has a new date',
      page('Last updated: 12 March 2026'),
      page('Last updated: March 14, 2026'),
      'noise_only',
    ],
    [
      'the clock of the server is printed',
      page('As of 14:32:05 all is well'),
      page('As of 14:47:12 all is well'),
      'noise_only',
    ],
    [
      'an address is hidden from robots',
      page('Write to help@acme.com for help'),
      page('Write to [email protected] for help'),
      'noise_only',
    ],
    [
      'tracking ids in a link differ',
      page('https://a.example/x?utm_source=a1'),
      page('https://a.example/x?utm_source=b2'),
      'no_difference',
    ],
    [
      'quotes become curly and spaces wide',
      page('Say "yes" - now'),
      page('Say “yes” – now'),
      'no_difference',
    ],
    [
      'the whole footer is another',
      page('Text', '[furniture] Careers', '[furniture] Blog'),
      page('Text', '[furniture] Join us: 20 jobs', '[furniture] Podcast from $5'),
      'furniture_only',
    ],
    [
      'a paragraph is cut in two',
      page('We keep data for 30 days. Then we delete it.'),
      page('We keep data for 30 days.', 'Then we delete it.'),
      'no_difference',
    ],
    [
      'lines are joined to one',
      page('One two three.', 'Four five six.', 'Seven eight.'),
      page('One two three. Four five six. Seven eight.'),
      'no_difference',
    ],
    [
      'one of several equal lines goes elsewhere',
      page('Buy', 'a b c d', 'Buy', 'e f g h'),
      page('Buy', 'Buy', 'a b c d', 'e f g h'),
      'moved_only',
    ],
    ['nothing differs', page('Text'), page('Text'), 'no_difference'],
  ];
  test.each(cases)('%s', async (_name, before, after, reason) => {
    const { verdict } = await watch(any, before, after);
    expect(verdict).toMatchObject({ outcome: 'silent', reason });
  });

  it('tells only the new line when two lines are swapped and one is new', async () => {
    const { verdict } = await watch(
      any,
      page('Alpha line of text', 'Beta line of text'),
      page('Beta line of text', 'Alpha line of text', 'Gamma is entirely new'),
    );
    expect(verdict.outcome).toBe('alert');
    expect(verdict.quotes.map((quote) => quote.after)).toEqual(['Gamma is entirely new']);
  });

  it('falls silent about a page that alternates among known states, and hears a new state', async () => {
    const states = [
      page('# News', 'Welcome to our lovely shop'),
      page('# News', 'Meet the team behind the counter'),
    ];
    let memory: VolatilityMemory | undefined;
    const outcomes: string[] = [];
    for (let turn = 0; turn < 20; turn++) {
      const told = await watch(
        any,
        states[turn % 2] ?? [],
        states[(turn + 1) % 2] ?? [],
        memory ? { memory } : {},
      );
      memory = told.comparison.memory;
      outcomes.push(told.verdict.outcome);
    }
    expect(outcomes[0]).toBe('alert');
    expect(outcomes.slice(5)).toEqual(Array(15).fill('silent'));
    const fresh = await watch(
      any,
      states[0] ?? [],
      page('# News', 'Welcome to our lovely shop', 'We are closing on Friday'),
      memory ? { memory } : {},
    );
    expect(fresh.verdict.outcome).toBe('alert');
  });

  it('never learns a price away, however often it goes back', async () => {
    let memory: VolatilityMemory | undefined;
    for (let turn = 0; turn < 20; turn++) {
      const prices = turn % 2 === 0 ? ['Pro: $20', 'Pro: $25'] : ['Pro: $25', 'Pro: $20'];
      const told = await watch(any, page(prices[0] ?? ''), page(prices[1] ?? ''), memory ? { memory } : {});
      memory = told.comparison.memory;
      expect(told.verdict.outcome).toBe('alert');
    }
  });

  it('falls silent about testimonials that rotate', async () => {
    const quotes = [
      'Best tool ever made, says Ana',
      'We saved so much time, says Bo',
      'My team adores this, says Cy',
    ];
    let memory: VolatilityMemory | undefined;
    let last = '';
    for (let turn = 0; turn < 20; turn++) {
      const told = await watch(
        any,
        page('# Loved', quotes[turn % 3] ?? ''),
        page('# Loved', quotes[(turn + 1) % 3] ?? ''),
        memory ? { memory } : {},
      );
      memory = told.comparison.memory;
      last = told.verdict.reason;
    }
    expect(last).toBe('learnt');
  });
});
