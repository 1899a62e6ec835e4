/**
 * What Slack takes of a message or view, checked apart from the sandbox's validator and from the product's own limits, so
 * that one wrong number is not wrong in all three. Figures: docs.slack.dev, Block Kit reference.
 */
type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textMost: Record<string, number> = { section: 3_000, header: 150, button: 75 };
const mostBlocks = { message: 50, view: 100 };
/** chat.update refuses longer top-level texts. */
const topLevelText = 4_000;
const contextElements = 10;
const actionElements = 25;
const overflowOptions = 10;
const selectOptions = 100;
const optionText = 75;
const optionValue = 150;
const buttonValue = 2_000;
const modalTitle = 24;
const privateMetadata = 3_000;
const viewBytes = 250_000;

/** Tokens of our own in mrkdwn: dates, people, groups, broadcasts a monitor asks for, channels, and what was made for somebody. */
const ours =
  /<(?:https:\/\/(?:linear\.app|(?:www\.)?notion\.so|[\w-]+\.slack\.com)\/[^|<>\s]+\|[^|<>]+|!date\^\d+\^[^>|]*\|[^>|]*|@[UW][A-Z0-9]+|!subteam\^S[A-Z0-9]+|!here|!channel|#C[A-Z0-9]+)>/g;
const bidi = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/;

/** Everything wrong with what is sent, one line each; nothing when Slack would take it and nothing in it can ring. */
export function messageProblems(sent: unknown): string[] {
  if (!isObject(sent)) return ['is no object'];
  const isView = sent.type === 'modal' || sent.type === 'home';
  const blocks = Array.isArray(sent.blocks) ? sent.blocks : [];
  const most = isView ? mostBlocks.view : mostBlocks.message;
  return [
    ...(blocks.length > most ? [`${blocks.length} blocks, ${most} at most`] : []),
    ...(isView ? viewProblems(sent) : textProblems(sent)),
    ...repeated(
      blocks.map((block) => (isObject(block) ? block.block_id : undefined)),
      'block_id',
    ),
    ...blocks.flatMap((block, at) => blockProblems(block).map((problem) => `block ${at}: ${problem}`)),
    ...(bidi.test(JSON.stringify(sent)) ? ['a bidi control'] : []),
  ];
}

function viewProblems(view: Json): string[] {
  const metadata = typeof view.private_metadata === 'string' ? view.private_metadata : '';
  return [
    ...(view.type === 'modal' ? lengthProblem(view.title, modalTitle, 'title') : []),
    ...(metadata.length > privateMetadata ? ['private_metadata is too long'] : []),
    ...(Buffer.byteLength(JSON.stringify(view)) > viewBytes ? ['the view is too large'] : []),
  ];
}

function textProblems({ text }: Json): string[] {
  if (typeof text !== 'string' || text.trim() === '') return ['no top-level text'];
  return [...(text.length > topLevelText ? ['the top-level text is too long'] : []), ...liveMarkup(text)];
}

/** A block with all that stands in it. */
function blockProblems(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(blockProblems);
  if (!isObject(value)) return [];
  return [...ownProblems(value), ...Object.values(value).flatMap(blockProblems)];
}

function ownProblems(value: Json): string[] {
  const type = String(value.type);
  const most = textMost[type];
  const elements = Array.isArray(value.elements) ? value.elements : [];
  const options = Array.isArray(value.options) ? value.options : [];
  return [
    ...(most === undefined || value.text === undefined ? [] : lengthProblem(value.text, most, type)),
    ...(type === 'context' && (elements.length < 1 || elements.length > contextElements)
      ? [`${elements.length} context elements`]
      : []),
    ...(type === 'actions' ? actionsProblems(elements) : []),
    ...(type === 'button' && String(value.value ?? '').length > buttonValue ? ['the value of a button'] : []),
    ...(options.length > (type === 'overflow' ? overflowOptions : selectOptions) ? ['too many options'] : []),
    ...options.flatMap(optionProblems),
    ...(type === 'mrkdwn' && typeof value.text === 'string' ? liveMarkup(value.text) : []),
    ...(['user', 'usergroup', 'broadcast', 'link', 'channel', 'emoji'].includes(type) &&
    !('action_id' in value)
      ? [`rich text that does something: ${type}`]
      : []),
  ];
}

function actionsProblems(elements: readonly unknown[]): string[] {
  const ids = elements.map((element) => (isObject(element) ? element.action_id : undefined));
  return [
    ...(elements.length < 1 || elements.length > actionElements ? [`${elements.length} actions`] : []),
    ...(ids.includes(undefined) ? ['an action without action_id'] : []),
    ...repeated(ids, 'action_id'),
  ];
}

function optionProblems(option: unknown): string[] {
  if (!isObject(option)) return ['an option that is none'];
  return [
    ...lengthProblem(option.text, optionText, 'option'),
    ...(String(option.value).length > optionValue ? ['the value of an option'] : []),
  ];
}

/** A text object must say something and no more than fits. */
function lengthProblem(text: unknown, most: number, what: string): string[] {
  const words = isObject(text) ? text.text : undefined;
  if (typeof words !== 'string' || words === '') return [`${what} says nothing`];
  return words.length > most ? [`${what} has ${words.length} characters, ${most} at most`] : [];
}

const liveMarkup = (text: string): string[] =>
  /[<>]/.test(text.replace(ours, '')) ? [`markup that is not ours: ${text.slice(0, 120)}`] : [];

function repeated(ids: readonly unknown[], what: string): string[] {
  const known = ids.filter((id) => id !== undefined);
  return new Set(known).size < known.length ? [`the same ${what} twice`] : [];
}
