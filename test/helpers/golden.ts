import { join } from 'node:path';
import { expect } from 'vitest';
import { blockProblems } from '../../src/sandbox/slack/validate.ts';
import type { SlackMessage } from '../../src/vendors/slack/web-client.ts';

const folder = join(import.meta.dirname, '../fixtures/blocks');

/**
 * Compares a message with the file kept of it in test/fixtures/blocks; `vitest -u` writes the files anew. Slack would
 * take it too: shape and lengths are checked first.
 */
export async function expectGolden(name: string, message: SlackMessage): Promise<void> {
  expectSendable(message);
  await expect(`${JSON.stringify(message, null, 2)}\n`).toMatchFileSnapshot(join(folder, `${name}.json`));
}

/** Nothing in it that Slack would refuse, nor anything that a page could make ring. */
export function expectSendable(message: SlackMessage): void {
  expect(blockProblems(message.blocks ?? [])).toEqual([]);
  expect(message.text.length).toBeGreaterThan(0);
  expect(message.text.length).toBeLessThanOrEqual(4_000);
}
