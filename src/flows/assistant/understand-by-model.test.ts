import { describe, expect, test } from 'vitest';
import type { Understanding } from '../../contracts/assistant.ts';
import { systemClock } from '../../kit/clock.ts';
import { LookoutError } from '../../kit/errors.ts';
import { silentLog } from '../../kit/log.ts';
import type { ChatModel } from '../../vendors/llm/chat-model.ts';
import { understandMessage } from './understand-message.ts';

describe('with a model', () => {
  const answering = (answer: object): ChatModel & { asked: string[] } => {
    const asked: string[] = [];
    return {
      asked,
      complete: async ({ schema, user }) => {
        asked.push(user);
        const whole = {
          kind: 'unclear',
          scope: 'channel',
          target: null,
          cadence: null,
          mode: 'every',
          order: null,
          question: null,
          ...answer,
        };
        return { value: schema.parse(whole), usage: { inputTokens: 1, outputTokens: 1 } };
      },
    };
  };
  const understand = async (
    model: ChatModel,
    text: string,
    inMonitorThread = true,
  ): Promise<Understanding> => {
    return await understandMessage(
      { log: silentLog, model, clock: systemClock },
      { text, inMonitorThread, timeZone: 'UTC' },
    );
  };

  test('other words for an order are understood', async () => {
    expect(await understand(answering({ kind: 'stop' }), 'we have no use for this one any longer')).toEqual({
      kind: 'stop',
      target: null,
    });
  });

  test('a plain order and a denial never reach it', async () => {
    const model = answering({ kind: 'stop' });
    expect((await understand(model, 'pause')).kind).toBe('pause');
    expect((await understand(model, "don't stop")).kind).toBe('unclear');
    expect(model.asked).toEqual([]);
  });

  test('addresses and cadence come from the message, not from the model', async () => {
    const understood = await understand(
      answering({ kind: 'watch', cadence: 'every 3 hours', mode: 'once' }),
      'watch a.example.com/p every hour',
    );
    expect(understood).toEqual({
      kind: 'watch',
      request: 'watch a.example.com/p',
      urls: ['https://a.example.com/p'],
      cadence: { kind: 'every', minutes: 60 },
      mode: 'once',
    });
  });

  test('a target the person never wrote is not one', async () => {
    expect(
      await understand(answering({ kind: 'pause', target: 'payroll' }), 'give the figma thing a rest'),
    ).toEqual({ kind: 'pause', target: null });
  });

  test('an order in other words is carried out only with what the person wrote', async () => {
    const finished = answering({ kind: 'order', order: 'update ENG-12: state done, assign to Mira' });
    expect(await understand(finished, 'hey, Mira has ENG-12 finished, put it so', false)).toEqual({
      kind: 'update',
      identifier: 'ENG-12',
      change: { state: 'done', assignee: 'Mira' },
    });
    // A number, a name or a title that is the model's own changes nothing.
    for (const order of [
      'update ENG-13: state done',
      'update ENG-12: state done, assign to Linus',
      'create issue: Fire Mira',
    ]) {
      const invented = answering({ kind: 'order', order });
      expect((await understand(invented, 'hey, Mira has ENG-12 finished, put it so', false)).kind).toBe(
        'unclear',
      );
    }
  });

  test('an order that is doubted never reaches it', async () => {
    const model = answering({ kind: 'order', order: 'update ENG-12: state done' });
    for (const text of ['close ENG-12?', "don't close ENG-12", 'update ENG-12 to almost done'])
      expect((await understand(model, text, false)).kind).toBe('unclear');
    expect(model.asked).toEqual([]);
  });

  test('when it fails the rules answer', async () => {
    const broken: ChatModel = {
      complete: async () => {
        throw new LookoutError('vendor_down', 'no answer');
      },
    };
    expect((await understand(broken, 'watch https://a.example/p')).kind).toBe('watch');
    expect((await understand(broken, 'good morning')).kind).toBe('unclear');
  });
});
