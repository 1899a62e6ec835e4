import { describe, expect, test } from 'vitest';
import { understandByRules } from './understand-by-rules.ts';

/** A Sunday. */
const now = new Date('2026-11-22T10:00:00Z');
const understand = (text: string, where: { inMonitorThread?: boolean; inConversation?: boolean } = {}) =>
  understandByRules({ text, inMonitorThread: false, timeZone: 'Europe/Berlin', now, ...where });

describe('an order to create an issue', () => {
  const issue = (title: string, more: object = {}) => ({
    kind: 'create',
    title,
    assignee: null,
    due: null,
    priority: 0,
    team: null,
    ...more,
  });
  test.each([
    [
      'create issue: fix the retry storm, assign to Mira, due Friday, high',
      issue('Fix the retry storm', { assignee: 'Mira', due: '2026-11-27', priority: 2 }),
    ],
    ['create an issue to fix the retry storm by Friday', issue('Fix the retry storm', { due: '2026-11-27' })],
    ['Create ticket: export as PDF fails', issue('Export as PDF fails')],
    ['could you please create an issue for the broken login?', issue('The broken login')],
    ['file a bug: totals are off by one (EU only)', issue('Totals are off by one (EU only)')],
    ['new issue: call Northwind, Edeka and Lidl', issue('Call Northwind, Edeka and Lidl')],
    ['create an urgent issue: restore the backup', issue('Restore the backup', { priority: 1 })],
    ['create issue in team Design: new empty states', issue('New empty states', { team: 'Design' })],
    ['create issue in ENG: rotate the keys', issue('Rotate the keys', { team: 'ENG' })],
    ['create issue: rotate the keys, in the Platform team', issue('Rotate the keys', { team: 'Platform' })],
    [
      'create issue: rotate the keys, assigned to <@U123ABC> and due tomorrow, priority low',
      issue('Rotate the keys', { assignee: '<@U123ABC>', due: '2026-11-23', priority: 4 }),
    ],
    ['create a task for Mira: write the report', issue('Write the report', { assignee: 'Mira' })],
    ['create issue "stop, drop and roll, due never"', issue('Stop, drop and roll, due never')],
    ['create issue: users cannot cancel their plan', issue('Users cannot cancel their plan')],
    ['create: never pause the importer', issue('Never pause the importer')],
    ['create issue: what happens when the disk is full', issue('What happens when the disk is full')],
    ['create issue: watch https://a.example/p every hour', issue('Watch https://a.example/p every hour')],
    [
      'add a task to update the docs; owner Ada Lovelace',
      issue('Update the docs', { assignee: 'Ada Lovelace' }),
    ],
    ['create issue: higher limits for uploads', issue('Higher limits for uploads')],
    ['create issue: low contrast in dark mode', issue('Low contrast in dark mode')],
    ['create issue: set things right by hand', issue('Set things right by hand')],
  ])('"%s"', (text, understood) => {
    expect(understand(text)).toEqual(understood);
  });

  test.each([
    "don't create an issue for this",
    'should we create an issue for the broken login?',
    'create issue: fix it?',
    'create issue',
    'never file a ticket about that',
  ])('"%s" creates nothing', (text) => {
    expect(understand(text).kind).toBe('unclear');
  });
});

