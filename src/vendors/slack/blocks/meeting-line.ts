import type { Button, ContextBlock, SectionBlock } from '@slack/types';
import { plural } from '../../../kit/text.ts';
import { reviewActionIds } from '../review-action-ids.ts';
import { dateToken } from './dates.ts';
import { personInWords } from './people.ts';
import { bold, context, plain, section } from './text.ts';

/** What a line shows of a meeting; the contract's TranscriptView fits. */
export interface MeetingLine {
  transcriptId: string;
  title: string;
  state: string;
  createdAt: string;
  createdBy: string | null;
  items: readonly { state: string }[];
}

const stateWords: Record<string, string> = {
  reading: 'being read',
  rejected: 'could not be read',
  duplicate: 'handed in before',
  reviewing: 'waits for review',
  creating: 'issues are being created',
  created: 'issues created',
  undoing: 'being taken back',
  undone: 'taken back',
  failed: 'stopped half way',
  forgotten: 'forgotten',
};

/** One meeting in a list: title, state, items, and the button that makes Lookout forget it. Two blocks. */
export function meetingLine(meeting: MeetingLine): [SectionBlock, ContextBlock] {
  const kept = meeting.items.filter(({ state }) => state !== 'dropped').length;
  const about = [
    dateToken(meeting.createdAt),
    stateWords[meeting.state] ?? meeting.state,
    ...(kept > 0 ? [plural(kept, 'item')] : []),
    ...(meeting.createdBy ? [`handed in by ${personInWords(meeting.createdBy)}`] : []),
  ];
  const line = section(bold(meeting.title, 250));
  const mayForget = meeting.state !== 'forgotten';
  return [
    mayForget ? { ...line, accessory: forgetButton(meeting.transcriptId) } : line,
    context(about.join(' · ')),
  ];
}

const forgetButton = (transcriptId: string): Button => ({
  type: 'button',
  action_id: reviewActionIds.forget,
  text: plain('Forget…', 75),
  value: transcriptId,
  confirm: {
    title: plain('Forget this meeting?', 100),
    text: plain(
      'The original and every word quoted from it are deleted, and items that wait for review are dropped. Issues and pages that were made stay.',
      300,
    ),
    confirm: plain('Forget', 30),
    deny: plain('Keep', 30),
    style: 'danger',
  },
});
