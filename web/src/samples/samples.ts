import launchPlanning from './launch-planning.txt?raw';
import supportHandover from './support-handover.srt?raw';
import weeklySync from './weekly-product-sync.vtt?raw';

export interface SampleTranscript {
  name: string;
  /** What is in it, in a few words. */
  hint: string;
  mimetype: string;
  text: string;
}

/** Transcripts to drop when one has none at hand, written for the sandbox and its people; a format each. */
export const samples: readonly SampleTranscript[] = [
  {
    name: 'Weekly product sync.vtt',
    hint: '19 turns: a new price, an urgent bug, a task without an owner',
    mimetype: 'text/vtt',
    text: weeklySync,
  },
  {
    name: 'Launch planning.txt',
    hint: '20 turns: a decision, two budgets, an open question',
    mimetype: 'text/plain',
    text: launchPlanning,
  },
  {
    name: 'Support handover.srt',
    hint: '16 turns: a refund, an issue that exists already',
    mimetype: 'application/x-subrip',
    text: supportHandover,
  },
];

/** The sample as the file a person would have dropped. */
export const fileOf = ({ name, mimetype, text }: SampleTranscript): File =>
  new File([text], name, { type: mimetype });
