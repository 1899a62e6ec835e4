import type { Extraction } from '../../../contracts/blocks.ts';
import type { PageHealth } from './page-health.ts';

/** An answer with more values than this holds data, whatever else it says. */
const mostValues = 8;
const errorLabel =
  /[.\]](?:errors?|error_?(?:code|message|description|type)|exception|fault)(?:\[[^\]]*\])?(?:\.\w+)*$/i;
const nothing = /^(?:null|false|0|""|\[\]|\{\}|)$/;

/** Whether an API answers with an error under a good status: a few values, one of them named an error. */
export function classifyAnswer({ kind, blocks }: Extraction): PageHealth | null {
  if (kind !== 'json' || blocks.length === 0 || blocks.length > mostValues) return null;
  const error = blocks.find(({ label = '', text }) => errorLabel.test(label) && !nothing.test(text));
  if (!error) return null;
  return { problem: 'server_error', why: 'the address answers with an error message', severity: 'passing' };
}
