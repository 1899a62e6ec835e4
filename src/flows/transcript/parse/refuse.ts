import { type ErrorCode, LookoutError } from '../../../kit/errors.ts';

/** Why a file is no transcript. The evaluation and the thread tell them apart by this, not by the sentence. */
export type Refusal =
  | 'empty'
  | 'no_cues'
  | 'not_text'
  | 'other_file'
  | 'web_page'
  | 'table'
  | 'invalid_json'
  | 'vendor_error'
  | 'unknown_json'
  | 'too_large'
  | 'unpacks_too_large'
  | 'broken_document'
  | 'document_type_definition';

const codes: Partial<Record<Refusal, ErrorCode>> = {
  too_large: 'too_large',
  unpacks_too_large: 'too_large',
  other_file: 'unsupported',
  unknown_json: 'unsupported',
  table: 'unsupported',
};

/** The error for a file that is no transcript: `sentence` says what it is and what to do. */
export const refuse = (reason: Refusal, sentence: string, cause?: unknown): LookoutError =>
  new LookoutError(codes[reason] ?? 'bad_input', `no transcript: ${reason}`, {
    humanMessage: sentence,
    fields: { reason },
    ...(cause === undefined ? {} : { cause }),
  });
