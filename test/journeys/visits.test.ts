import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { Condition } from '../../src/contracts/detection.ts';
import { openRoom, type Room } from '../helpers/open-room.ts';
import { playSequence } from '../helpers/play-sequence.ts';

const sequences = join(import.meta.dirname, '../fixtures/pages/sequences');

const Sequence = z.object({
  name: z.string(),
  request: z.string(),
  condition: Condition.nullable().default(null),
  steps: z.array(
    z.object({
      outcome: z.enum(['tell', 'quiet', 'either']),
      hours: z.number().default(0.5),
      file: z.string().optional(),
      status: z.number().optional(),
    }),
  ),
});

describe('sequences of visits to one page, through the rooms', () => {
  let room: Room;
  beforeAll(async () => {
    room = await openRoom();
  }, 60_000);
  afterAll(async () => {
    await room[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    await room.forget();
    room.clock.set(new Date('2026-05-04T08:00:00Z'));
  });

  test.each(readdirSync(sequences))('%s', async (name) => {
    const folder = join(sequences, name);
    const { steps, request, condition } = Sequence.parse(
      JSON.parse(readFileSync(join(folder, 'sequence.json'), 'utf8')),
    );
    const visits = steps.map(({ file, status = 500, hours }) => ({
      answer: file ? { body: readFileSync(join(folder, file)) } : { status },
      hours,
    }));
    const told = await playSequence(room, { request, condition }, visits);
    const said = steps.map(({ outcome }, index) =>
      outcome === 'either' ? outcome : (told[index]?.length ?? 0) > 0 ? 'tell' : 'quiet',
    );
    expect(said, told.map((sentences, index) => `${index + 1}: ${sentences.join(' / ')}`).join('\n')).toEqual(
      steps.map(({ outcome }) => outcome),
    );
  });
});
