import { describe, expect, test } from 'vitest';
import { expectGolden, expectSendable } from '../../../../test/helpers/golden.ts';
import { hostile, rightToLeft, tooLong } from '../../../../test/helpers/nasty-words.ts';
import { answerMessage, type ShownAnswer, streamedSentence } from './answer.ts';
import { briefMessage } from './brief.ts';
import { changedMessage, createdMessage, likelyMessage, type ShownIssue } from './issue-change.ts';
import type { CitedPassage } from './passages.ts';
import { whoMessage } from './who-is-on-what.ts';

const said: CitedPassage = {
  n: 1,
  kind: 'turn',
  quote: 'We go with the annual plan from March on.',
  where: 'Pricing sync, 12 Nov, Mira at 04:31',
  url: null,
  permalink: 'https://acme.slack.com/archives/C1/p1700000000000100',
};
const passages: CitedPassage[] = [
  said,
  {
    n: 2,
    kind: 'issue',
    quote: 'Annual billing with a discount',
    where: 'ENG-2, Todo',
    url: 'https://linear.app/acme/issue/ENG-2',
    permalink: null,
  },
  {
    n: 3,
    kind: 'page_line',
    quote: 'Pro: $20 a month, billed yearly',
    where: 'openai.com/pricing, read 12 Nov',
    url: 'https://openai.com/pricing',
    permalink: null,
  },
];
const answer = (more: Partial<ShownAnswer> = {}): ShownAnswer => ({
  question: 'what did we decide about the annual plan?',
  state: 'found',
  sentences: [
    { text: 'The annual plan starts in March.', passages: [1] },
    { text: 'Its discount is still to be built, and the page names it already.', passages: [2, 3] },
  ],
  passages,
  by: 'model',
  degraded: null,
  looked: { meetings: 4, alerts: 0, pages: 2, issues: 31 },
  modelHelp: null,
  chosen: 0,
  ...more,
});
const issue = (more: Partial<ShownIssue & { stateType: string }> = {}) => ({
  identifier: 'ENG-12',
  url: 'https://linear.app/acme/issue/ENG-12',
  title: 'Fix the retry storm',
  state: 'In Review',
  stateType: 'started',
  assignee: 'Mira Novak' as string | null,
  due: '2026-11-27' as string | null,
  priority: 2,
  ...more,
});
const changeId = '11111111-1111-4111-8111-111111111111';

