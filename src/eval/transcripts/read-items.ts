import { prepareMeeting } from '../../flows/transcript/prepare-meeting.ts';
import { understandByRules } from '../../flows/transcript/understand/understand-by-rules.ts';
import { type Prediction, toPrediction } from '../actions/to-prediction.ts';

/** A file to its items as the product reads them without a model: what is private is hidden first. */
export function readItems(bytes: Uint8Array, fileName: string): Prediction['actions'] {
  const row = { title: '', file_name: fileName, content_type: null, held_at: null };
  const { turns, participants, heldAt } = prepareMeeting({ bytes, row }, { emails: true, phones: true });
  const names = participants.map(({ name }) => name);
  const extract = understandByRules({ turns, participants: names, ...(heldAt ? { heldAt } : {}) });
  return toPrediction(fileName, extract).actions;
}
export type ReadItems = typeof readItems;
