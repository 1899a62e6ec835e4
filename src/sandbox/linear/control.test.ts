import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../create-sandbox.ts';
import type { BoardCard, LinearBoard } from './board.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox();
});
afterAll(async () => {
  await sandbox[Symbol.asyncDispose]();
});

async function control<T>(
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: T }> {
  const response = await fetch(`${sandbox.baseUrl}/sandbox/api/linear${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as T };
}

describe('the board beside the forged Slack', () => {
  it('shows the people of Slack and their issues by team and state', async () => {
    const { body } = await control<LinearBoard>('GET', '');
    const emails = body.users.map((user) => user.email);
    for (const { email } of [...sandbox.forge.workspace.people.values()].filter((one) => !one.isBot))
      expect(emails).toContain(email);
    const states = body.teams.find((team) => team.key === 'ENG')?.states ?? [];
    expect(states.find((state) => state.name === 'In Review')?.issues.map((card) => card.identifier)).toEqual(
      ['ENG-5'],
    );
  });

  it('moves an issue, and the browser hears that something changed', async () => {
    const events: string[] = [];
    const stop = sandbox.on((event) => events.push(event.type));
    const moved = await control<{ issue: BoardCard }>('POST', '/issues/ENG-5', {
      state: 'Done',
      assignee: null,
    });
    stop();
    expect(moved.body.issue).toMatchObject({ state: { name: 'Done' }, assignee: null });
    expect(events).toEqual(['linear']);
    const page = await fetch(moved.body.issue.url);
    expect(await page.text()).toContain('ENG-5 Upgrade the database');
  });

  it('tells a person in a sentence why something cannot be', async () => {
    expect(await control('POST', '/issues/ENG-5', { assignee: 'alan@sandbox.example' })).toMatchObject({
      body: { message: expect.stringContaining('Alan Kay cannot be assigned') },
    });
    expect(await control('POST', '/issues/ENG-999', { state: 'Done' })).toMatchObject({ status: 404 });
    expect(await control('POST', '/faults', { fault: 'nonsense' })).toMatchObject({ status: 400 });
  });
});
