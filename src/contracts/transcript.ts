import { oc } from '@orpc/contract';
import * as z from 'zod';
import { defineJobs, Id, IsoTime, WorkspaceId } from './shared.ts';

/** A maximal run of one speaker. `i` counts from 0; times are milliseconds from the start of the recording. */
export const Turn = z.object({
  i: z.number().int().min(0),
  /** Empty when the format names no speakers. */
  speaker: z.string(),
  startMs: z.number().int().optional(),
  endMs: z.number().int().optional(),
  text: z.string(),
  /** Where it stands on a page, when it is a block of one; `speaker` is then the heading it stands under. */
  url: z.string().optional(),
});
export type Turn = z.infer<typeof Turn>;

/** The turn an item stands on and its words, verbatim; checked in code before an item is kept. */
export const Citation = z.object({ turn: z.number().int().min(0), quote: z.string() });
export type Citation = z.infer<typeof Citation>;

/** Who is to do it. What the transcript leaves open is a state, never a guess. */
export const Owner = z.discriminatedUnion('state', [
  /** Named or spoken by themselves, and matched to one person. `spoken` is the name in the transcript. */
  z.object({ state: z.literal('named'), spoken: z.string() }),
  z.object({
    state: z.literal('none'),
    /** Said of the whole group: "we have to", "you all". */
    everyone: z.boolean().optional(),
  }),
  /** "Two people called Chris": the candidates, by name. */
  z.object({ state: z.literal('ambiguous'), spoken: z.string(), candidates: z.array(z.string()) }),
]);
export type Owner = z.infer<typeof Owner>;

/** As Linear counts: 0 none, 1 urgent, 2 high, 3 normal, 4 low. */
export const Priority = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
export type Priority = z.infer<typeof Priority>;

/** An action item as it was read out of a transcript: what an extractor gives, before anybody resolves names. */
export const ExtractedAction = z.object({
  title: z.string().min(1).max(255),
  description: z.string(),
  owner: Owner,
  /** ISO date. */
  due: z.string().nullable(),
  /** The words that gave the date: "by Friday". */
  dueSpoken: z.string().nullable(),
  priority: Priority,
  subtasks: z.array(z.string()),
  kind: z.enum(['assigned', 'accepted', 'open']),
  /** "Soft promise" and "no owner named" are said to the reviewer. */
  certainty: z.enum(['firm', 'soft']),
  citation: Citation,
  /** Where a model thinks it belongs, by name, and the issue it thinks asks for the same: nothing until code finds them. */
  candidates: z
    .object({
      team: z.string().optional(),
      project: z.string().optional(),
      milestone: z.string().optional(),
      /** "ENG-12". */
      likelySame: z.string().optional(),
    })
    .optional(),
});
export type ExtractedAction = z.infer<typeof ExtractedAction>;

export const CitedText = z.object({ text: z.string(), citation: Citation });
export type CitedText = z.infer<typeof CitedText>;

/** Everything read out of one transcript. */
export const Extract = z.object({
  summary: z.array(CitedText),
  actions: z.array(ExtractedAction),
  decisions: z.array(CitedText),
  questions: z.array(CitedText),
  /** Items whose quote did not stand in their turn: dropped, and counted. */
  ungrounded: z.number().int(),
  /** Requirements of a page beyond the most that one review takes: counted. */
  beyond: z.number().int().optional(),
  by: z.enum(['rules', 'model']),
  /** Said in the thread when the model was wanted and could not do it. */
  degraded: z.string().nullable(),
});
export type Extract = z.infer<typeof Extract>;

/** Where an item is to be made in Linear; ids of Linear. */
export const IssueFields = z.object({
  title: z.string().min(1).max(255),
  description: z.string().max(20_000),
  teamId: z.string().nullable(),
  projectId: z.string().nullable(),
  milestoneId: z.string().nullable(),
  /** A milestone to make in the project first. */
  newMilestone: z.string().max(80).nullable(),
  /** Linear user. */
  assigneeId: z.string().nullable(),
  due: z.string().nullable(),
  priority: Priority,
  estimate: z.number().min(0).max(64).nullable(),
  labelIds: z.array(z.string()),
  subtasks: z.array(z.string().min(1).max(255)),
});
export type IssueFields = z.infer<typeof IssueFields>;

export const ItemState = z.enum(['proposed', 'dropped', 'creating', 'created', 'linked', 'failed', 'undone']);
export type ItemState = z.infer<typeof ItemState>;

