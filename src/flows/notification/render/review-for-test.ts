import type { LinearCatalog } from '../../../contracts/linear.ts';
import type { IssueBrief, ItemView, TranscriptView } from '../../../contracts/transcript.ts';
import type { ReviewSurroundings } from './review-words.ts';

const id = (last: number): string => `8d0f6f3e-0000-4000-8000-${String(last).padStart(12, '0')}`;

export const transcriptId = id(900);

export const catalog: LinearCatalog = {
  teams: [{ id: 'team-sales', key: 'SAL', name: 'Sales', private: false }],
  projects: [{ id: 'project-q4', name: 'Q4', teamIds: ['team-sales'] }],
  milestones: [],
  users: [
    { id: 'user-jane', name: 'Jane Doe', displayName: 'jane', email: 'jane@acme.example', active: true },
  ],
  states: [],
  labels: [],
  fetchedAt: '2026-05-04T11:00:00.000Z',
};

export const issue = (over: Partial<IssueBrief> = {}): IssueBrief => ({
  issueId: id(700),
  identifier: 'ENG-412',
  url: 'https://linear.app/acme/issue/ENG-412',
  title: 'Importer retries for ever',
  state: 'Todo',
  stateType: 'unstarted',
  assignee: 'jane',
  due: null,
  priority: 2,
  ...over,
});

type ItemParts = Partial<Omit<ItemView, 'fields' | 'extracted'>> & {
  title?: string;
  fields?: Partial<ItemView['fields']>;
  extracted?: Partial<ItemView['extracted']>;
};

export const item = (position: number, { title, fields, extracted, ...over }: ItemParts = {}): ItemView => ({
  itemId: id(position),
  version: 1,
  position,
  state: 'proposed',
  extracted: {
    title: title ?? 'Send the revised quote to Northwind',
    description: '',
    owner: { state: 'named', spoken: 'Jane' },
    due: '2026-05-08',
    dueSpoken: 'by Friday',
    priority: 0,
    subtasks: [],
    kind: 'accepted',
    certainty: 'firm',
    citation: { turn: 12, quote: "I'll get the new quote out to Northwind by Friday" },
    ...extracted,
  },
  fields: {
    title: title ?? 'Send the revised quote to Northwind',
    description: '',
    teamId: 'team-sales',
    projectId: 'project-q4',
    milestoneId: null,
    newMilestone: null,
    assigneeId: 'user-jane',
    due: '2026-05-08',
    priority: 0,
    estimate: null,
    labelIds: [],
    subtasks: [],
    ...fields,
  },
  speaker: 'Jane Doe',
  startMs: 761_000,
  likely: null,
  issue: null,
  problem: null,
  ...over,
});

const cited = (text: string) => ({ text, citation: { turn: 1, quote: text } });

export const transcript = (over: Partial<TranscriptView> = {}): TranscriptView => ({
  transcriptId,
  source: 'file',
  title: 'Weekly product sync',
  fileName: 'Weekly product sync.vtt',
  heldAt: null,
  channelId: 'C0GENERAL1',
  threadTs: '1.1',
  createdBy: 'U0ADA00001',
  createdAt: '2026-05-04T11:00:00.000Z',
  state: 'reviewing',
  report: {
    format: 'Zoom',
    turns: 412,
    speakers: ['Jane Doe', 'Ada', 'Sam', 'Lee'],
    spanMs: 52 * 60_000,
    words: 6_100,
    notUnderstood: [],
  },
  receipt: { amount: 3 },
  extract: {
    summary: [cited('The quote for Northwind goes out on Friday.')],
    actions: [],
    decisions: [cited('The importer is frozen until the retry storm is mended.'), cited('No launch in May.')],
    questions: [cited('Who owns the pricing page?')],
    ungrounded: 0,
    by: 'model',
    degraded: null,
  },
  items: [
    item(0),
    item(1, {
      title: 'Fix retry storm in importer',
      fields: { assigneeId: null, due: null, priority: 2, projectId: null },
      extracted: {
        owner: { state: 'none' },
        certainty: 'soft',
        citation: { turn: 40, quote: 'someone has to stop the importer hammering them' },
      },
      speaker: 'Sam',
      startMs: 1_865_000,
      likely: issue(),
    }),
    item(2, {
      title: 'Ask legal about the new terms',
      fields: { assigneeId: null, due: null },
      extracted: { owner: { state: 'ambiguous', spoken: 'Chris', candidates: ['Chris Alba', 'Chris Berg'] } },
    }),
  ],
  earlierId: null,
  page: null,
  createdWorkBy: null,
  undoUntil: null,
  conflicts: [],
  progress: null,
  problem: null,
  ...over,
});

export const around = (over: Partial<ReviewSurroundings> = {}): ReviewSurroundings => ({
  page: 0,
  now: new Date('2026-05-04T12:00:00.000Z'),
  catalog,
  linear: true,
  notion: true,
  linearProblem: null,
  notionProblem: null,
  notionPlace: 'Meetings',
  earlier: null,
  inSync: [],
  ...over,
});

export const meetingPage = { pageId: 'page-1', url: 'https://www.notion.so/Weekly-product-sync-1' };
