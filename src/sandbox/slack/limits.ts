import { isObject, type Json } from './json.ts';

/**
 * Slack's numeric limits, which its TypeScript types only mention in comments. Sources: the doc comments of
 * @slack/types 3.2.0 and the reference pages they link to; the markdown total is slackapi/bolt-js#2509.
 */
export const limits = {
  messageBlocks: 50,
  viewBlocks: 100,
  /** chat.postMessage cuts longer text off. */
  messageTextCut: 40_000,
  /** chat.update refuses longer text. */
  updateText: 4_000,
  markdownText: 12_000,
  markdownTotal: 13_200,
  attachments: 100,
  metadataBytes: 16_000,
  viewBytes: 250_000,
  viewTitle: 24,
  viewButton: 24,
  privateMetadata: 3_000,
  callbackId: 255,
  externalId: 255,
  modalStack: 3,
  suggestedPrompts: 4,
  loadingMessages: 10,
  sessionTitle: 200,
  triggerLifeMs: 3_000,
  responseUrlUses: 5,
  responseUrlLifeMs: 30 * 60_000,
  ackMs: 3_000,
  statusLifeMs: 2 * 60_000,
} as const;

type Rule = { path: string; max: number; min?: number; unit: 'characters' | 'items' };

const chars = (path: string, max: number, min?: number): Rule => ({ path, max, min, unit: 'characters' });
const items = (path: string, max: number, min?: number): Rule => ({ path, max, min, unit: 'items' });

/** Keyed by the `type` of a block or element; a path with `*` visits every item of an array. */
const rules: Record<string, readonly Rule[]> = {
  section: [chars('text/text', 3_000, 1), items('fields', 10, 1), chars('fields/*/text', 2_000, 1)],
  header: [chars('text/text', 150, 1)],
  actions: [items('elements', 25, 1)],
  context: [items('elements', 10, 1)],
  context_actions: [items('elements', 5, 1)],
  image: [chars('alt_text', 2_000), chars('image_url', 3_000, 1), chars('title/text', 2_000)],
  input: [chars('label/text', 2_000, 1), chars('hint/text', 2_000)],
  markdown: [chars('text', limits.markdownText, 1)],
  card: [chars('title/text', 150), chars('subtitle/text', 150), chars('body/text', 200)],
  carousel: [items('elements', 10, 1)],
  container: [items('child_blocks', 10, 1), chars('title/text', 150), chars('subtitle/text', 150)],
  table: [items('rows', 100, 1), items('rows/*', 20, 1), items('column_settings', 20)],
  data_table: [items('rows', 101, 2), items('rows/*', 20, 1)],
  video: [chars('title/text', 200), chars('author_name', 49), chars('description/text', 200)],
  button: [
    chars('text/text', 75, 1),
    chars('value', 2_000),
    chars('url', 3_000),
    chars('accessibility_label', 75),
  ],
  overflow: [items('options', 10, 1), chars('options/*/text/text', 75, 1), chars('options/*/value', 150)],
  checkboxes: [items('options', 10, 1), chars('options/*/value', 150)],
  radio_buttons: [items('options', 10, 1), chars('options/*/value', 150)],
  static_select: selectRules(),
  multi_static_select: selectRules(),
  external_select: [chars('placeholder/text', 150)],
  multi_external_select: [chars('placeholder/text', 150)],
  plain_text_input: [chars('placeholder/text', 150), chars('initial_value', 3_000)],
};

function selectRules(): Rule[] {
  return [
    items('options', 100, 1),
    items('option_groups', 100, 1),
    chars('options/*/text/text', 75, 1),
    chars('options/*/value', 150),
    chars('option_groups/*/label/text', 75, 1),
    chars('placeholder/text', 150),
  ];
}

/** Applies to every element and block whatever its type. */
const commonRules: readonly Rule[] = [
  chars('block_id', 255),
  chars('action_id', 255),
  chars('confirm/title/text', 100),
  chars('confirm/text/text', 300),
  chars('confirm/confirm/text', 30),
  chars('confirm/deny/text', 30),
];

function visit(
  value: unknown,
  path: readonly string[],
  at: string,
  found: (value: unknown, at: string) => void,
): void {
  const [head, ...rest] = path;
  if (head === undefined) {
    found(value, at);
  } else if (head === '*') {
    const list = Array.isArray(value) ? value : [];
    for (const [index, item] of list.entries()) visit(item, rest, `${at}/${index}`, found);
  } else if (isObject(value) && value[head] !== undefined) {
    visit(value[head], rest, `${at}/${head}`, found);
  }
}

function checkRule(node: Json, rule: Rule, at: string, problems: string[]): void {
  visit(node, rule.path.split('/'), at, (value, where) => {
    const size = typeof value === 'string' || Array.isArray(value) ? value.length : undefined;
    if (size === undefined) return;
    const say = (sentence: string) => problems.push(`[ERROR] ${sentence} [json-pointer:${where}]`);
    if (size > rule.max) {
      say(
        rule.unit === 'items'
          ? `no more than ${rule.max} items allowed`
          : `must be less than ${rule.max + 1} characters`,
      );
    }
    if (rule.min !== undefined && size < rule.min) {
      say(
        rule.unit === 'items'
          ? `no less than ${rule.min} items allowed`
          : `must be more than ${rule.min - 1} characters`,
      );
    }
  });
}

/** Every length or count in this piece of Block Kit that is over (or under) Slack's limit, as Slack words it. */
export function limitProblems(value: unknown, at: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => limitProblems(item, `${at}/${index}`));
  if (!isObject(value)) return [];
  const problems: string[] = [];
  const own = typeof value.type === 'string' ? (rules[value.type] ?? []) : [];
  for (const rule of [...own, ...commonRules]) checkRule(value, rule, at, problems);
  for (const [key, child] of Object.entries(value)) {
    if (typeof child === 'object') problems.push(...limitProblems(child, `${at}/${key}`));
  }
  return problems;
}
