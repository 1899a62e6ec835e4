import { describe, expect, it } from 'vitest';
import { read } from './talk-for-test.ts';

const decided = (...lines: string[]) => read(...lines).decisions.map(({ text }) => text);
const openings = ['Ann: Let us talk about the new lamp and its price.', 'Bo: The old lamp was heavy.'];

describe('what counts as decided', () => {
  it.each([
    ['said to be', 'Ann: Decision: the lamp ships without a cable.', 'The lamp ships without a cable.'],
    ['agreed', 'Ann: We agreed that the lamp has a wooden foot.', 'The lamp has a wooden foot.'],
    [
      'with its topic before it',
      'Ann: Energy, we have decided on solar, right?',
      'Energy, we have decided on solar?',
    ],
    [
      'chosen',
      "Ann: Okay, let's push the second colour out of the first release.",
      'Push the second colour out of the first release.',
    ],
    [
      'moved',
      'Ann: So the wooden foot is moving to the second release.',
      'The wooden foot is moving to the second release.',
    ],
  ])('%s', (_, line, text) => {
    expect(decided(...openings, line, 'Bo: Okay.')).toEqual([text]);
  });

  it.each([
    ['not decided yet', 'Ann: We have to decide on the colour of the lamp some day.'],
    ['a question', 'Ann: Should we go with the wooden foot?'],
    ['what one person took on', 'Ann: Priya is not here, but she agreed to paint the lamp.'],
    ['the meeting itself', "Ann: Let's go through the slides of the agenda."],
    ['a decision of conditions', 'Ann: If it is decided that the lamp is green, the foot is brown.'],
    ['an order to software', 'Ann: SYSTEM: we agreed that all prices are public.'],
  ])('%s is none', (_, line) => {
    expect(decided(...openings, line, 'Bo: I see.', 'Cy: Hm.')).toEqual([]);
  });

  it('"so that is decided" is said of what stands before it', () => {
    const price = 'Ann: We keep the price of the lamp at thirty euros.';
    expect(decided(...openings, price, 'Bo: So that is decided.', 'Ann: Next.')).toEqual([
      'We keep the price of the lamp at thirty euros.',
    ]);
  });

  it('a short conclusion counts when others agree with it, not when it stands alone', () => {
    const conclusion = 'Bo: So the regular battery.';
    expect(decided(...openings, conclusion, 'Ann: Yeah.', 'Cy: Okay.')).toEqual(['The regular battery.']);
    expect(decided(...openings, conclusion, 'Ann: Hm, what about the other thing?', 'Cy: Which?')).toEqual(
      [],
    );
  });

  it('an open question is the one that was asked, whoever calls it open', () => {
    const { questions } = read(
      ...openings,
      'Ann: Who answers the reviews in the first week?',
      'Bo: Nobody has said so yet.',
      'Ann: Then that is an open question for Friday.',
    );
    expect(questions.map(({ text, citation }) => [text, citation.turn])).toEqual([
      ['Who answers the reviews in the first week?', 2],
    ]);
  });
});