/** An issue as Lookout last knew it. */
export const IssueBrief = z.object({
  issueId: z.string(),
  identifier: z.string(),
  url: z.string(),
  title: z.string(),
  /** Name of the workflow state, as the team calls it. */
  state: z.string(),
  stateType: z.enum(['triage', 'backlog', 'unstarted', 'started', 'completed', 'canceled', 'duplicate']),
  assignee: z.string().nullable(),
  due: z.string().nullable(),
  priority: Priority,
});
export type IssueBrief = z.infer<typeof IssueBrief>;

/** Both sides changed since they last agreed: shown, never overwritten. */
export const Conflict = z.object({
  conflictId: Id,
  itemId: Id,
  field: z.enum(['done', 'title']),
  linear: z.string(),
  notion: z.string(),
});
export type Conflict = z.infer<typeof Conflict>;

export const ItemView = z.object({
  itemId: Id,
  /** Counts a person's edits; an action on an older one is refused with a clear sentence. */
  version: z.number().int(),
  position: z.number().int(),
  state: ItemState,
  extracted: ExtractedAction,
  fields: IssueFields,
  speaker: z.string(),
  startMs: z.number().int().nullable(),
  /** The block of a page it stands on; absent for spoken words. */
  url: z.string().optional(),
  /** The workspace's issue this is likely the same as. */
  likely: IssueBrief.nullable(),
  issue: IssueBrief.nullable(),
  problem: z.string().nullable(),
});
export type ItemView = z.infer<typeof ItemView>;

export const TranscriptSource = z.enum([
  'file',
  'paste',
  'message',
  'krisp',
  'fathom',
  'fireflies',
  'zapier',
  'api',
  /** A page of Notion whose requirements are wanted: its blocks are the turns. */
  'page',
]);
export type TranscriptSource = z.infer<typeof TranscriptSource>;

export const TranscriptState = z.enum([
  'reading',
  'rejected',
  /** Says the same as an earlier one: asks before a second set of issues is made. */
  'duplicate',
  'reviewing',
  'creating',
  'created',
  'undoing',
  'undone',
  'failed',
  'forgotten',
]);
export type TranscriptState = z.infer<typeof TranscriptState>;

export const FormatReport = z.object({
  format: z.string(),
  /** What people call it. */
  label: z.string().optional(),
  turns: z.number().int(),
  speakers: z.array(z.string()),
  spanMs: z.number().int().nullable(),
  words: z.number().int(),
  notUnderstood: z.array(z.string()),
  /** A page that goes on beyond what was read of it. */
  cut: z.boolean().optional(),
});
export type FormatReport = z.infer<typeof FormatReport>;

export const TranscriptView = z.object({
  transcriptId: Id,
  source: TranscriptSource,
  title: z.string(),
  fileName: z.string().nullable(),
  /** The page whose requirements these are; absent for meetings. */
  sourceUrl: z.string().optional(),
  heldAt: IsoTime.nullable(),
  channelId: z.string().nullable(),
  threadTs: z.string().nullable(),
  createdBy: z.string().nullable(),
  createdAt: IsoTime,
  state: TranscriptState,
  report: FormatReport.nullable(),
  /** What was hidden, by rule: counts, never the values. */
  receipt: z.record(z.string(), z.number().int()),
  extract: Extract.nullable(),
  items: z.array(ItemView),
  /** The earlier transcript this repeats or corrects. */
  earlierId: Id.nullable(),
  page: z.object({ pageId: z.string(), url: z.string() }).nullable(),
  createdWorkBy: z.string().nullable(),
  undoUntil: IsoTime.nullable(),
  conflicts: z.array(Conflict),
  /** Where a long piece of work stands: "2 of 3 windows read", "4 of 6 issues". */
  progress: z
    .object({
      done: z.number().int(),
      of: z.number().int(),
      /** The language model does not answer, or asks to wait: it is waited for until then, then the rules read. */
      modelUntil: IsoTime.optional(),
    })
    .nullable(),
  problem: z.string().nullable(),
});
export type TranscriptView = z.infer<typeof TranscriptView>;

/** A file of this size is refused before it is read; 200,000 words of WebVTT are about 3 MB. */
export const mostTranscriptBytes = 20_000_000;

/** A block of a page as `notion.readPage` gives it. `depth` counts from 0. */
export const PageBlock = z.object({
  blockId: z.string().min(1).max(100),
  url: z.string().max(2_000),
  kind: z.string().max(60),
  depth: z.number().int().min(0),
  text: z.string(),
  /** A to-do that is ticked. */
  done: z.boolean().optional(),
});
export type PageBlock = z.infer<typeof PageBlock>;

/** `notion.readPage` gives at most 2,000. */
export const mostPageBlocks = 5_000;

