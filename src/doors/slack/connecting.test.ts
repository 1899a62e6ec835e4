import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { noMeeting, reviewActionIds } from '../../vendors/slack/review-action-ids.ts';
import { type DrivenDoor, driveDoor, press } from './drive-door-for-test.ts';

const transcriptId = '33333333-3333-4333-8333-333333333333';
const works = { connected: true, name: 'Acme', how: 'oauth', problem: null, since: null, database: null };
const ended = { ...works, problem: 'Linear no longer takes the connection.' };
const nothing = { ...works, connected: false, name: null };

let door: DrivenDoor;
beforeEach(async () => {
  door = await driveDoor();
  Object.assign(door.hallAnswers, {
    'transcript.get': { transcriptId, channelId: 'C1', items: [] },
    'linear.status': works,
    'notion.status': nothing,
    'linear.authorizeUrl': { url: null },
    'notion.places': { places: [{ id: 'p1', kind: 'page', title: 'Work' }] },
    'monitor.list': { monitors: [], total: 0 },
  });
});
afterEach(async () => door[Symbol.asyncDispose]());

const view = async (): Promise<string> => {
  await expect.poll(() => door.api.of('views.update').length).toBeGreaterThan(0);
  return JSON.stringify(door.api.of('views.update').at(-1));
};

describe('a connection that has ended', () => {
  test('is connected anew by the button on the review', async () => {
    door.hallAnswers['linear.status'] = ended;
    await door.interact(press(reviewActionIds.connectLinear, transcriptId));
    expect(await view()).toContain('API key');
  });

  test('is connected anew by /lookout connect', async () => {
    door.hallAnswers['linear.status'] = ended;
    await door.command('/lookout', 'connect linear');
    expect(await view()).toContain('API key');
  });
});

test('one that works is said to be connected', async () => {
  await door.command('/lookout', 'connect linear');
  expect(await view()).toContain('Acme is connected.');
});

test('/lookout connect notion, when it is, is where the place of pages is chosen', async () => {
  door.hallAnswers['notion.status'] = works;
  await door.command('/lookout', 'connect notion');
  expect(await view()).toContain('Where meeting pages go');
});

test('the Home says of Linear and Notion whether they are connected, with a button where one helps', async () => {
  door.hallAnswers['linear.status'] = ended;
  await door.event({ type: 'app_home_opened', tab: 'home', user: 'UADA', channel: 'D1', event_ts: '1' });
  await door.work();
  const home = JSON.stringify(door.api.of('views.publish')[0]);
  expect(home).toContain('Linear no longer takes the connection.');
  expect(home).toContain('*Notion* is not connected.');
  expect(home).toContain(`"action_id":"${reviewActionIds.connectLinear}"`);
  expect(home).toContain(`"value":"${noMeeting}"`);

  const inHome = { container: { type: 'view', view_id: 'V1' }, view: { id: 'V1', type: 'home' } };
  await door.interact({ ...press(reviewActionIds.connectLinear, noMeeting), ...inHome });
  expect(await view()).toContain('API key');
  expect(door.asked('transcript.get')).toEqual([]);
});
