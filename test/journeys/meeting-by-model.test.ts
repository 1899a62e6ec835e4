import { afterAll, beforeAll, expect, test } from 'vitest';
import { createForgedModel, type ForgedModel } from '../../src/sandbox/model/create-forged-model.ts';
import { wordsOf } from '../helpers/read-message.ts';
import { openStory, type Story } from '../helpers/story.ts';

const quote = 'I will look after the failing sign-ins.';
const meeting = `WEBVTT

00:00:01.000 --> 00:00:06.000
<v Ada Lovelace>Some people cannot sign in when their e-mail address has a plus sign.</v>

00:00:07.000 --> 00:00:14.000
<v Grace Hopper>${quote} It happens since the last release.</v>
`;

let model: ForgedModel;
let story: Story;
beforeAll(async () => {
  model = await createForgedModel();
  story = await openStory({ env: { ...model.env } });
  await story.house.tick(); // Linear is known from the first stroke of the clock
  await story.settled();
}, 240_000);
afterAll(async () => {
  await story[Symbol.asyncDispose]();
  await model[Symbol.asyncDispose]();
});

/** A list the prompt shows: `Projects: ["…"]`. */
const shown = (prompt: string, label: string): string[] =>
  JSON.parse(new RegExp(`^${label}: (\\[.*\\])$`, 'm').exec(prompt)?.[1] ?? '[]') as string[];

test('a model that reads a meeting is shown the real workspace, and what it proposes stands in the review', async () => {
  let prompt = '';
  model.script.otherwise(({ text, schemaName }) => {
    if (schemaName !== 'meeting') return undefined;
    prompt = text;
    const action = {
      ...{ title: 'Look after the failing sign-ins', description: '', turn: 1, quote, owner: 'Grace Hopper' },
      ...{
        dueSpoken: '',
        priority: 'none',
        subtasks: [],
        kind: 'accepted',
        certainty: 'firm',
        milestone: '',
      },
      ...{ team: 'Atlantis', project: shown(text, 'Projects')[0], likelySame: 'ENG-6' },
    };
    return { kind: 'json', value: { summary: [], actions: [action], decisions: [], questions: [] } };
  });
  const channel = story.sandbox.ids.general;
  const thread = story.ada.say(channel, 'Notes', {
    files: [{ name: 'sync.vtt', mimetype: 'text/vtt', content: meeting }],
  });
  const review = await story.ada.waitForMessage(
    channel,
    (message) => message.thread_ts === thread && /failing sign-ins/.test(wordsOf(message)),
    { timeoutMs: 30_000 },
  );
  const [project = 'none'] = shown(prompt, 'Projects');
  const { projects, teams } = await story.house.hall
    .as({ workspaceId: story.sandbox.ids.team, requestId: 'r' })
    .linear.catalog({});
  expect(projects.map(({ name }) => name)).toContain(project);
  expect(shown(prompt, 'Teams').toSorted()).toEqual(
    teams.flatMap((team) => (team.private ? [] : [team.name])).toSorted(),
  );
  expect(shown(prompt, 'Open issues').join('\n')).toMatch(/ENG-6 /);
  const words = wordsOf(review);
  expect(words).toContain(project);
  expect(words).toMatch(/likely the same as .*ENG-6/);
  expect(words).not.toContain('Atlantis');
}, 90_000);
