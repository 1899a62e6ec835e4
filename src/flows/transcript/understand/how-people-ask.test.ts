import { describe, expect, it } from 'vitest';
import { read, titles } from './talk-for-test.ts';

const opening = ['Ann: Good morning.', 'Bo: Morning.', 'Cy: Hello.'];
const itemsOf = (...lines: string[]) =>
  read(...opening, ...lines).actions.map(({ title, owner, due }) => [
    title,
    owner.state === 'named' ? owner.spoken : owner.state,
    due,
  ]);

describe('recordings by machine', () => {
  it('a comma or an ellipsis in the middle of a phrase is a pause', () => {
    expect(
      itemsOf(
        "Ann: Let's, target the merge of… both branches by Wednesday.",
        'Bo: Please, in this case, just… Send me the list of the failing tests by Friday.',
        'Cy: Sure.',
      ),
    ).toEqual([
      ['Target the merge of both branches', 'none', '2026-11-25'],
      ['Send Bo the list of the failing tests', 'Cy', '2026-11-27'],
    ]);
  });
});

describe('what is not said in one sentence', () => {
  it('who will "have a look" looks at what was asked just before', () => {
    expect(
      titles(
        ...opening,
        'Ann: Whether we could get the two pull requests merged today.',
        'Bo: Yes, I will have a look.',
      ),
    ).toEqual(['Have a look: get the two pull requests merged today']);
  });

  it('"do that by Friday" asks again for what was named before, and adds the day', () => {
    expect(
      itemsOf(
        'Ann: Chris offered to write to the three magazines.',
        'Bo: Chris should do that by Friday.',
        'Ann: Good.',
      ),
    ).toEqual([['Write to the three magazines', 'Chris', '2026-11-27']]);
  });

  it('the same verb twice is two things', () => {
    expect(
      titles(...opening, 'Ann: Bo, please send the contract to Northwind and send the invoice to Fabrikam.'),
    ).toEqual(['Send the contract to Northwind', 'Send the invoice to Fabrikam']);
  });
});

describe('work for several people in one sentence', () => {
  it('the verb is said once and meant for each', () => {
    expect(
      itemsOf(
        'Ann: So, for next week: Bo will work on the sketches, Cy on the survey, and Ann on the prices.',
        'Bo: Okay.',
      ),
    ).toEqual([
      ['Work on the sketches', 'Bo', '2026-11-30'],
      ['Work on the survey', 'Cy', '2026-11-30'],
      ['Work on the prices', 'Ann', '2026-11-30'],
    ]);
  });

  it('somebody who is only named in the task is no owner', () => {
    expect(itemsOf('Ann: Bo will agree on the date with Cy and Dana on Friday.', 'Bo: Okay.')).toEqual([
      ['Agree on the date with Cy and Dana', 'Bo', '2026-11-27'],
    ]);
  });
});

describe('work that nobody has yet', () => {
  it('is an item without an owner', () => {
    expect(
      itemsOf(
        'Ann: There should be a nightly test that exports all rows. Somebody has to own that.',
        'Bo: True, let us leave it open who.',
        'Cy: Someone has to stop the importer hammering them.',
      ),
    ).toEqual([
      ['Add a nightly test that exports all rows', 'none', null],
      ['Stop the importer hammering them', 'none', null],
    ]);
  });

  it('is the item of the one who says next what they will do about it', () => {
    expect(
      itemsOf(
        'Ann: Somebody should wire the import to the page.',
        "Bo: That's mine. I'll connect the import to the status page by the end of next week.",
      ),
    ).toEqual([['Connect the import to the status page', 'Bo', '2026-12-04']]);
  });

  it.each([
    'Somebody should look at the slow search eventually.',
    'Someone could lose the remote and then someone can press the wrong button.',
    "I'll plug in the projector and hook up my laptop.",
  ])('"%s" is none', (line) => {
    expect(titles(...opening, `Ann: ${line}`, 'Bo: I see.')).toEqual([]);
  });
});

it('"this week" ends on its Friday', () => {
  expect(itemsOf("Ann: I'll take out the write queue this week.")).toEqual([
    ['Take out the write queue', 'Ann', '2026-11-27'],
  ]);
});
