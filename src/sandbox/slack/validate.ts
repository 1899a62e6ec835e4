import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { isObject, type Json } from './json.ts';
import { limitProblems, limits } from './limits.ts';
import anyChunk from './schemas/any-chunk.generated.json' with { type: 'json' };
import knownBlock from './schemas/known-block.generated.json' with { type: 'json' };
import view from './schemas/view.generated.json' with { type: 'json' };
import { switchOnType } from './switch-on-type.ts';

/**
 * Whether Slack would take these blocks, this view, these chunks. Shape comes from the vendor's own types,
 * lengths from limits.ts. Every problem is a line in Slack's wording with the place as a JSON pointer, so that
 * `response_metadata.messages` reads as it would in production.
 */
type Root = 'block' | 'view' | 'chunk';

const compiled = new Map<Root, ValidateFunction>();

function validatorOf(root: Root): ValidateFunction {
  const known = compiled.get(root);
  if (known) return known;
  const source: Json = structuredClone({ block: knownBlock, view, chunk: anyChunk }[root]);
  // The types let any object with a `type` pass as a block or chunk; Slack does not.
  const definitions = isObject(source.definitions) ? source.definitions : {};
  if (definitions.AnyBlock) definitions.AnyBlock = { $ref: '#/definitions/KnownBlock' };
  const validator = new Ajv({ allErrors: true, strict: false, verbose: true }).compile(switchOnType(source));
  compiled.set(root, validator);
  return validator;
}

const plainWords: Record<string, string> = {
  string: 'a string',
  boolean: 'a boolean',
  array: 'an array',
  object: 'an object',
  number: 'a number',
};

function wordsFor(error: ErrorObject, at: string): string | undefined {
  const where = `${at}${error.instancePath}`;
  const line = (sentence: string, pointer = where) => `[ERROR] ${sentence} [json-pointer:${pointer}]`;
  switch (error.keyword) {
    case 'if':
      return undefined;
    case 'required':
      return line(`missing required field: ${error.params.missingProperty}`);
    case 'additionalProperties':
      return line(`invalid additional property: ${error.params.additionalProperty}`);
    case 'type':
      return line(`must provide ${plainWords[String(error.params.type)] ?? error.params.type}`);
    case 'enum':
      return error.instancePath.endsWith('/type')
        ? line(`unsupported type: ${String(error.data)}`)
        : line(`value not in [${error.params.allowedValues}]: ${String(error.data)}`);
    case 'const':
      return line(`must be ${JSON.stringify(error.params.allowedValue)}`);
    case 'anyOf':
      return line('failed to match all allowed schemas');
    default:
      return line(error.message ?? 'invalid');
  }
}

function shapeProblems(root: Root, value: unknown, at: string): string[] {
  const validate = validatorOf(root);
  if (validate(value)) return [];
  return [
    ...new Set(
      (validate.errors ?? []).map((error) => wordsFor(error, at)).filter((line) => line !== undefined),
    ),
  ];
}

function duplicateBlockIds(blocks: readonly unknown[], at: string): string[] {
  const seen = new Set<unknown>();
  return blocks.flatMap((block, index) => {
    const id = isObject(block) ? block.block_id : undefined;
    if (id === undefined) return [];
    if (seen.has(id))
      return [`[ERROR] \`block_id\` "${String(id)}" already exists [json-pointer:${at}/${index}/block_id]`];
    seen.add(id);
    return [];
  });
}

/** Things the types cannot say about a section, a card or a container. */
function emptinessProblems(blocks: readonly unknown[], at: string): string[] {
  return blocks.flatMap((block, index) => {
    if (!isObject(block)) return [];
    if (block.type === 'section' && block.text === undefined && block.fields === undefined) {
      return [`[ERROR] must define either \`text\` or \`fields\` [json-pointer:${at}/${index}]`];
    }
    return [];
  });
}

/** Problems with a list of blocks, `[]` when Slack would take it. `max` is 50 in a message, 100 in a view. */
export function blockProblems(blocks: unknown, max: number = limits.messageBlocks, at = '/blocks'): string[] {
  if (!Array.isArray(blocks)) return [`[ERROR] must provide an array [json-pointer:${at}]`];
  const tooMany =
    blocks.length > max ? [`[ERROR] no more than ${max} items allowed [json-pointer:${at}]`] : [];
  const each = blocks.flatMap((block, index) => shapeProblems('block', block, `${at}/${index}`));
  return [
    ...tooMany,
    ...each,
    ...limitProblems(blocks, at),
    ...emptinessProblems(blocks, at),
    ...duplicateBlockIds(blocks, at),
  ];
}

/** Total length of every markdown block; Slack refuses a message near 13,200 with `msg_blocks_too_long`. */
export const markdownLength = (blocks: readonly unknown[]): number =>
  blocks.reduce<number>(
    (sum, block) =>
      sum +
      (isObject(block) && block.type === 'markdown' && typeof block.text === 'string'
        ? block.text.length
        : 0),
    0,
  );

/** Problems with a modal or a home view. */
export function viewProblems(candidate: unknown): string[] {
  if (!isObject(candidate)) return ['[ERROR] must provide an object [json-pointer:/view]'];
  const { blocks, ...frame } = candidate;
  const problems = shapeProblems('view', { ...frame, blocks: Array.isArray(blocks) ? [] : blocks }, '/view');
  if (Array.isArray(blocks)) problems.push(...blockProblems(blocks, limits.viewBlocks, '/view/blocks'));
  const tooLong = (value: unknown, max: number, at: string) => {
    if (typeof value === 'string' && value.length > max) {
      problems.push(`[ERROR] must be less than ${max + 1} characters [json-pointer:/view/${at}]`);
    }
  };
  const textOf = (value: unknown) => (isObject(value) ? value.text : undefined);
  tooLong(textOf(candidate.title), limits.viewTitle, 'title/text');
  tooLong(textOf(candidate.submit), limits.viewButton, 'submit/text');
  tooLong(textOf(candidate.close), limits.viewButton, 'close/text');
  tooLong(candidate.private_metadata, limits.privateMetadata, 'private_metadata');
  tooLong(candidate.callback_id, limits.callbackId, 'callback_id');
  tooLong(candidate.external_id, limits.externalId, 'external_id');
  const hasInput = Array.isArray(blocks) && blocks.some((block) => isObject(block) && block.type === 'input');
  if (candidate.type === 'modal' && hasInput && candidate.submit === undefined) {
    problems.push(
      '[ERROR] missing required field: submit (a modal with an input block needs it) [json-pointer:/view]',
    );
  }
  return problems;
}

/** Problems with the chunks of a streamed message. */
export function chunkProblems(chunks: unknown): string[] {
  if (!Array.isArray(chunks)) return ['[ERROR] must provide an array [json-pointer:/chunks]'];
  return chunks.flatMap((chunk, index) => [
    ...shapeProblems('chunk', chunk, `/chunks/${index}`),
    ...(isObject(chunk) && chunk.type === 'blocks'
      ? limitProblems(chunk.blocks, `/chunks/${index}/blocks`)
      : []),
  ]);
}
