import { createRouterClient } from '@orpc/server';
import { wordEmbedder } from '../../src/flows/linear/linear-room-for-test.ts';
import { createNotionFlow, type NotionDeps } from '../../src/flows/notion/index.ts';
import { newId } from '../../src/kit/ids.ts';
import { silentLog } from '../../src/kit/log.ts';
import { createSeal } from '../../src/kit/seal.ts';
import { createInbox } from '../../src/queue/inbox.ts';
import { insertDeliveries } from '../../src/store/inbox.ts';
import { replaceTurns } from '../../src/store/transcript-turns.ts';
import { insertTranscript } from '../../src/store/transcripts.ts';
import { replaceItems } from '../../src/store/work-items.ts';
import { createNotionWindow } from '../../src/vendors/notion/notion-client.ts';
import { createNotionOAuth } from '../../src/vendors/notion/oauth.ts';
import { childrenOf, createForgedNotion, type ForgedNotion } from './forged-notion.ts';
import { openRoom, type Room } from './open-room.ts';

export interface Meeting {
  transcriptId: string;
  itemIds: string[];
}

export interface PageBlock {
  id: string;
  type: string;
  text: string;
  checked: boolean;
  below: PageBlock[];
}

/** The notion room with its database and queue, and a Notion to speak to. */
export async function openNotionRoom(more: Partial<NotionDeps> = {}) {
  const room = await openRoom();
  const notion = await createForgedNotion({ clock: room.clock });
  const { database, queue, clock } = room;
  const window = { apiUrl: notion.baseUrl, fetch: globalThis.fetch, clock };
  const deps: NotionDeps = {
    database,
    queue,
    clock,
    log: silentLog,
    seal: createSeal([{ id: 'k1', key: new Uint8Array(32).fill(7) }]),
    notion: createNotionWindow(window),
    embedder: wordEmbedder,
    inbox: createInbox({ database, queue, clock }),
    oauth: createNotionOAuth({
      ...window,
      clientId: notion.clientId,
      clientSecret: notion.clientSecret,
      redirectUri: 'https://lookout.example/notion/callback',
    }),
    permalinkOf: async ({ channelId, threadTs }) => `https://slack.example/${channelId}/${threadTs}`,
    ...more,
  };
  const flow = createNotionFlow(deps);
  return {
    room,
    notion,
    deps,
    workers: flow.workers,
    callsOf: (workspaceId: string) =>
      createRouterClient(flow.calls, { context: { workspaceId, requestId: 'r1' } }),
    run: async (job: keyof typeof flow.workers, payload: Record<string, unknown>): Promise<void> => {
      const work = flow.workers[job] as (payload: unknown, context: unknown) => Promise<void>;
      await work(payload, { signal: new AbortController().signal, log: silentLog });
    },
    /** As the door of webhooks would have stored it. */
    store: async (body: Record<string, unknown>): Promise<string> => {
      const deliveryId = `notion ${newId()}`;
      await database.system((tx) =>
        insertDeliveries(tx, [{ deliveryId, workspaceId: '*', door: 'notion', body }], clock.now()),
      );
      return deliveryId;
    },
    [Symbol.asyncDispose]: async () => {
      await notion[Symbol.asyncDispose]();
      await room[Symbol.asyncDispose]();
    },
  };
}

/** A meeting whose issues are made, as the transcript room leaves it for the page. */
export async function addMeeting(
  { database, clock }: Room,
  workspaceId: string,
  { titles = ['Write to the bank', 'Book the room'], turns = 3 }: { titles?: string[]; turns?: number } = {},
): Promise<Meeting> {
  const transcriptId = newId();
  const at = clock.now();
  const citation = { turn: 0, quote: 'words' };
  const cited = (text: string) => ({ text, citation });
  const items = titles.map((title, position) => ({ itemId: newId(), title, position }));
  await database.tenant(workspaceId, async (tx) => {
    await insertTranscript(tx, {
      transcript_id: transcriptId,
      workspace_id: workspaceId,
      receipt_key: transcriptId,
      source: 'file',
      title: 'Weekly of the shop',
      held_at: at,
      channel_id: 'C1',
      thread_ts: '1700000000.000100',
      created_at: at,
      state: 'creating',
      report: JSON.stringify({
        format: 'WebVTT',
        turns,
        speakers: ['Ana', 'Ben, the second'],
        spanMs: null,
        words: 10,
        notUnderstood: [],
      }),
      extract: JSON.stringify({
        summary: [cited('The shop opens in May.')],
        actions: [],
        decisions: [cited('We open in May.')],
        questions: [cited('Who pays?')],
        ungrounded: 0,
        by: 'rules',
        degraded: null,
      }),
    });
    await replaceTurns(
      tx,
      { workspaceId, transcriptId },
      Array.from({ length: turns }, (_, i) => ({
        i,
        speaker: i % 2 === 0 ? 'Ana' : 'Ben',
        startMs: i * 1000,
        text: `Turn number ${i}.`,
      })),
    );
    await replaceItems(
      tx,
      transcriptId,
      items.map(({ itemId, title, position }) =>
        itemRow({ itemId, title, position, workspaceId, transcriptId, at }),
      ),
    );
  });
  return { transcriptId, itemIds: items.map(({ itemId }) => itemId) };
}

function itemRow(of: {
  itemId: string;
  title: string;
  position: number;
  workspaceId: string;
  transcriptId: string;
  at: Date;
}) {
  const { title, position } = of;
  return {
    item_id: of.itemId,
    workspace_id: of.workspaceId,
    transcript_id: of.transcriptId,
    position,
    state: 'created',
    extracted: JSON.stringify({
      title,
      description: '',
      owner: { state: 'named', spoken: 'Ana' },
      due: null,
      dueSpoken: null,
      priority: 0,
      subtasks: [],
      kind: 'assigned',
      certainty: 'firm',
      citation: { turn: 0, quote: 'words' },
    }),
    fields: JSON.stringify({
      title,
      description: '',
      teamId: null,
      projectId: null,
      milestoneId: null,
      newMilestone: null,
      assigneeId: null,
      due: null,
      priority: 0,
      estimate: null,
      labelIds: [],
      subtasks: [],
    }),
    issue: JSON.stringify({
      issueId: `issue-${of.itemId}`,
      identifier: `ENG-${position + 1}`,
      url: `https://linear.app/shop/issue/ENG-${position + 1}`,
      title,
      state: 'Todo',
      stateType: 'unstarted',
      assignee: 'Ana',
      due: '2026-05-08',
      priority: 0,
    }),
    issue_id: `issue-${of.itemId}`,
    changed_at: of.at,
  };
}

/** Pages of a title that are not in the bin, as a person sees them. */
export const pagesCalled = (notion: ForgedNotion, title: string) =>
  [...notion.state.pages.values()].filter(
    (page) => !page.inTrash && JSON.stringify([...page.properties.values()]).includes(`"${title}"`),
  );

/** What stands on a page or below a block. */
export function blocksOf(notion: ForgedNotion, id: string): PageBlock[] {
  const above = notion.state.pages.get(id) ?? notion.state.blocks.get(id);
  return (above ? childrenOf(notion.state, above) : []).map((block) => ({
    id: block.id,
    type: block.type,
    text: wordsOf(block.content.rich_text),
    checked: block.content.checked === true,
    below: blocksOf(notion, block.id),
  }));
}

const wordsOf = (items: unknown): string =>
  Array.isArray(items) ? items.map((item) => String(item.plain_text ?? '')).join('') : '';