export const transcriptContract = {
  receive: oc
    .route({ method: 'POST', path: '/transcripts', summary: 'Hand in a transcript, once per key' })
    .input(
      z.object({
        source: TranscriptSource.exclude(['page']).default('api'),
        /** The body as text, or as base64 for DOCX and unknown encodings. */
        text: z.string().optional(),
        base64: z.string().optional(),
        fileName: z.string().max(300).optional(),
        contentType: z.string().max(200).optional(),
        title: z.string().max(300).optional(),
        heldAt: IsoTime.optional(),
        channelId: z.string().nullable().default(null),
        threadTs: z.string().nullable().default(null),
        by: z.string().nullable().default(null),
        key: z.string().min(1).max(200),
      }),
    )
    .output(TranscriptView),
  /** What `notion.readPage` gave: its requirements come into the same review. A page read before proposes what differs. */
  receivePage: oc
    .route({
      method: 'POST',
      path: '/transcripts/pages',
      summary: 'Hand in a page whose requirements are wanted, once per key',
    })
    .input(
      z.object({
        pageId: z.string().min(1).max(100),
        url: z.string().max(2_000),
        title: z.string().max(2_000),
        blocks: z.array(PageBlock).max(mostPageBlocks),
        /** The page goes on beyond these blocks. */
        cut: z.boolean().default(false),
        channelId: z.string().nullable().default(null),
        threadTs: z.string().nullable().default(null),
        by: z.string().nullable().default(null),
        key: z.string().min(1).max(200),
      }),
    )
    .output(TranscriptView),
  get: oc
    .route({ method: 'GET', path: '/transcripts/{transcriptId}', summary: 'A transcript and its review' })
    .input(z.object({ transcriptId: Id }))
    .output(TranscriptView),
  list: oc
    .route({ method: 'GET', path: '/transcripts', summary: 'Transcripts, newest first' })
    .input(
      z.object({
        channelId: z.string().optional(),
        threadTs: z.string().optional(),
        /** Each meeting once: none that another in the list repeats. */
        once: z.literal('yes').optional(),
        limit: z.coerce.number().int().min(1).max(100).default(20),
      }),
    )
    .output(z.object({ transcripts: z.array(TranscriptView) })),
  turns: oc
    .route({
      method: 'GET',
      path: '/transcripts/{transcriptId}/turns',
      summary: 'The turns, with what is private hidden',
    })
    .input(
      z.object({
        transcriptId: Id,
        from: z.coerce.number().int().min(0).default(0),
        limit: z.coerce.number().int().min(1).max(500).default(100),
      }),
    )
    .output(z.object({ turns: z.array(Turn), total: z.number().int() })),
  /** Items of messages or pages that are no transcript (requirements, "turn into work"): the same review. */
  editItem: oc
    .route({ method: 'PATCH', path: '/items/{itemId}', summary: 'Edit a proposed item' })
    .input(z.object({ itemId: Id, version: z.number().int(), fields: IssueFields.partial(), by: z.string() }))
    .output(ItemView),
  dropItem: oc
    .route({
      method: 'POST',
      path: '/items/{itemId}/drop',
      summary: 'Leave an item out, or take it in again',
    })
    .input(z.object({ itemId: Id, dropped: z.boolean(), by: z.string() }))
    .output(ItemView),
  linkItem: oc
    .route({ method: 'POST', path: '/items/{itemId}/link', summary: 'Use an issue that exists instead' })
    .input(z.object({ itemId: Id, issueId: z.string(), by: z.string() }))
    .output(ItemView),
  /** A repeated transcript: go on with it all the same, or with what differs only. */
  goOn: oc
    .route({
      method: 'POST',
      path: '/transcripts/{transcriptId}/go-on',
      summary: 'Review a repeated transcript',
    })
    .input(
      z.object({
        transcriptId: Id,
        propose: z.enum(['everything', 'differences']).default('everything'),
        by: z.string(),
      }),
    )
    .output(TranscriptView),
  /** A team for the items that have none: nothing said which it is. */
  chooseTeam: oc
    .route({
      method: 'POST',
      path: '/transcripts/{transcriptId}/team',
      summary: 'Choose the team of the items that have none',
    })
    .input(z.object({ transcriptId: Id, teamId: z.string().min(1).max(100), by: z.string() }))
    .output(TranscriptView),
  createWork: oc
    .route({
      method: 'POST',
      path: '/transcripts/{transcriptId}/create',
      summary: 'Create the issues and the page of a review',
    })
    .input(z.object({ transcriptId: Id, by: z.string() }))
    .output(TranscriptView),
  undoWork: oc
    .route({
      method: 'POST',
      path: '/transcripts/{transcriptId}/undo',
      summary: 'Archive what was created, within ten minutes; also cancels a creation under way',
    })
    .input(z.object({ transcriptId: Id, by: z.string() }))
    .output(TranscriptView),
  leaveIssues: oc
    .route({
      method: 'POST',
      path: '/transcripts/{transcriptId}/leave-issues',
      summary: 'End an undo: what Linear would not archive stays',
    })
    .input(z.object({ transcriptId: Id, by: z.string() }))
    .output(TranscriptView),
  resolveConflict: oc
    .route({ method: 'POST', path: '/conflicts/{conflictId}/resolve', summary: 'Choose which side is right' })
    .input(z.object({ conflictId: Id, keep: z.enum(['linear', 'notion']), by: z.string() }))
    .output(TranscriptView),
  forget: oc
    .route({
      method: 'POST',
      path: '/transcripts/{transcriptId}/forget',
      summary: 'Delete the original and the turns; issues and the page stay',
    })
    .input(z.object({ transcriptId: Id, by: z.string() }))
    .output(TranscriptView),
  /** Texts that a person takes somewhere from Slack, with what is private hidden: the gate before any shared page. */
  redactText: oc
    .route({ method: 'POST', path: '/redactions', summary: 'Texts with what is private hidden' })
    .input(z.object({ texts: z.array(z.string().max(60_000)).max(20) }))
    .output(z.object({ texts: z.array(z.string()), receipt: z.record(z.string(), z.number().int()) })),
  /** The clock's call: reviews whose ten minutes are over lose their Undo. */
  closeUndo: oc
    .route({
      method: 'POST',
      path: '/clock/close-undo',
      summary: 'End the time to undo where it is over (system key only)',
    })
    .input(z.object({ limit: z.number().int().min(1).max(5_000).default(500) }))
    .output(z.object({ closed: z.number().int() })),
  /** The clock's call: originals past their retention are deleted. */
  sweep: oc
    .route({
      method: 'POST',
      path: '/clock/sweep-transcripts',
      summary: 'Delete originals past their retention (system key only)',
    })
    .input(z.object({ limit: z.number().int().min(1).max(1_000).default(200) }))
    .output(z.object({ forgotten: z.number().int() })),
};