describe('an order to change an issue', () => {
  test.each([
    ['update ENG-12 to in progress', { state: 'in progress' }],
    ['update ENG-12 to done', { state: 'done' }],
    ['move eng-12 to In Review', { state: 'In Review' }],
    ['mark ENG-12 as done', { state: 'done' }],
    ['ENG-12 to in progress', { state: 'in progress' }],
    ['ENG-12: done', { state: 'done' }],
    ['assign ENG-12 to Mira', { assignee: 'Mira' }],
    ['assign ENG-12 to me', { assignee: 'me' }],
    ['assign ENG-12 to <@U123ABC>', { assignee: '<@U123ABC>' }],
    ['assign ENG-12 to Ada Lovelace, due Friday', { assignee: 'Ada Lovelace', due: '2026-11-27' }],
    ['unassign ENG-12', { assignee: null }],
    ['take ENG-12', { assignee: 'me' }],
    ["I'll take ENG-12", { assignee: 'me' }],
    ['ENG-12 due next Friday', { due: '2026-11-27' }],
    ['ENG-12 due 3 December', { due: '2026-12-03' }],
    ['set ENG-12 due date to tomorrow', { due: '2026-11-23' }],
    ['set the due date of ENG-12 to 2026-12-24', { due: '2026-12-24' }],
    ['ENG-12 no due date', { due: null }],
    ['set ENG-12 priority to urgent', { priority: 1 }],
    ['set the priority of ENG-12 to low', { priority: 4 }],
    ['ENG-12 high priority', { priority: 2 }],
    ['rename ENG-12 to Retry storm, and its cause', { title: 'Retry storm, and its cause' }],
    ['close ENG-12', { state: 'done' }],
    ['please close ENG-12.', { state: 'done' }],
    ['can you close ENG-12?', { state: 'done' }],
    ['reopen ENG-12', { state: 'reopened' }],
    ['cancel ENG-12', { state: 'canceled' }],
    [
      'update ENG-12 to in progress, assign to Mira and due Friday',
      { state: 'in progress', assignee: 'Mira', due: '2026-11-27' },
    ],
    [
      'ENG-12: assign to Mira, urgent, rename to Fix it, once and for all',
      { assignee: 'Mira', priority: 1, title: 'Fix it, once and for all' },
    ],
  ])('"%s"', (text, change) => {
    expect(understand(text)).toEqual({ kind: 'update', identifier: 'ENG-12', change });
  });

  test.each([
    "don't close ENG-12",
    'never assign ENG-12 to Mira',
    'close ENG-12?',
    'should we close ENG-12?',
    'maybe close ENG-12',
    'ENG-12 is almost done',
    'update ENG-12 to not done',
    'update ENG-12 to done when Mira is back',
    'update ENG-12 to done and paint it green',
    'update ENG-12',
    'I think we could close ENG-12 soon',
    'ENG-12 due whenever',
  ])('"%s" changes nothing', (text) => {
    expect(understand(text).kind).toBe('unclear');
  });

  test.each([
    'ENG-12 done?',
    'is ENG-12 done?',
    'status of ENG-12',
    'what is the state of ENG-12?',
    'ENG-12',
  ])('"%s" asks', (text) => {
    expect(understand(text).kind).toBe('ask');
  });
});

