import type { ChangeKind, Severity } from '../../../contracts/detection.ts';

/**
 * The coloured mark an alert begins with: severity first, then what kind of change it is. A mark in the text and not the
 * colour bar of an attachment: Slack folds attachments away behind "Show more", and screen readers skip their colour.
 */
const normalMarks: Record<ChangeKind, string> = {
  price: '🟠',
  availability: '🟠',
  date: '🟠',
  number: '🟠',
  status: '🟠',
  added: '🟢',
  release: '🟢',
  removed: '🟤',
  wording: '🔵',
  other: '🔵',
};

export function alertMark(severity: Severity, kind: ChangeKind): string {
  if (severity === 'high') return '🔴';
  return severity === 'low' ? '⚪' : normalMarks[kind];
}

/** A kind of change as people say it: "price changes stay silent". */
export const kindInWords: Record<ChangeKind, string> = {
  price: 'price changes',
  availability: 'changes of availability',
  date: 'changes of dates',
  number: 'changes of numbers',
  status: 'changes of status',
  added: 'new lines',
  release: 'releases',
  removed: 'removed lines',
  wording: 'changes of wording',
  other: 'other changes',
};
