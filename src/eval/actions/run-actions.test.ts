import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { renderActions } from './render-actions.ts';
import { evaluateActions, type ReadMeeting, readByRules } from './run-actions.ts';

const meeting = {
  id: 'ami-1',
  date: '2026-11-23T09:00:00Z',
  turns: [
    { i: 0, speaker: 'Ines', text: 'I will send the contract to Mara by Friday.' },
    { i: 1, speaker: 'Mara', text: 'You all have to read it then.' },
  ],
  gold: { actions: [{ text: 'Ines sends the contract to Mara.', assignees: ['Ines'] }], decisions: null },
};

async function corpus(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'lookout-actions-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  await mkdir(join(directory, 'meetings'));
  await writeFile(join(directory, 'meetings', 'a.json'), JSON.stringify(meeting));
  await writeFile(join(directory, 'traps.txt'), 'Ines: I might paint the fence some day.\nMara: Maybe.\n');
  const row = { file: 'traps.txt', kind: 'nasty', actions: [], expect: { only_these_actions: true } };
  await writeFile(join(directory, 'index.jsonl'), JSON.stringify(row));
  return directory;
}

test('the rules are scored on meetings and files, and what they read is a line for each', async () => {
  const { actions, sets, predictions } = await evaluateActions(await corpus(), readByRules);
  expect(actions.AMI).toMatchObject({
    meetings: 1,
    gold: 1,
    predicted: 1,
    joint: { f1: 1 },
    owners: { of: 1 },
  });
  expect(sets).toMatchObject([{ file: 'traps.txt', predicted: 0, wrong: [] }]);
  expect(predictions).toEqual([
    {
      meeting: 'ami-1',
      actions: [{ text: 'Send the contract to Mara', assignee: 'Ines', turn: 0, due: 'by Friday' }],
      decisions: [],
    },
    { meeting: 'traps.txt', actions: [], decisions: [] },
  ]);
});

test('another reader is scored alike; "all of you" is everyone, and a meeting it could not read is named', async () => {
  const asked: string[] = [];
  const readByOther: ReadMeeting = async (input) => {
    const extract = await readByRules(input);
    const actions = extract.actions.map((item) => ({
      ...item,
      owner: { state: 'none' as const, everyone: true },
    }));
    return { ...extract, actions, degraded: input.turns.length > 0 ? 'Read by the rules alone.' : null };
  };
  const result = await evaluateActions(await corpus(), readByOther, (name) => asked.push(name));
  expect(asked).toEqual(['ami-1', 'traps.txt']);
  expect(result.predictions[0]?.actions[0]?.assignee).toBe('everyone');
  expect(result.actions.AMI?.owners).toEqual({ share: 0, of: 1 });
  expect(renderActions(result)).toMatch(/Not read by the model.*\n +ami-1 +Read by the rules alone/);
});