describe('work that is half said, thought about or denied is answered in words of work', () => {
  const answered = (text: string, where = {}) => {
    const understood = understand(text, where);
    if (understood.kind !== 'unclear') throw new Error(`"${text}" was understood as ${understood.kind}`);
    return [understood.question, ...understood.options.map((option) => option.text)];
  };
  const howIsIt = 'ask how is ENG-2';

  test.each([
    ['should we close ENG-2?', ['Change ENG-2?', 'close ENG-2', howIsIt]],
    ['maybe close ENG-2', ['Change ENG-2?', 'close ENG-2', howIsIt]],
    ['I wonder if we should reopen ENG-2', ['Change ENG-2?', 'reopen ENG-2', howIsIt]],
    [
      'should we create an issue for the broken login?',
      ['Create this issue?', 'create an issue for the broken login'],
    ],
    ["don't close ENG-2", ['Nothing was changed on ENG-2.', howIsIt]],
    ["don't create an issue for this", ['No issue was created or changed.', 'help']],
    ['no', ['Nothing was changed.', 'help']],
    ['create', ['What should the issue say? Write it after "create issue:".', 'help']],
    ['update', ['Which issue? For example: update ENG-12 to done.', 'help']],
    ['client', ['Which client? Write the name after "client".', 'help']],
    [
      'requirements Billing v2: requirements',
      ['Which page? Give its address in Notion: "requirements https://…".', 'help'],
    ],
    [
      'read the requirements of the billing page',
      ['Which page? Give its address in Notion: "requirements https://…".', 'help'],
    ],
  ])('"%s"', (text, words) => {
    expect(answered(text)).toEqual(words);
  });

  test.each([
    ["don't stop", 'Nothing was changed. What should happen instead?'],
    ['should we stop this?', 'Stop it?'],
  ])('"%s" is still about monitors', (text, question) => {
    expect(answered(text)[0]).toBe(question);
  });

  test.each([
    ['hello', /^Hello!/],
    ['Hello there', /^Hello!/],
    ['hi everyone 👋', /^Hello!/],
    ['good morning!', /^Hello!/],
    ['thanks!', /^You’re welcome/],
    ['ok, thank you very much', /^You’re welcome/],
    ['thanks for that', /^You’re welcome/],
    ['Thanks 🙏🏽', /^You’re welcome/],
  ])('"%s" gets a friendly line, and what can be asked', (text, start) => {
    expect(answered(text)).toEqual([expect.stringMatching(start), 'who is on what', 'list', 'help']);
    expect(answered(text)[0]).toContain('watch');
    expect(answered(text, { inConversation: true })[0]).toMatch(start);
    expect(answered(text, { inMonitorThread: true })[0]).toMatch(start);
  });

  test.each([
    ['hi, close ENG-2', 'update'],
    ['thanks, who is on what?', 'who'],
    ['hello world is down', 'unclear'],
  ])('"%s" is more than small talk', (text, kind) => {
    const understood = understand(text);
    expect(understood.kind).toBe(kind);
    expect(JSON.stringify(understood)).not.toMatch(/Hello!|welcome/);
  });
});

describe('who is on what', () => {
  test.each([
    ['who is on what', null, null],
    ["who's working on what?", null, null],
    ['what is everybody working on?', null, null],
    ['who is working on billing?', null, 'billing'],
    ["who's on the importer right now", null, 'the importer'],
    ['what is Mira on?', 'Mira', null],
    ['what is Ada Lovelace working on this week?', 'Ada Lovelace', null],
    ['what is <@U123ABC> on', '<@U123ABC>', null],
    ['what am I on', 'me', null],
    ['what am I working on?', 'me', null],
    ['my issues', 'me', null],
    ["show me Mira's issues", 'Mira', null],
  ])('"%s"', (text, person, topic) => {
    expect(understand(text)).toEqual({ kind: 'who', person, topic });
  });

  test.each(['what is it on?', 'what is the server running on?', 'who said that?'])('"%s" asks', (text) => {
    expect(understand(text).kind).toBe('ask');
  });
});

