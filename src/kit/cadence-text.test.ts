import { expect, test } from 'vitest';
import { findCadence, parseCadence } from './cadence-text.ts';
import { describeCadence } from './describe-cadence.ts';

const every = (minutes: number) => ({ kind: 'every' as const, minutes });
const cron = (expression: string, timeZone = 'UTC') => ({ kind: 'cron' as const, expression, timeZone });

test.each([
  ['every 30 minutes', every(30)],
  ['every 30 min', every(30)],
  ['every 15m', every(15)],
  ['every 2h please', every(120)],
  ['Every five minutes', every(5)],
  ['every half hour', every(30)],
  ['every half an hour', every(30)],
  ['every other day', every(2_880)],
  ['every minute', every(1)],
  ['every 10 seconds', every(1)],
  ['hourly', every(60)],
  ['every hour', every(60)],
  ['each hour', every(60)],
  ['once an hour', every(60)],
  ['twice a day', every(720)],
  ['3 times a day', every(480)],
  ['check daily', every(1_440)],
  ['every day', every(1_440)],
  ['weekly', every(10_080)],
  ['every 3 weeks', every(10_080)],
  ['monthly', every(10_080)],
  ['daily at 9', cron('0 9 * * *')],
  ['daily at 9:30pm', cron('30 21 * * *')],
  ['every day at 9am and 5pm', cron('0 9,17 * * *')],
  ['once a day at noon', cron('0 12 * * *')],
  ['at 8 every day', cron('0 8 * * *')],
  ['9:15 weekdays', cron('15 9 * * 1-5')],
  ['every morning', cron('0 9 * * *')],
  ['weekdays', cron('0 9 * * 1-5')],
  ['weekdays 9:00 Europe/Berlin', cron('0 9 * * 1-5', 'Europe/Berlin')],
  ['weekdays at 9 berlin time', cron('0 9 * * 1-5', 'Europe/Berlin')],
  ['weekdays at 9am ET', cron('0 9 * * 1-5', 'America/New_York')],
  ['weekdays 9:00 america/new_york', cron('0 9 * * 1-5', 'America/New_York')],
  ['weekends at 10', cron('0 10 * * 0,6')],
  ['every monday 8:30', cron('30 8 * * 1')],
  ['Mondays and Thursdays at 10:00', cron('0 10 * * 1,4')],
  ['mon-fri 9:00', cron('0 9 * * 1-5')],
  ['fri to mon 9:00', cron('0 9 * * 0,1,5,6')],
  ['0 9 * * 1-5', cron('0 9 * * 1-5')],
  ['cron */15 8-18 * * 1-5 Europe/Berlin', cron('*/15 8-18 * * 1-5', 'Europe/Berlin')],
  ['', null],
  ['soon', null],
  ['every time', null],
  ['every new release', null],
  ['when it opens every', null],
  ['every day at 25', null],
  ['every day at 9:15 and 17:30', null],
  ['pause every 5 minutes of video', null],
])('"%s" is read as %o', (text, cadence) => {
  expect(parseCadence(text, 'UTC')).toEqual(cadence);
});

test.each([
  ['watch https://a.example/pricing every hour', 'watch https://a.example/pricing', every(60)],
  ['every 30 minutes, tell me if it changes', 'tell me if it changes', every(30)],
  [
    'tell me if it changes, weekdays at 9:00 Europe/Berlin please',
    'tell me if it changes please',
    cron('0 9 * * 1-5', 'Europe/Berlin'),
  ],
  ['check https://a.example daily for new jobs', 'check https://a.example for new jobs', every(1_440)],
])('"%s" without its cadence is "%s"', (text, rest, cadence) => {
  expect(findCadence(text, 'UTC')).toEqual({ rest, cadence });
});

test.each([
  'tell me every time the price changes',
  'watch the weekly newsletter at https://a.example',
  'tell me when the shop opens on Monday at 9:00',
  'tell me if it costs less than $20 a month',
  'watch https://a.example/hourly-rates',
  'tell me if the daily limit changes',
  'tell me if weekend prices change',
  'tell me about sat phones',
])('"%s" says nothing about how often to look', (text) => {
  expect(findCadence(text, 'UTC')).toBeNull();
});

test.each([
  [every(30), 'every 30 minutes'],
  [every(1), 'every minute'],
  [every(60), 'every hour'],
  [every(90), 'every 90 minutes'],
  [every(2_880), 'every 2 days'],
  [every(10_080), 'every week'],
  [cron('0 9 * * 1-5', 'Europe/Berlin'), 'weekdays at 9:00 (Europe/Berlin)'],
  [cron('30 8 * * 1'), 'Mondays at 8:30 (UTC)'],
  [cron('0 9,17 * * *'), 'every day at 9:00 and 17:00 (UTC)'],
  [cron('0 10 * * 1,4'), 'Mondays and Thursdays at 10:00 (UTC)'],
  [cron('*/15 8-18 * * 1-5'), 'on the schedule */15 8-18 * * 1-5 (UTC)'],
])('%o is told as "%s"', (cadence, text) => {
  expect(describeCadence(cadence)).toBe(text);
});
