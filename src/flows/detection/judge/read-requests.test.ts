import { describe, expect, it, test } from 'vitest';
import { any, page, watch } from '../../../../test/helpers/watch-pages.ts';
import type { Block } from '../../../contracts/blocks.ts';

describe('finding what a request means on a page', () => {
  const cards = (pro: string, team: string) =>
    page('# Pricing', 'Choose what fits', 'Pro', 'For one person', pro, 'Team', 'For many', team);
  const terms = (clause: string) =>
    page(
      '# Terms of Service',
      'Acme runs this site.',
      'Acme may end it.',
      'Acme is in Bonn.',
      'Acme likes you.',
      clause,
    );
  const cases: [name: string, request: string, before: Block[], after: Block[], told: boolean][] = [
    [
      'a card without headings: the Pro price',
      "tell me when the Pro plan's price changes on https://acme.com/pricing",
      cards('$20', '$40'),
      cards('$25', '$40'),
      true,
    ],
    [
      'a card without headings: the Team price',
      "tell me when the Pro plan's price changes on https://acme.com/pricing",
      cards('$20', '$40'),
      cards('$20', '$45'),
      false,
    ],
    [
      'a heading names the card',
      "tell me when the Pro plan's price changes on https://acme.com/pricing",
      page('# Pro', '$20 / month'),
      page('# Pro', '$25 / month'),
      true,
    ],
    [
      'the terms of a company',
      "tell me when Acme's terms of service change",
      terms('We keep data for 30 days.'),
      terms('We keep data for 60 days.'),
      true,
    ],
    [
      'a part of a document',
      'tell me when the refund rules in the terms change',
      page('# Refund', 'We refund within ten days.', '# Data', 'We keep logs.'),
      page('# Refund', 'We refund within ten days.', '# Data', 'We keep some logs.'),
      false,
    ],
    [
      'a mention of the site adds nothing to find',
      'let me know when the price drops on amazon.de',
      page('Lamp 20,00 €'),
      page('Lamp 18,00 €'),
      true,
    ],
    [
      'a Japanese request',
      '価格が変わったら教えて',
      page('特製ラーメン 900円'),
      page('特製ラーメン 950円'),
      true,
    ],
    [
      'a new release',
      'tell me when a new version is released',
      page('# Releases', '- v1.0.0'),
      page('# Releases', '- v1.1.0', '- v1.0.0'),
      true,
    ],
    [
      'a swapped product is a new one',
      'tell me only about new products',
      page('# Shop', '- Red lamp', '- Blue vase'),
      page('# Shop', '- Red lamp', '- Oak chair'),
      true,
    ],
  ];
  test.each(cases)('%s', async (_name, request, before, after, told) => {
    const { verdict } = await watch(request, before, after);
    expect(verdict.outcome, `${verdict.reason}: ${verdict.sentence}`).toBe(told ? 'alert' : 'silent');
  });

  it('names the card in the sentence', async () => {
    const { verdict } = await watch(
      any,
      cards('$20', '$40'),
      page('# Pricing', 'Choose what fits', 'Pro', '$25', 'Team', 'For many', '$40'),
    );
    expect(verdict.outcome).toBe('alert');
    const { verdict: bare } = await watch(
      any,
      page('# Pricing', 'Pro', '$20'),
      page('# Pricing', 'Pro', '$25'),
    );
    expect(bare.sentence).toBe('Pro: price rose from $20 to $25 (+25%)');
  });
});
