import { type AskTable, clock } from './ask.ts';
import { thread } from './make-meetings.ts';

const by = 'U1';
const sees = { channelIds: [thread.channelId], unplaced: false };
const question = { question: 'Who waters the plants?', sees };
const mondays = { kind: 'cron', expression: '0 9 * * 1', timeZone: 'UTC' } as const;

/** The calls of the assistant room that answer and report. */
export const assistantAsks: AskTable = {
  'assistant.places': { right: (calls) => calls.assistant.places({}), wrong: [] },
  'assistant.answer': {
    right: (calls) => calls.assistant.answer(question),
    wrong: [[(calls) => calls.assistant.answer({ ...question, question: '' }), 'bad_input']],
  },
  'assistant.ask': {
    right: (calls) => calls.assistant.ask({ ...question, ...thread, by, key: 'q1' }),
    wrong: [[(calls) => calls.assistant.ask({ ...question, ...thread, by, key: '' }), 'bad_input']],
  },
  'assistant.conversation': {
    right: (calls) => calls.assistant.conversation(thread),
    wrong: [],
  },
  'assistant.brief': {
    right: (calls) => calls.assistant.brief({ about: { kind: 'client', name: 'Northwind' }, sees }),
    wrong: [[(calls) => calls.assistant.brief({ about: { kind: 'client', name: '' }, sees }), 'bad_input']],
  },
  'assistant.scheduleWeekly': {
    right: (calls) => calls.assistant.scheduleWeekly({ channelId: 'C1', cadence: mondays, by }),
    wrong: [
      [
        (calls) =>
          calls.assistant.scheduleWeekly({ channelId: 'C1', cadence: { kind: 'every', minutes: 0 }, by }),
        'bad_input',
      ],
    ],
  },
  'assistant.releaseWeekly': {
    as: clock,
    right: (calls) => calls.assistant.releaseWeekly({}),
    wrong: [[(calls) => calls.assistant.releaseWeekly({ limit: 1.5 }), 'bad_input']],
  },
};
