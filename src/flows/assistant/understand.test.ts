import { describe, expect, test } from 'vitest';
import { understandByRules } from './understand-by-rules.ts';

/** A Sunday. */
const now = new Date('2026-11-22T10:00:00Z');
const inThread = (text: string) => understandByRules({ text, inMonitorThread: true, timeZone: 'UTC', now });
const inChannel = (text: string) => understandByRules({ text, inMonitorThread: false, timeZone: 'UTC', now });

describe('a request to watch', () => {
  test.each([
    // text, request, urls, mode
    [
      "tell me when the Pro plan's price changes on http://127.0.0.1:4000/pricing",
      "tell me when the Pro plan's price changes on http://127.0.0.1:4000/pricing",
      ['http://127.0.0.1:4000/pricing'],
      'every',
    ],
    [
      "<@U0BOT> tell me when the Pro plan's price changes on <http://localhost:4000/pricing>",
      "tell me when the Pro plan's price changes on <http://localhost:4000/pricing>",
      ['http://localhost:4000/pricing'],
      'every',
    ],
    [
      '@Lookout please watch openai.com/pricing.',
      'watch openai.com/pricing.',
      ['https://openai.com/pricing'],
      'every',
    ],
    ['let me know if GPT-5 gets cheaper', 'let me know if GPT-5 gets cheaper', [], 'every'],
    [
      'notify us as soon as tickets are available at https://a.example/tickets',
      'notify us as soon as tickets are available at https://a.example/tickets',
      ['https://a.example/tickets'],
      'once',
    ],
    ['tell me once the RTX 6090 is in stock', 'tell me once the RTX 6090 is in stock', [], 'once'],
    [
      'ping me when the new iPhone becomes available',
      'ping me when the new iPhone becomes available',
      [],
      'once',
    ],
    [
      'alert us whenever a new version of Node.js is released',
      'alert us whenever a new version of Node.js is released',
      [],
      'every',
    ],
    ['monitor the status page of github', 'monitor the status page of github', [], 'every'],
    [
      'keep an eye on https://a.example/changelog',
      'keep an eye on https://a.example/changelog',
      ['https://a.example/changelog'],
      'every',
    ],
    ['https://a.example/pricing', 'https://a.example/pricing', ['https://a.example/pricing'], 'every'],
    ['a.example.com/pricing', 'a.example.com/pricing', ['https://a.example.com/pricing'], 'every'],
    [
      'when the price of the Pro plan drops below $15, tell me',
      'when the price of the Pro plan drops below $15, tell me',
      [],
      'every',
    ],
    [
      'could you track job openings at stripe.com?',
      'could you track job openings at stripe.com?',
      [],
      'every',
    ],
    [
      'I want to know when Berlin opens new appointments',
      'I want to know when Berlin opens new appointments',
      [],
      'every',
    ],
    ["don't tell me about wording, tell me when the price changes on https://a.example/p", '', [], 'unclear'],
    [
      'tell me when https://a.example/p no longer says "sold out"',
      'tell me when https://a.example/p no longer says "sold out"',
      ['https://a.example/p'],
      'every',
    ],
    [
      "tell me if they don't ship to Norway any more on https://a.example/p",
      "tell me if they don't ship to Norway any more on https://a.example/p",
      ['https://a.example/p'],
      'every',
    ],
    [
      'watch https://a.example/p?q=stop+delete+everything',
      'watch https://a.example/p?q=stop+delete+everything',
      ['https://a.example/p?q=stop+delete+everything'],
      'every',
    ],
    [
      'watch https://a.example/dont-stop',
      'watch https://a.example/dont-stop',
      ['https://a.example/dont-stop'],
      'every',
    ],
    [
      'notify me when the stop button is removed from https://a.example/p',
      'notify me when the stop button is removed from https://a.example/p',
      ['https://a.example/p'],
      'every',
    ],
    [
      'check if the Team plan is cheaper on https://a.example/p',
      'check if the Team plan is cheaper on https://a.example/p',
      ['https://a.example/p'],
      'every',
    ],
    ['keep us posted on EU AI Act deadlines', 'keep us posted on EU AI Act deadlines', [], 'every'],
    [
      'changes on https://a.example/terms',
      'changes on https://a.example/terms',
      ['https://a.example/terms'],
      'every',
    ],
    [
      'Watch https://a.example/a and https://b.example/b, please!',
      'Watch https://a.example/a and https://b.example/b, please!',
      ['https://a.example/a', 'https://b.example/b'],
      'every',
    ],
  ] as const)('"%s"', (text, request, urls, mode) => {
    const understood = inChannel(text);
    if (mode === 'unclear') expect(understood.kind).toBe('unclear');
    else expect(understood).toEqual({ kind: 'watch', request, urls, cadence: null, mode });
  });

  test.each([
    ['watch https://a.example/p every hour', 'watch https://a.example/p', { kind: 'every', minutes: 60 }],
    [
      'every 10 minutes, tell me if a.example.com/p changes',
      'tell me if a.example.com/p changes',
      { kind: 'every', minutes: 10 },
    ],
    [
      'watch the pricing of figma weekdays at 9:00 Europe/Berlin',
      'watch the pricing of figma',
      { kind: 'cron', expression: '0 9 * * 1-5', timeZone: 'Europe/Berlin' },
    ],
    [
      'once a day, tell me if there are new jobs at https://a.example/jobs',
      'tell me if there are new jobs at https://a.example/jobs',
      { kind: 'every', minutes: 1_440 },
    ],
  ])('"%s" carries its cadence apart', (text, request, cadence) => {
    expect(inChannel(text)).toMatchObject({ kind: 'watch', request, cadence, mode: 'every' });
  });
});

