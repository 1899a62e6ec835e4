import { oc } from '@orpc/contract';
import * as z from 'zod';
import { ConnectionStatus } from './linear.ts';
import { defineJobs, Id, WorkspaceId } from './shared.ts';
import { IssueBrief } from './transcript.ts';

export const notionContract = {
  status: oc
    .route({
      method: 'GET',
      path: '/notion/connection',
      summary: 'Whether Notion is connected, and where pages go',
    })
    .input(z.object({}))
    .output(
      ConnectionStatus.extend({ database: z.object({ id: z.string(), title: z.string() }).nullable() }),
    ),
  connect: oc
    .route({
      method: 'POST',
      path: '/notion/connection',
      summary: 'Connect Notion with an integration token',
    })
    .input(z.object({ token: z.string().min(8).max(300), by: z.string() }))
    .output(ConnectionStatus),
  authorizeUrl: oc
    .route({
      method: 'POST',
      path: '/notion/connection/authorize',
      summary: 'Where a person connects Notion',
    })
    .input(z.object({ by: z.string() }))
    .output(z.object({ url: z.string().nullable() })),
  finishAuthorize: oc
    .route({ method: 'POST', path: '/notion/connection/finish', summary: 'Finish connecting Notion' })
    .input(z.object({ code: z.string(), state: z.string() }))
    .output(ConnectionStatus),
  disconnect: oc
    .route({ method: 'DELETE', path: '/notion/connection', summary: 'Forget the connection' })
    .input(z.object({ by: z.string() }))
    .output(ConnectionStatus),
  /** Data sources and pages shared with the integration. */
  places: oc
    .route({ method: 'GET', path: '/places', summary: 'Where meeting pages could go' })
    .input(z.object({}))
    .output(
      z.object({
        places: z.array(
          z.object({ id: z.string(), kind: z.enum(['data_source', 'page']), title: z.string() }),
        ),
      }),
    ),
  /** An existing data source, or a page under which the meetings database is made; its missing properties are added. */
  choosePlace: oc
    .route({ method: 'POST', path: '/place', summary: 'Choose where meeting pages go' })
    .input(z.object({ id: z.string(), kind: z.enum(['data_source', 'page']), by: z.string() }))
    .output(z.object({ database: z.object({ id: z.string(), title: z.string() }) })),
  /** A page with its children as blocks of text: for requirements. A database is read as the titles of its rows. */
  readPage: oc
    .route({ method: 'POST', path: '/read-page', summary: 'Read a page with its children' })
    .input(z.object({ url: z.string() }))
    .output(
      z.object({
        pageId: z.string(),
        title: z.string(),
        url: z.string(),
        blocks: z.array(
          z.object({
            blockId: z.string(),
            url: z.string(),
            kind: z.string(),
            depth: z.number(),
            text: z.string(),
            /** A to-do that is ticked. */
            done: z.boolean().optional(),
          }),
        ),
        /** The page goes on beyond these blocks. */
        cut: z.boolean(),
      }),
    ),
  /** A plain page, for an alert or a message. */
  saveNote: oc
    .route({ method: 'POST', path: '/notes', summary: 'Save a note as a page, once per key' })
    .input(
      z.object({
        title: z.string().min(1).max(300),
        paragraphs: z.array(z.string()).max(500),
        link: z.string().nullable(),
        key: z.string().min(1).max(200),
        by: z.string(),
      }),
    )
    .output(z.object({ pageId: z.string(), url: z.string() })),
  /** The clock's call: what webhooks missed. */
  reconcileAll: oc
    .route({
      method: 'POST',
      path: '/clock/reconcile-notion',
      summary: 'Compare with Notion (system key only)',
    })
    .input(z.object({ limit: z.number().int().min(1).max(1_000).default(100) }))
    .output(z.object({ workspaces: z.number().int() })),
};

export const notionJobs = defineJobs({
  /** Make the page of a transcript, or go on with it; found again by its Lookout id. */
  'notion.createPage': {
    payload: z.object({ workspaceId: WorkspaceId, transcriptId: Id }),
    deadlineSeconds: 300,
    retryLimit: 10,
  },
  /** Bring items onto a finished page whose issues were made by a later try. */
  'notion.addTodos': {
    payload: z.object({ workspaceId: WorkspaceId, transcriptId: Id, itemIds: z.array(Id) }),
    deadlineSeconds: 120,
    retryLimit: 10,
  },
  /** Put the page of a transcript into the bin. */
  'notion.undoPage': {
    payload: z.object({ workspaceId: WorkspaceId, transcriptId: Id }),
    deadlineSeconds: 120,
    retryLimit: 10,
  },
  /** Bring a to-do in step with its issue. */
  'notion.apply': {
    payload: z.object({
      workspaceId: WorkspaceId,
      blockId: z.string(),
      checked: z.boolean(),
      text: z.string(),
      key: z.string(),
    }),
    deadlineSeconds: 60,
    retryLimit: 10,
  },
  /** Bring the line under a to-do (issue, owner, date) in step with its issue. */
  'notion.details': {
    payload: z.object({
      workspaceId: WorkspaceId,
      itemId: Id,
      /** What the line said of the issue; a line that says anything else is a person's. */
      before: IssueBrief.pick({ identifier: true, assignee: true, due: true }),
    }),
    deadlineSeconds: 60,
    retryLimit: 10,
  },
  /** A webhook of Notion, stored by its door. */
  'notion.event': { payload: z.object({ deliveryId: z.string() }), deadlineSeconds: 60, retryLimit: 8 },
  /** Read the words of pages that changed since the last time, so that questions find them. */
  'notion.index': {
    payload: z.object({
      workspaceId: WorkspaceId,
      /** This page only. */
      pageId: z.string().optional(),
      /** Whether each page that is known is still there to be read, too. */
      everything: z.boolean().optional(),
    }),
    deadlineSeconds: 600,
    retryLimit: 8,
    concurrency: 1,
    batchSize: 1,
  },
  'notion.reconcile': { payload: z.object({ workspaceId: WorkspaceId }), deadlineSeconds: 300 },
});