describe('as people see it', () => {
  test('an answer of a model', async () => {
    await expectGolden('answer-by-model', answerMessage(answer()));
  });
  test('an answer of the rules: the words themselves', async () => {
    const sentences = [
      { text: 'Said in Pricing sync on 12 Nov:', passages: [1] },
      { text: 'ENG-2 is Todo, assigned to nobody.', passages: [2] },
    ];
    const message = answerMessage(
      answer({ by: 'rules', sentences, modelHelp: 'set OPENAI_API_KEY', chosen: 2 }),
    );
    await expectGolden('answer-by-rules', message);
  });
  test('nothing found', async () => {
    await expectGolden(
      'answer-nothing',
      answerMessage(answer({ state: 'nothing', sentences: [], passages: [] })),
    );
  });
  test('a report, and one with nothing in it', async () => {
    const brief = {
      title: 'The week in #general',
      sections: [{ heading: 'Decisions', lines: [{ text: 'Annual plan from March on', passages: [1] }] }],
      passages: [said],
      by: 'rules' as const,
      empty: null,
      why: 'Comes Mondays at 9:00 (UTC), asked for by <@U1>. Say `@Lookout stop weekly` to end it.',
    };
    await expectGolden('brief-weekly', briefMessage(brief));
    await expectGolden(
      'brief-empty',
      briefMessage({ ...brief, sections: [], passages: [], empty: 'Nothing happened.', why: null }),
    );
  });
  test('what was ordered on an issue', async () => {
    await expectGolden(
      'issue-created',
      createdMessage({ ...issue(), changeId }, 'U1', [issue({ identifier: 'ENG-9' })]),
    );
    const after = issue({ state: 'Done', assignee: null, due: '2026-12-01' });
    await expectGolden('issue-changed', changedMessage({ changeId, before: issue(), after }, 'U1'));
    await expectGolden(
      'issue-unchanged',
      changedMessage({ changeId, before: issue(), after: issue() }, 'U1'),
    );
    await expectGolden('issue-likely', likelyMessage([issue()], 'create issue: "Fix the retry storm"'));
  });
  test('who is on what', async () => {
    const issues = [issue(), issue({ identifier: 'ENG-3' }), issue({ identifier: 'ENG-4', assignee: null })];
    await expectGolden('who-is-on-what', whoMessage(issues, { about: 'Who is on what', limit: 100 }));
  });
  test('of one person, what is begun and urgent comes before what waits, also where not all are shown', () => {
    const waiting = { state: 'Backlog', stateType: 'backlog' };
    const begun = { state: 'In Progress', stateType: 'started' };
    const ordered = [
      issue({ identifier: 'ENG-1', ...begun, priority: 1 }),
      issue({ identifier: 'ENG-2', ...begun, priority: 4, due: null }),
      issue({ identifier: 'ENG-3', ...begun, priority: 0 }),
      issue({ identifier: 'ENG-4', state: 'Todo', stateType: 'unstarted', priority: 2, due: null }),
      issue({ identifier: 'ENG-5', ...waiting, priority: 2, due: '2026-11-23' }),
      issue({ identifier: 'ENG-6', ...waiting, priority: 2 }),
      issue({ identifier: 'ENG-7', ...waiting, priority: 2, due: null }),
    ];
    const shown = JSON.stringify(whoMessage(ordered.toReversed(), { about: 'Mira', limit: 100 }));
    expect(shown.match(/(?<=\|)ENG-\d/g)).toEqual(ordered.slice(0, 6).map(({ identifier }) => identifier));
  });
});

test('whatever people, pages and models write, nothing rings, and Slack takes it', () => {
  for (const words of [hostile, tooLong, rightToLeft, '']) {
    const nasty = passages.map((one) => ({ ...one, quote: words, where: words || 'Weekly' }));
    const sentences = [{ text: words, passages: [1, 2, 3] }];
    for (const by of ['rules', 'model'] as const) {
      const shown = answer({ question: words || ' ', passages: nasty, sentences, by, degraded: words });
      expectSendable(answerMessage(shown));
    }
    const brief = {
      title: words || 'x',
      sections: [{ heading: words || 'x', lines: sentences }],
      passages: nasty,
    };
    expectSendable(briefMessage({ ...brief, by: 'rules', empty: null, why: null }));
    const named = issue({ title: words, state: words, assignee: words || null });
    expectSendable(createdMessage({ ...named, changeId }, words, [named]));
    expectSendable(changedMessage({ changeId, before: issue(), after: named }, words));
    expectSendable(whoMessage([named], { about: words || 'x', limit: 9 }));
  }
});

test('many passages and long lists keep within a message', () => {
  const many = Array.from({ length: 60 }, (_, at) => ({
    ...said,
    n: at + 1,
    quote: 'long words '.repeat(40),
  }));
  const sentences = many.map(({ n }) => ({ text: 'A sentence. '.repeat(30), passages: [n] }));
  for (const by of ['rules', 'model'] as const)
    expectSendable(answerMessage(answer({ passages: many, sentences, by })));
  const sections = Array.from({ length: 12 }, () => ({ heading: 'Decisions', lines: sentences }));
  const brief = {
    title: 'Week',
    sections,
    passages: many,
    by: 'rules' as const,
    empty: null,
    why: 'Because.',
  };
  expectSendable(briefMessage(brief));
  const crowd = Array.from({ length: 100 }, (_, at) =>
    issue({ assignee: `Person ${at}`, title: 'x'.repeat(250) }),
  );
  expectSendable(whoMessage(crowd, { about: 'Who is on what', limit: 100 }));
});

test('a streamed sentence makes no link, heading or list of foreign words', () => {
  const streamed = streamedSentence({ text: '# see [here](https://evil.test) <!channel>', passages: [1] });
  expect(streamed).toBe('\\# see [here] (https://evil.test) &lt;!channel&gt; [1]');
});
