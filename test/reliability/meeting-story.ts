import { expect, onTestFailed, vi } from 'vitest';
import type { BoardCard } from '../../src/sandbox/linear/board.ts';
import type { Block, Page } from '../../src/sandbox/notion/state.ts';
import type { SeenMessage } from '../../src/sandbox/person.ts';
import { hasButton, wordsOf } from '../helpers/read-message.ts';
import { apiKey, type Scene } from './scene.ts';

/** One meeting and what came of it. */
export interface MeetingStory {
  channel: string;
  /** Timestamp of the message with the file, the root of the thread. */
  thread: string;
  /** What is to be done, each a few words no other meeting of the scene has. */
  things: readonly string[];
  /** What was there before: issues and pages by id. */
  before: ReadonlySet<string>;
}

/** Busy machines start slowly; a wait this long has failed. */
const patient = { timeoutMs: 30_000 };

/** Lookout knows the teams of Linear, and where pages go in Notion. */
export async function prepareWork(scene: Scene): Promise<void> {
  const product = await scene.product();
  const { ids, notion } = scene.sandbox;
  const response = await fetch(`${product.url}/v1/place`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ id: notion.ids.workPage, kind: 'page', by: ids.ada }),
  });
  expect(response.status, await response.text()).toBe(200);
  const known = async () => expect(await product.rows('select 1 from linear_catalogs')).toHaveLength(1);
  await vi.waitFor(known, { timeout: 20_000 });
  await product.quiet();
}

const things = [
  ...['importer backlog', 'welcome banner', 'parking permits', 'invoice template', 'kitchen rota'],
  ...['translation glossary', 'firewall ruleset', 'podcast trailer', 'warehouse scanner', 'payroll export'],
  ...['visitor badges', 'newsletter footer', 'coffee contract', 'backup schedule', 'museum brochure'],
  ...['antenna cabling', 'survey questions', 'garden furniture', 'mobile keyboard', 'insurance claim'],
  ...['orchestra tickets', 'staging cluster', 'harbour permit', 'thermal printer', 'lecture handout'],
  ...['bicycle shelter', 'search synonyms', 'rocket diagram', 'allergy notice', 'villa mortgage'],
  ...['subtitle timing', 'penguin mascot', 'tax residency', 'marble samples', 'voucher codes'],
  ...['elevator audit', 'drone licence', 'poster frames', 'cache eviction', 'vaccine fridge'],
];
let told = 0;

/** Captions of a meeting in which somebody takes on each thing. */
const captions = (wanted: readonly string[]): string =>
  [
    'WEBVTT\n',
    ...wanted.map((thing, n) => {
      const who = n % 2 === 0 ? 'Ada Lovelace' : 'Grace Hopper';
      return `00:00:${10 + n}.000 --> 00:00:${11 + n}.000\n<v ${who}>I will update the ${thing} by Friday.\n`;
    }),
  ].join('\n');

/** Ada drops the captions of a meeting of so many things to do in a channel. */
export function dropMeeting(scene: Scene, count = 2): MeetingStory {
  onTestFailed(scene.abandon);
  const { ada, sandbox } = scene;
  const { pricing, general, product } = sandbox.ids;
  const number = scene.nextNumber();
  const channel = [pricing, general, product][number % 3] ?? pricing;
  const wanted = things.slice(told, told + count);
  expect(wanted, 'things for another meeting').toHaveLength(count);
  told += count;
  const before = new Set([
    ...sandbox.linear.issues().map(({ id }) => id),
    ...sandbox.notion.state.pages.keys(),
  ]);
  const name = `${wanted[0]?.replace(' ', '-')}.vtt`;
  const thread = ada.say(channel, 'Notes', {
    files: [{ name, mimetype: 'text/vtt', content: captions(wanted) }],
  });
  return { channel, thread, things: wanted, before };
}

const reviewWith = async (
  { ada }: Scene,
  { channel, thread }: MeetingStory,
  fits: (message: SeenMessage) => boolean,
): Promise<SeenMessage> =>
  await ada.waitForMessage(channel, (message) => message.thread_ts === thread && fits(message), patient);

/** The review, once it can be acted on and nothing is left to do. */
export async function waitForReview(scene: Scene, story: MeetingStory): Promise<SeenMessage> {
  const review = await reviewWith(scene, story, (message) => hasButton(message, 'review_create'));
  await (await scene.product()).quiet();
  return review;
}

export const waitForCreated = async (scene: Scene, story: MeetingStory): Promise<SeenMessage> =>
  await reviewWith(
    scene,
    story,
    (message) => hasButton(message, 'review_undo') && /created/.test(wordsOf(message)),
  );

