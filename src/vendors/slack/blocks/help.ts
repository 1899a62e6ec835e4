import type { KnownBlock } from '@slack/types';
import { context, section } from './text.ts';

/** Everything Lookout can be asked for, on one screen. */
export const helpBlocks = (): KnownBlock[] => [
  section(
    [
      '*Say what you want to know, with a page or without*',
      '• `@Lookout tell me when the price of the Pro plan on example.com/pricing changes`',
      '• `/watch new releases on github.com/nodejs/node/releases every hour`',
      '• `@Lookout watch status.example.com on weekdays at 9:00`',
    ].join('\n'),
  ),
  section(
    [
      '*In the thread of a monitor, after @Lookout*',
      '• `pause`, `resume`, `stop`, `check now`, `every 2 hours`',
      '• `why so quiet?` shows what was seen and left out',
    ].join('\n'),
  ),
  section(
    [
      '*Ask and act*',
      '• `@Lookout what did we decide about the annual plan?` answers from meetings, alerts, issues and pages, with its sources; go on in the thread',
      '• `/lookout ask` answers you alone; without a question it lets you choose meetings',
      '• `@Lookout create issue: fix the login, assign to Mira, due Friday, high` · `update ENG-12 to in progress` · `who is on what`',
      '• `client Northwind` · `weekly every Monday at 9` · `summarize this thread` · `requirements` with the address of a Notion page',
    ].join('\n'),
  ),
  section(
    [
      '*Turn meetings into work*',
      '• Drop a transcript (.vtt, .srt, .txt, .docx, .json) here: what was agreed comes into its thread, for review',
      '• *Turn into work* in the menu of a message or thread, `/lookout transcript` to paste one',
      '• `/lookout meetings` lists those of this channel, and makes Lookout forget one',
      '• `/lookout notetakers` shows where Krisp, Fathom, Fireflies or Zapier send theirs',
    ].join('\n'),
  ),
  section(
    [
      '*Lists and commands*',
      '• `/monitors` this channel, `/monitors mine`, `/monitors all`',
      '• `/lookout watch | list | why | pause | resume | stop | check | ask | create | update | who | client | weekly | summarize | requirements | transcript | meetings | notetakers | connect | help`',
    ].join('\n'),
  ),
  context('Alerts come as replies in the thread. Anyone in the channel may pause, edit or stop a monitor.'),
];

/** The same in one line, for the top-level text of a message. */
export const helpText =
  'What Lookout can do: watch, list, show, pause, resume, stop, check, change how often, why; answer questions, create and change issues, report on people, clients, weeks and meetings.';

/** Prompts offered to somebody who opens a conversation with Lookout; Slack takes four. */
export const suggestedPrompts = [
  {
    title: 'Watch a price',
    message: 'Tell me when the price of the Pro plan on example.com/pricing changes',
  },
  { title: 'Ask what was decided', message: 'What did we decide in the last meetings?' },
  { title: 'Who is on what', message: 'Who is on what?' },
  { title: 'What can you do?', message: 'Help' },
] as const;
