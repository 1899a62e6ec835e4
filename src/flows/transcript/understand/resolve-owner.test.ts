import { describe, expect, it } from 'vitest';
import { read } from './talk-for-test.ts';

const ownersOf = (...lines: string[]) => read(...lines).actions.map(({ title, owner }) => [title, owner]);
const named = (spoken: string) => ({ state: 'named', spoken });
const four = ['Bo: Good morning everybody.', 'Cy: Morning.', 'Di: Hello.'];

describe('whose an item is', () => {
  it('"you" between two that are spoken about is whoever is left', () => {
    const [, prices] = ownersOf(
      ...four,
      "Ann: So, for next week. Bo will be drawing the sketches. And you'll be checking the prices. Cy will be writing the survey.",
      'Bo: Okay.',
    );
    expect(prices).toEqual(['Check the prices', named('Di')]);
  });

  it('of two who are left it is a question, and the one who nods for something else is not taken', () => {
    const [, prices] = ownersOf(
      ...four,
      "Ann: So, for next week. Bo will be drawing the sketches. And you'll be checking the prices.",
      'Bo: Okay.',
      'Ann: Good.',
    );
    expect(prices).toEqual([
      'Check the prices',
      { state: 'ambiguous', spoken: '“you”', candidates: ['Cy', 'Di'] },
    ]);
  });

  it('whoever only thanks has taken nothing on', () => {
    const lines = (reply: string) => [
      ...four,
      'Ann: Next, Cy.',
      'Cy: The tests are slow. Can you measure the build on another machine by Friday?',
      `Ann: ${reply}`,
    ];
    expect(ownersOf(...lines('Great, thank you. Di?'))).toEqual([
      ['Measure the build on another machine', { state: 'none' }],
    ]);
    expect(ownersOf(...lines('Okay. Di?'))).toEqual([['Measure the build on another machine', named('Ann')]]);
  });

  it('what all of them have to do is of everyone, and that is told from nobody', () => {
    expect(
      ownersOf(
        ...four,
        'Ann: To wrap up: we have to send the final survey by Friday. Somebody needs to book the studio.',
        'Bo: The studio is expensive.',
      ),
    ).toEqual([
      ['Send the final survey', { state: 'none', everyone: true }],
      ['Book the studio', { state: 'none' }],
    ]);
  });

  it('whoever is called by name is meant, also when they did not speak', () => {
    expect(
      ownersOf(...four, 'Ann: Felix, if you could update the runbook by Friday, that would be helpful.'),
    ).toEqual([['Update the runbook', named('Felix')]]);
  });

  it('a word that opens sentences is no name', () => {
    const [item] = ownersOf(...four, 'Ann: Honestly, can you update the runbook by Friday?', 'Cy: Sure.');
    expect(item).toEqual(['Update the runbook', named('Cy')]);
  });
});
