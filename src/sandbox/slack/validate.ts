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

const sources = { view, chunk: anyChunk };
const compiled = new Map<string, ValidateFunction>();

const compile = (schema: Json): ValidateFunction =>
  new Ajv({ allErrors: true, strict: false, verbose: true, validateSchema: false }).compile(schema);

let definitions: Json | undefined;

/** The block definitions with their unions told apart by type. */
function blockDefinitions(): Json {
  if (!definitions) {
    const { definitions: rewritten } = switchOnType(structuredClone<Json>(knownBlock));
    definitions = isObject(rewritten) ? rewritten : {};
  }
  return definitions;
}

/** The definitions one definition leads to, itself included. */
function reachableFrom(name: string, found: Json = {}): Json {
  if (found[name] !== undefined) return found;
  found[name] = blockDefinitions()[name];
  for (const [, next] of JSON.stringify(found[name]).matchAll(/"#\/definitions\/([^"]+)"/g)) {
    if (next !== undefined) reachableFrom(decodeURIComponent(next), found);
  }
  return found;
}

/**
 * A validator for one type of block, `undefined` for a type Slack does not know. One by one because compiling all
 * of them at once holds the event loop for 0.4 s, in the process whose acknowledgements are due within three.
 */
function blockValidator(type: string): ValidateFunction | undefined {
  const known = compiled.get(type);
  if (known) return known;
  const name = definitionFor(type);
  if (!name) return undefined;
  const validator = compile({ $ref: `#/definitions/${name}`, definitions: reachableFrom(name) });
  compiled.set(type, validator);
  return validator;
}

let namesByType: Map<string, string> | undefined;

/** Block type -> the name of its definition, as KnownBlock lists them. */
function definitionFor(type: string): string | undefined {
  namesByType ??= new Map(
    knownBlock.definitions.KnownBlock.anyOf.map(({ $ref }) => {
      const name = $ref.replace('#/definitions/', '');
      return [constantTypeOf(name), name];
    }),
  );
  return namesByType.get(type);
}

/** The constant `type` of a definition; an image block is a union of two with the same one. */
function constantTypeOf(name: string): string {
  const definition: unknown = Object.entries(knownBlock.definitions).find(([key]) => key === name)?.[1];
  const first = isObject(definition) && Array.isArray(definition.anyOf) ? definition.anyOf[0] : definition;
  const properties = isObject(first) && isObject(first.properties) ? first.properties : {};
  return isObject(properties.type) ? String(properties.type.const) : '';
}

/** The frame of a view, or a chunk; the blocks inside are checked one by one. */
function frameValidator(root: 'view' | 'chunk'): ValidateFunction {
  const known = compiled.get(root);
  if (known) return known;
  const source: Json = structuredClone<Json>(sources[root]);
  if (isObject(source.definitions)) source.definitions.AnyBlock = { type: 'object' };
  const validator = compile(switchOnType(source));
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
  const type = isObject(value) && typeof value.type === 'string' ? value.type : undefined;
  if (root === 'block' && type === undefined)
    return [`[ERROR] missing required field: type [json-pointer:${at}]`];
  const validate = root === 'block' ? blockValidator(type ?? '') : frameValidator(root);
  if (!validate) return [`[ERROR] unsupported type: ${type} [json-pointer:${at}/type]`];
  if (validate(value)) return [];
  const lines = (validate.errors ?? []).map((error) => wordsFor(error, at));
  return [...new Set(lines.filter((line) => line !== undefined))];
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
      ? blockProblems(chunk.blocks, limits.messageBlocks, `/chunks/${index}/blocks`)
      : []),
  ]);
}
