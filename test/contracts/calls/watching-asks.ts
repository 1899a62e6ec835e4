import type { Block } from '../../../src/contracts/blocks.ts';
import { newId } from '../../../src/kit/ids.ts';
import { type Asks, type AskTable, clock } from './ask.ts';
import { page } from './play-shop.ts';

const line = (text: string): Block => ({ kind: 'text', path: ['Pro plan'], text });

/** The calls of the rooms that watch pages and tell of changes. */
export const watchingAsks: AskTable = {
  'assistant.understand': {
    right: (calls) => calls.assistant.understand({ text: `tell me when the price changes on ${page}` }),
    wrong: [[(calls) => calls.assistant.understand({ text: 'x'.repeat(9_000) }), 'bad_input']],
  },
  'content.readPage': {
    right: (calls) => calls.content.readPage({ url: page }),
    wrong: [[(calls) => calls.content.readPage({ url: 'not an address' }), 'bad_input']],
  },
  'content.getVersion': {
    right: (calls, { versionId }) => calls.content.getVersion({ versionId }),
    wrong: [
      [(calls) => calls.content.getVersion({ versionId: newId() }), 'not_found'],
      [(calls) => calls.content.getVersion({ versionId: 'seven' }), 'bad_input'],
    ],
  },
  'content.claimDue': {
    as: clock,
    right: (calls) => calls.content.claimDue({}),
    wrong: [[(calls) => calls.content.claimDue({ limit: 0 }), 'bad_input']],
  },
  'content.sweep': { as: clock, right: (calls) => calls.content.sweep({}), wrong: [] },
  'detection.compare': {
    right: (calls) =>
      calls.detection.compare({
        request: 'price changes',
        before: [line('It costs $20.')],
        after: [line('It costs $25.')],
      }),
    wrong: [
      [(calls) => calls.detection.compare({ request: 'x', before: [], after: [{} as Block] }), 'bad_input'],
    ],
  },
  'detection.why': {
    right: (calls, { monitorId }) => calls.detection.why({ monitorId, sinceDays: 3 }),
    wrong: [
      [(calls) => calls.detection.why({ monitorId: newId() }), 'not_found'],
      [(calls, { monitorId }) => calls.detection.why({ monitorId, sinceDays: 1_000 }), 'bad_input'],
    ],
  },
  'detection.getChange': {
    right: (calls, { changeId }) => calls.detection.getChange({ changeId }),
    wrong: [[(calls) => calls.detection.getChange({ changeId: newId() }), 'not_found']],
  },
  'detection.getAlert': {
    right: (calls, { alertId }) => calls.detection.getAlert({ alertId }),
    wrong: [[(calls) => calls.detection.getAlert({ alertId: newId() }), 'not_found']],
  },
  'detection.describeAlert': {
    right: (calls, { alertId }) => calls.detection.describeAlert({ alertId, show: 'all', limit: 5 }),
    wrong: [
      [(calls) => calls.detection.describeAlert({ alertId: newId() }), 'not_found'],
      [(calls, { alertId }) => calls.detection.describeAlert({ alertId, limit: 1_000 }), 'bad_input'],
    ],
  },
  'detection.promote': {
    right: (calls, { changeId }) => calls.detection.promote({ changeId, by: 'U1' }),
    wrong: [[(calls) => calls.detection.promote({ changeId: newId(), by: 'U1' }), 'not_found']],
  },
  'detection.rate': {
    right: (calls, { alertId }) => calls.detection.rate({ alertId, useful: true, by: 'U1' }),
    wrong: [[(calls) => calls.detection.rate({ alertId: newId(), useful: true, by: 'U1' }), 'not_found']],
  },
  'detection.forgetMark': {
    right: (calls, { changeId }) => calls.detection.forgetMark({ changeId, by: 'U1' }),
    wrong: [[(calls) => calls.detection.forgetMark({ changeId: newId(), by: 'U1' }), 'not_found']],
  },
  'detection.replay': {
    right: (calls, { monitorId }) =>
      calls.detection.replay({ monitorId, request: 'tell me when the price drops', sinceDays: 30 }),
    wrong: [
      [(calls) => calls.detection.replay({ monitorId: newId() }), 'not_found'],
      [(calls, { monitorId }) => calls.detection.replay({ monitorId, sinceDays: 0 }), 'bad_input'],
    ],
  },
  'detection.spend': { right: (calls) => calls.detection.spend({}), wrong: [] },
  'discovery.discover': {
    right: (calls) =>
      calls.discovery.discover({ request: `tell me when the Pro plan's price changes on ${page}` }),
    wrong: [[(calls) => calls.discovery.discover({ request: '' }), 'bad_input']],
  },
  'monitor.create': {
    right: (calls) =>
      calls.monitor.create({
        request: 'tell me about something new',
        by: 'U1',
        key: 'k1',
        channelId: 'C0GENERAL1',
        threadTs: '1.2',
      }),
    wrong: [[(calls) => calls.monitor.create({ request: 'x', by: 'U1', key: '' }), 'bad_input']],
  },
  'monitor.get': {
    right: (calls, { monitorId }) => calls.monitor.get({ monitorId }),
    wrong: [[(calls) => calls.monitor.get({ monitorId: newId() }), 'not_found']],
  },
  'monitor.list': {
    right: (calls) =>
      calls.monitor.list({
        channelId: 'C0GENERAL1',
        visibleChannels: ['C0GENERAL1', 'C0OTHER001'],
        limit: 1,
        offset: 1,
      }),
    wrong: [[(calls) => calls.monitor.list({ limit: 500 }), 'bad_input']],
  },
  'monitor.checkNow': act('checkNow'),
  'monitor.useBrowser': act('useBrowser'),
  'monitor.pause': act('pause'),
  'monitor.resume': act('resume'),
  'monitor.start': {
    right: (calls, { spareId }) => calls.monitor.start({ monitorId: spareId, by: 'U1' }),
    wrong: [[(calls) => calls.monitor.start({ monitorId: newId(), by: 'U1' }), 'not_found']],
  },
  'monitor.snooze': {
    right: (calls, { monitorId }) => calls.monitor.snooze({ monitorId, by: 'U1', minutes: 60 }),
    wrong: [
      [(calls, { monitorId }) => calls.monitor.snooze({ monitorId, by: 'U1', minutes: -1 }), 'bad_input'],
    ],
  },
  'monitor.muteKind': {
    right: (calls, { monitorId }) => calls.monitor.muteKind({ monitorId, by: 'U1', kind: 'price' }),
    wrong: [
      [
        (calls, { monitorId }) => calls.monitor.muteKind({ monitorId, by: 'U1', kind: 'noise' as 'price' }),
        'bad_input',
      ],
    ],
  },
  'monitor.edit': {
    right: (calls, { monitorId }) =>
      calls.monitor.edit({
        monitorId,
        by: 'U1',
        cadence: { kind: 'every', minutes: 60 },
        quietHours: null,
        mentions: ['U2'],
      }),
    wrong: [
      [
        (calls, { monitorId }) =>
          calls.monitor.edit({
            monitorId,
            by: 'U1',
            cadence: { kind: 'cron', expression: 'every now and then', timeZone: 'UTC' },
          }),
        'bad_input',
      ],
    ],
  },
  'monitor.pauseAll': {
    right: (calls) => calls.monitor.pauseAll({ by: 'U1' }),
    wrong: [[(calls) => calls.monitor.pauseAll({} as { by: string }), 'bad_input']],
  },
  'monitor.stop': act('stop'),
  'monitor.remove': {
    right: (calls, { spareId }) => calls.monitor.remove({ monitorId: spareId, by: 'U1' }),
    wrong: [[(calls, { spareId }) => calls.monitor.remove({ monitorId: spareId, by: 'U1' }), 'not_found']],
  },
  'notification.notify': {
    right: (calls) => calls.notification.notify({ channelId: 'C0GENERAL1', text: 'Hello', key: 'n1' }),
    wrong: [
      [(calls) => calls.notification.notify({ channelId: 'C0GENERAL1', text: '', key: 'n1' }), 'bad_input'],
    ],
  },
  'notification.listDeliveries': {
    right: (calls, { monitorId }) =>
      calls.notification.listDeliveries({ monitorId, state: 'sent', limit: 5 }),
    wrong: [[(calls) => calls.notification.listDeliveries({ state: 'lost' as 'sent' }), 'bad_input']],
  },
  'notification.turnReview': {
    right: (calls, { transcriptId }) => calls.notification.turnReview({ transcriptId, page: 1 }),
    wrong: [
      [(calls, { transcriptId }) => calls.notification.turnReview({ transcriptId, page: -1 }), 'bad_input'],
    ],
  },
  'notification.webhookSecret': { right: (calls) => calls.notification.webhookSecret({}), wrong: [] },
  'notification.releaseDue': {
    as: clock,
    right: (calls) => calls.notification.releaseDue({}),
    wrong: [[(calls) => calls.notification.releaseDue({ limit: 1.5 }), 'bad_input']],
  },
};

function act(name: 'checkNow' | 'useBrowser' | 'pause' | 'resume' | 'stop'): Asks {
  return {
    right: (calls, { monitorId }) => calls.monitor[name]({ monitorId, by: 'U1' }),
    wrong: [[(calls) => calls.monitor[name]({ monitorId: newId(), by: 'U1' }), 'not_found']],
  };
}
