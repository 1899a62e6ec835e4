import { join } from 'node:path';
import { expect } from 'vitest';
import { blockProblems, viewProblems } from '../../src/sandbox/slack/validate.ts';
import type { SlackMessage } from '../../src/vendors/slack/web-client.ts';
import { messageProblems } from './message-rules.ts';

const folder = join(import.meta.dirname, '../fixtures/blocks');

/**
 * Compares a message with the file kept of it in test/fixtures/blocks; `vitest -u` writes the files anew. Slack would
 * take it too: shape and lengths are checked first.
 */
export async function expectGolden(name: string, message: SlackMessage): Promise<void> {
  expectSendable(message);
  await keep(name, message);
}

/** The same for a modal or an App Home. */
export async function expectGoldenView(name: string, view: unknown): Promise<void> {
  expect(viewProblems(view)).toEqual([]);
  expect(messageProblems(view)).toEqual([]);
  await keep(name, view);
}

const keep = async (name: string, sent: unknown): Promise<void> =>
  await expect(`${JSON.stringify(sent, null, 2)}\n`).toMatchFileSnapshot(join(folder, `${name}.json`));

/** Nothing in it that Slack would refuse, nor anything that a page could make ring. */
export function expectSendable(message: SlackMessage): void {
  expect(blockProblems(message.blocks ?? [])).toEqual([]);
  expect(messageProblems(message)).toEqual([]);
}