export const waitForUndone = async (scene: Scene, story: MeetingStory): Promise<SeenMessage> =>
  await reviewWith(scene, story, (message) => /Taken back/.test(wordsOf(message)));

export const press = async (
  { ada }: Scene,
  { channel }: MeetingStory,
  review: SeenMessage,
  button: 'review_create' | 'review_undo',
): Promise<void> => await ada.click(review.ts, button, { channel });

const leftOpen = `
  select
    (select count(*)::int from inbox where processed_at is null) as unprocessed,
    (select count(*)::int from deliveries where state <> 'sent') as unsent,
    (select json_agg(name) from pgboss.job where state = 'failed') as dead_jobs`;

/** What all can see of the story: titles in Linear, pages in Notion, Lookout's messages in the thread. */
async function seen(scene: Scene, { channel, thread, before }: MeetingStory) {
  const product = await scene.product();
  // A webhook of what was just done may come when all was quiet.
  const settled = async (): Promise<void> => {
    await product.quiet();
    const [left] = await product.rows(leftOpen);
    expect(left).toEqual({ unprocessed: 0, unsent: 0, dead_jobs: null });
  };
  await vi.waitFor(settled, { timeout: patient.timeoutMs });
  const { ada, sandbox } = scene;
  const { state } = sandbox.notion;
  return {
    issues: sandbox.linear.issues().filter(({ id, archived }) => !before.has(id) && !archived),
    pages: [...state.pages.values()].filter(({ id, inTrash }) => !before.has(id) && !inTrash),
    messages: ada
      .thread(channel, thread)
      .filter((message) => message.user === sandbox.bot.userId && !message.ephemeral)
      .map(wordsOf),
  };
}

const wordsOfBlock = ({ content }: Block): string =>
  (Array.isArray(content.rich_text) ? content.rich_text : [])
    .map((part: { plain_text?: string }) => part.plain_text ?? '')
    .join('');

const blocksBelow = ({ sandbox }: Scene, { children }: Page | Block): Block[] =>
  children.flatMap((id) => {
    const block = sandbox.notion.state.blocks.get(id);
    return block && !block.inTrash ? [block] : [];
  });

/** Each thing is in exactly one of the texts, and there is nothing else. */
function expectEachOnce(texts: readonly string[], { things: wanted }: MeetingStory): void {
  const named = texts.map((text) => wanted.find((thing) => text.includes(thing)) ?? text);
  expect(named.toSorted()).toEqual(wanted.toSorted());
}

const linksOf = ({ attachments }: BoardCard): string[] => attachments.map(({ url }) => url);

/** Each thing is one issue and one to-do of one page, and one message in the thread says so. */
export async function expectCreatedOnce(scene: Scene, story: MeetingStory): Promise<void> {
  await waitForCreated(scene, story);
  const { issues, pages, messages } = await seen(scene, story);
  expectEachOnce(
    issues.map(({ title }) => title),
    story,
  );
  expect(messages).toEqual([expect.stringMatching(/created/)]);
  expect(pages).toHaveLength(1);
  const [page] = pages;
  if (!page) return;
  const blocks = blocksBelow(scene, page);
  const ofType = (type: string) => blocks.filter((block) => block.type === type);
  expectEachOnce(ofType('to_do').map(wordsOfBlock), story);
  const headings = ofType('heading_2').map(wordsOfBlock);
  expect(headings).toEqual([...new Set(headings)]);
  const folded = ofType('toggle');
  expect(folded).toHaveLength(1);
  expectEachOnce(folded.flatMap((block) => blocksBelow(scene, block)).map(wordsOfBlock), story);
  const address = `${scene.sandbox.baseUrl}/archives/${story.channel}/p${story.thread.replace('.', '')}`;
  const ownPage = expect.stringContaining(page.id.replaceAll('-', ''));
  for (const issue of issues) {
    const links = linksOf(issue);
    expect(links).toHaveLength(2);
    expect(links).toEqual(expect.arrayContaining([address, ownPage]));
  }
}

/** Nothing of it is left, and one message in the thread says so. */
export async function expectTakenBack(scene: Scene, story: MeetingStory): Promise<void> {
  await waitForUndone(scene, story);
  const { issues, pages, messages } = await seen(scene, story);
  expect(issues.map(({ title }) => title)).toEqual([]);
  expect(pages).toEqual([]);
  expect(messages).toEqual([expect.stringMatching(/Taken back/)]);
}