describe('a report', () => {
  const monday = { kind: 'cron', expression: '0 9 * * 1', timeZone: 'Europe/Berlin' };
  test.each([
    ['client Northwind', { kind: 'client', name: 'Northwind' }],
    ['status of client Northwind', { kind: 'client', name: 'Northwind' }],
    ['how is customer Müller & Sohn doing?', { kind: 'client', name: 'Müller & Sohn' }],
    ['what is new with client ACME?', { kind: 'client', name: 'ACME' }],
    ['weekly', { kind: 'weekly', when: 'now', cadence: null }],
    ['weekly report please', { kind: 'weekly', when: 'now', cadence: null }],
    ['summarize the week', { kind: 'weekly', when: 'now', cadence: null }],
    ['weekly every Monday at 9', { kind: 'weekly', when: 'schedule', cadence: monday }],
    [
      'send the weekly report here every Monday at 9:00',
      { kind: 'weekly', when: 'schedule', cadence: monday },
    ],
    ['stop weekly', { kind: 'weekly', when: 'off', cadence: null }],
    ['no more weekly reports', { kind: 'weekly', when: 'off', cadence: null }],
    ['summarize last meeting', { kind: 'summarize', what: 'meeting' }],
    ['summarise the latest call', { kind: 'summarize', what: 'meeting' }],
    ['give me a summary of the meeting', { kind: 'summarize', what: 'meeting' }],
    ['summarize this thread', { kind: 'summarize', what: 'thread' }],
    ['tl;dr', { kind: 'summarize', what: 'thread' }],
    ['TLDR?', { kind: 'summarize', what: 'thread' }],
    [
      'requirements https://www.notion.so/Billing-v2-0123456789abcdef0123456789abcdef',
      { kind: 'requirements', url: 'https://www.notion.so/Billing-v2-0123456789abcdef0123456789abcdef' },
    ],
    [
      'list the requirements of <https://acme.notion.site/Spec-0123456789abcdef0123456789abcdef>',
      { kind: 'requirements', url: 'https://acme.notion.site/Spec-0123456789abcdef0123456789abcdef' },
    ],
  ])('"%s"', (text, understood) => {
    expect(understand(text)).toEqual(understood);
  });

  test("in a monitor's thread weekly says how often, and the report is asked for by name", () => {
    expect(understand('weekly', { inMonitorThread: true }).kind).toBe('cadence');
    expect(understand('weekly report', { inMonitorThread: true }).kind).toBe('weekly');
  });

  test.each([
    ["don't send the weekly report", 'unclear'],
    ['the weekly newsletter was late', 'unclear'],
    ['stop the weekly newsletter', 'stop'],
    ['watch the client area of https://a.example/', 'watch'],
    ['requirements', 'unclear'],
    ['weekly every 10 minutes', 'unclear'],
  ])('"%s" is %s', (text, kind) => {
    expect(understand(text).kind).toBe(kind);
  });
});

describe('a question', () => {
  test.each([
    'what did we decide about the annual plan?',
    'when is the launch?',
    'when does the contract with Northwind get renewed?',
    'who said the importer hammers the API?',
    'who said we should not cancel the plan?',
    'why did we drop the discount?',
    'how much does the Pro plan cost?',
    'did Grace promise the release notes?',
    'what changed on openai.com/pricing last week?',
    'what could stop the launch?',
    'is there a date for the beta?',
    'which customers asked for SSO',
    'tell me what we decided about pricing',
    'remind me what Grace said about the importer',
    'ask: anything new on SSO',
    'what is the status of the launch?',
    'how is the launch going?',
    'what about the annual plan?',
    'summarize what Grace said about the importer?',
  ])('"%s" is asked', (text) => {
    expect(understand(text).kind).toBe('ask');
  });

  test.each([
    ['tell me when the price changes on https://a.example/p', 'watch'],
    ['can you tell me when GPT-5 gets cheaper?', 'watch'],
    ['what are you watching?', 'list'],
    ['why so quiet?', 'why'],
    ["why didn't you tell me?", 'why'],
    ['how is the pricing page?', 'show'],
    ['what can you do?', 'help'],
  ])('"%s" is %s all the same', (text, kind) => {
    expect(understand(text).kind).toBe(kind);
  });

  test.each([
    ['and what did Linus say about it', 'ask'],
    ['the annual plan too', 'ask'],
    ['and for Northwind', 'ask'],
    ['why', 'ask'],
    ['go on', 'ask'],
    ['thanks!', 'unclear'],
    ['never mind', 'unclear'],
    ['stop', 'unclear'],
    ['stop the pricing monitor', 'stop'],
    ['watch https://a.example/p', 'watch'],
    ['close ENG-12', 'update'],
    ['weekly', 'weekly'],
    ['help', 'help'],
  ])('in a conversation "%s" is %s', (text, kind) => {
    expect(understand(text, { inConversation: true }).kind).toBe(kind);
  });
});