describe('an order about a monitor', () => {
  test.each([
    ['stop', 'stop', null],
    ['Stop!', 'stop', null],
    ['please stop', 'stop', null],
    ['stop watching', 'stop', null],
    ['stop watching this please', 'stop', null],
    ['can you stop this?', 'stop', null],
    ['cancel', 'stop', null],
    ['unwatch', 'stop', null],
    ['delete this monitor', 'stop', null],
    ['stop the alerts', 'stop', null],
    ['stop the pricing one', 'stop', 'pricing'],
    ['stop watching the openai page', 'stop', 'openai'],
    ['stop watching https://a.example/p', 'stop', 'https://a.example/p'],
    ['remove the monitor about jobs', 'stop', 'monitor about jobs'],
    ['pause', 'pause', null],
    ['pause this', 'pause', null],
    ['pause it for now', 'pause', null],
    ['pause the changelog monitor', 'pause', 'changelog'],
    ['resume', 'resume', null],
    ['resume please', 'resume', null],
    ['continue', 'resume', null],
    ['resume the status page', 'resume', 'status'],
    ['check now', 'check', null],
    ['check it now please', 'check', null],
    ['check again', 'check', null],
    ['check the pricing one', 'check', 'pricing'],
    ['refresh', 'check', null],
    ['<@U0BOT> check now', 'check', null],
    ['show', 'show', null],
    ['status', 'show', null],
    ['show me the pricing monitor', 'show', 'pricing'],
    ['why so quiet?', 'why', null],
    ['why?', 'why', null],
    ['why is it so quiet', 'why', null],
    ["why didn't you tell me about the new price?", 'why', null],
    ['why no alerts?', 'why', null],
    ['Thanks, pause it', 'pause', null],
  ] as const)('"%s" is %s of %s', (text, kind, target) => {
    expect(inThread(text)).toEqual({ kind, target });
  });

  test.each([
    ['what are you watching here?', 'channel'],
    ['what are you watching?', 'channel'],
    ['list', 'channel'],
    ['list monitors', 'channel'],
    ['list my monitors', 'mine'],
    ['show me my monitors', 'mine'],
    ['what do I watch', 'mine'],
    ['show all monitors', 'all'],
    ['what are you watching everywhere?', 'all'],
    ['which pages are being watched here?', 'channel'],
    ['what monitors do we have?', 'channel'],
  ] as const)('"%s" lists %s', (text, scope) => {
    expect(inChannel(text)).toEqual({ kind: 'list', scope });
  });

  test.each([
    ['every 10 minutes please', null, { kind: 'every', minutes: 10 }],
    ['hourly', null, { kind: 'every', minutes: 60 }],
    ['make it every hour', null, { kind: 'every', minutes: 60 }],
    ['check every 5 minutes instead', null, { kind: 'every', minutes: 5 }],
    [
      'weekdays 9:00 Europe/Berlin',
      null,
      { kind: 'cron', expression: '0 9 * * 1-5', timeZone: 'Europe/Berlin' },
    ],
    [
      'change the schedule to every monday 8:30',
      null,
      { kind: 'cron', expression: '30 8 * * 1', timeZone: 'UTC' },
    ],
    ['check the pricing one every 30 minutes', 'pricing', { kind: 'every', minutes: 30 }],
  ])('"%s" changes how often', (text, target, cadence) => {
    expect(inThread(text)).toEqual({ kind: 'cadence', target, cadence });
  });

  test.each(['help', 'Help!', 'what can you do?', 'how does this work?', '?', 'hi, help please'])(
    '"%s" asks for help',
    (text) => {
      expect(inChannel(text)).toEqual({ kind: 'help' });
    },
  );
});

describe('what does not act', () => {
  test.each([
    "don't stop",
    'do not watch https://a.example/p',
    'please do not pause it',
    "don't stop watching this",
    'never delete this',
    'should we stop this?',
    'has this been stopped?',
    'hi',
    'hello there',
    'thanks',
    'thank you!',
    'no',
    'never mind',
    'lol nice',
    'the weather is lovely today',
    'tell me when it changes',
    '',
    '   ',
    'I stopped by the office',
    'Anna will pause her work at noon',
    '"stop" is a four letter word',
    'see https://a.example/stop for details of what we agreed with Anna',
  ])('"%s" is asked about', (text) => {
    for (const understood of [inThread(text), inChannel(text)]) {
      expect(understood.kind).toBe('unclear');
      if (understood.kind !== 'unclear') continue;
      expect(understood.question.length).toBeGreaterThan(0);
      expect(understood.question.length).toBeLessThan(80);
      expect(understood.options.length).toBeGreaterThan(0);
    }
  });

  test('stopping a part is asked about in a thread, and names a monitor outside one', () => {
    expect(inThread('stop telling me about wording').kind).toBe('unclear');
    expect(inChannel('stop telling me about GPT-5')).toEqual({ kind: 'stop', target: 'gpt-5' });
  });

  test('a topic without an order is offered as a watch', () => {
    const understood = inChannel('price of the Pro plan at figma');
    expect(understood).toMatchObject({
      kind: 'unclear',
      options: [
        { label: 'Watch it', text: 'watch price of the Pro plan at figma' },
        { label: 'Ask it', text: 'ask price of the Pro plan at figma' },
        {},
        {},
      ],
    });
  });

  test('every button leads somewhere', () => {
    for (const text of ['hi', 'figma pricing page', "don't stop"]) {
      for (const understood of [inThread(text), inChannel(text)]) {
        const options = understood.kind === 'unclear' ? understood.options : [];
        expect(options.map((option) => inThread(option.text).kind)).not.toContain('unclear');
      }
    }
  });
});
