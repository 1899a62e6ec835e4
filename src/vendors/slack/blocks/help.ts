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
      '*Turn meetings into work*',
      '• Drop a transcript (.vtt, .srt, .txt, .docx, .json) here: what was agreed comes into its thread, for review',
      '• *Turn into work* in the menu of a message or thread, `/lookout transcript` to paste one',
      '• `/lookout notetakers` shows where Krisp, Fathom, Fireflies or Zapier send theirs',
    ].join('\n'),
  ),
  section(
    [
      '*Lists and commands*',
      '• `/monitors` this channel, `/monitors mine`, `/monitors all`',
      '• `/lookout watch | list | why | pause | resume | stop | check | transcript | notetakers | help`',
    ].join('\n'),
  ),
  context('Alerts come as replies in the thread. Anyone in the channel may pause, edit or stop a monitor.'),
];

/** The same in one line, for the top-level text of a message. */
export const helpText =
  'What Lookout can do: watch, list, show, pause, resume, stop, check, change how often, why.';

/** Prompts offered to somebody who opens a conversation with Lookout; Slack takes four. */
export const suggestedPrompts = [
  {
    title: 'Watch a price',
    message: 'Tell me when the price of the Pro plan on example.com/pricing changes',
  },
  { title: 'Follow releases', message: 'Tell me about new releases on github.com/nodejs/node/releases' },
  { title: 'My monitors', message: 'List my monitors' },
  { title: 'What can you do?', message: 'Help' },
] as const;