/** What is on the page's to-do line, as the notion room last read it. */
export const TodoBrief = z.object({ blockId: z.string(), text: z.string(), checked: z.boolean() });
export type TodoBrief = z.infer<typeof TodoBrief>;

const ofTranscript = { workspaceId: WorkspaceId, transcriptId: Id };

export const transcriptJobs = defineJobs({
  /** Parse, redact, understand: mostly a wait for a model, which nobody else's meeting is to wait for. */
  'transcript.read': {
    payload: z.object(ofTranscript),
    deadlineSeconds: 900,
    concurrency: 4,
    batchSize: 1,
    mostPerWorkspace: 2,
  },
  /** Some more of its turns get their vectors, so that questions find them. One at a time: nobody waits for it. */
  'transcript.embed': {
    payload: z.object({
      ...ofTranscript,
      /** The last turn that was looked at, and how many have got theirs. */
      after: z.number().int().optional(),
      done: z.number().int().optional(),
    }),
    deadlineSeconds: 120,
    concurrency: 1,
    batchSize: 1,
  },
  /** Linear or Notion is connected, ended, or has other teams or people: reviews that wait are brought in step. */
  'transcript.surroundings': {
    payload: z.object({ workspaceId: WorkspaceId }),
    deadlineSeconds: 120,
    concurrency: 1,
  },
  /** Its reading failed for good. */
  'transcript.unread': { payload: z.object(ofTranscript), deadlineSeconds: 60 },
  /** A note taker said that a recording is ready: fetch it, then as if it had been handed in. */
  'transcript.fetch': {
    payload: z.object({
      workspaceId: WorkspaceId,
      vendor: z.enum(['fireflies']),
      recordingId: z.string(),
      /** Where the review is shown. */
      channelId: z.string().nullable().optional(),
    }),
    deadlineSeconds: 120,
  },
  /** A room is done with its part of a creation or undo: take the next step. */
  'transcript.advance': { payload: z.object(ofTranscript), deadlineSeconds: 60 },
  /** An issue that belongs to an item is not as it was. */
  'transcript.issueChanged': {
    payload: z.object({
      workspaceId: WorkspaceId,
      issue: IssueBrief,
      /** False: deleted or archived in Linear. */
      exists: z.boolean(),
      /** Archived rather than deleted: Linear does so by itself with what was closed long ago. */
      archived: z.boolean().default(false),
      by: z.string().nullable(),
    }),
    deadlineSeconds: 60,
  },
  /** A to-do of a meeting page is not as it was. */
  'transcript.todoChanged': {
    payload: z.object({ workspaceId: WorkspaceId, todo: TodoBrief, by: z.string().nullable() }),
    deadlineSeconds: 60,
  },
});
