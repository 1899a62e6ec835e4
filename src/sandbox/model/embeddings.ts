import type { Json } from '../slack/json.ts';
import type { ModelRequest } from './answers.ts';
import { embedWords } from './embed-words.ts';
import { ModelError } from './model-error.ts';

/** OpenAI's limit of texts in one request. */
const maxInputs = 2_048;
/** Of text-embedding-3-small. */
const defaultDimensions = 1_536;

export function readEmbedding(body: Json): ModelRequest {
  const texts = inputsOf(body);
  if (texts.length > maxInputs) {
    throw new ModelError(400, `Invalid 'input': array too long. Expected at most ${maxInputs} items.`);
  }
  if (texts.length === 0 || texts.includes('')) {
    throw new ModelError(400, "Invalid 'input': input cannot be an empty string.");
  }
  return { path: '/v1/embeddings', body, text: texts.join('\n'), schemaName: undefined };
}

const inputsOf = ({ input }: Json): string[] => [input].flat().filter((one) => typeof one === 'string');

/** A vector for each text, as numbers or as base64 of 32-bit floats, whichever was asked for. */
export function embeddings({ body, text }: ModelRequest): Json {
  const dimensions = typeof body.dimensions === 'number' ? body.dimensions : defaultDimensions;
  const encode = (vector: Float32Array) =>
    body.encoding_format === 'base64' ? Buffer.from(vector.buffer).toString('base64') : [...vector];
  const tokens = Math.ceil(text.length / 4);
  return {
    object: 'list',
    data: inputsOf(body).map((input, index) => ({
      object: 'embedding',
      index,
      embedding: encode(embedWords(input, dimensions)),
    })),
    model: body.model,
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  };
}
