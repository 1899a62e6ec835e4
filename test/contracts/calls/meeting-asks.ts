import type { IssueFields } from '../../../src/contracts/transcript.ts';
import { newId } from '../../../src/kit/ids.ts';
import { type AskTable, clock } from './ask.ts';
import { thread } from './make-meetings.ts';

const by = 'U1';
const first = ({ itemIds }: { itemIds: string[] }): string => itemIds[0] ?? '';
const second = ({ itemIds }: { itemIds: string[] }): string => itemIds[1] ?? '';

/** The calls of the transcript room, from the handing in to the undoing. */
export const transcriptAsks: AskTable = {
  'transcript.receive': {
    right: (calls) =>
      calls.transcript.receive({ ...thread, text: 'Ada: I will water the plants.', by, key: 'm3' }),
    wrong: [
      [(calls) => calls.transcript.receive({ key: 'm4' }), 'bad_input'],
      [(calls) => calls.transcript.receive({ text: 'Ada: Hello.', key: '' }), 'bad_input'],
    ],
  },
  'transcript.receivePage': {
    right: (calls) =>
      calls.transcript.receivePage({
        ...thread,
        pageId: 'p1',
        url: 'https://www.notion.so/Plants-p1',
        title: 'Plants: requirements',
        blocks: [
          {
            blockId: 'b1',
            url: 'https://www.notion.so/Plants-p1#b1',
            kind: 'bulleted_list_item',
            depth: 0,
            text: 'The plants must be watered twice a week.',
          },
        ],
        by,
        key: 'page1',
      }),
    wrong: [
      [
        (calls) => calls.transcript.receivePage({ pageId: '', url: '', title: '', blocks: [], key: 'page2' }),
        'bad_input',
      ],
    ],
  },
  'transcript.get': {
    right: (calls, { transcriptId }) => calls.transcript.get({ transcriptId }),
    wrong: [[(calls) => calls.transcript.get({ transcriptId: newId() }), 'not_found']],
  },
  'transcript.list': {
    right: (calls) => calls.transcript.list({ ...thread, limit: 2 }),
    wrong: [[(calls) => calls.transcript.list({ limit: 500 }), 'bad_input']],
  },
  'transcript.turns': {
    right: (calls, { transcriptId }) => calls.transcript.turns({ transcriptId, from: 1, limit: 2 }),
    wrong: [
      [(calls) => calls.transcript.turns({ transcriptId: newId() }), 'not_found'],
      [(calls, { transcriptId }) => calls.transcript.turns({ transcriptId, from: -1 }), 'bad_input'],
    ],
  },
  'transcript.editItem': {
    right: (calls, way) =>
      calls.transcript.editItem({
        itemId: first(way),
        version: 1,
        fields: {
          title: 'Send the quote',
          due: '2026-05-08',
          assigneeId: way.forgedLinear.ids.user('grace@sandbox.example'),
        },
        by,
      }),
    wrong: [
      [
        (calls, way) =>
          calls.transcript.editItem({ itemId: first(way), version: 1, fields: { priority: 1 }, by }),
        'conflict',
      ],
      [
        (calls, way) =>
          calls.transcript.editItem({ itemId: second(way), version: 1, fields: { title: '' }, by }),
        'bad_input',
      ],
      [(calls) => calls.transcript.editItem({ itemId: newId(), version: 1, fields: {}, by }), 'not_found'],
    ],
  },
  'transcript.dropItem': {
    right: (calls, way) => calls.transcript.dropItem({ itemId: second(way), dropped: true, by }),
    wrong: [[(calls) => calls.transcript.dropItem({ itemId: newId(), dropped: true, by }), 'not_found']],
  },
  'transcript.linkItem': {
    right: (calls, way) =>
      calls.transcript.linkItem({
        itemId: second(way),
        issueId: way.forgedLinear.ids.issue('ENG-7'),
        by,
      }),
    wrong: [
      [(calls, way) => calls.transcript.linkItem({ itemId: second(way), issueId: 'none', by }), 'not_found'],
    ],
  },
  'transcript.resolveConflict': {
    right: (calls, { conflictId }) => calls.transcript.resolveConflict({ conflictId, keep: 'notion', by }),
    wrong: [
      [(calls) => calls.transcript.resolveConflict({ conflictId: newId(), keep: 'linear', by }), 'not_found'],
      [
        (calls, { conflictId }) =>
          calls.transcript.resolveConflict({ conflictId, keep: 'both' as 'linear', by }),
        'bad_input',
      ],
    ],
  },
  'transcript.chooseTeam': {
    right: (calls, { transcriptId, forgedLinear }) =>
      calls.transcript.chooseTeam({ transcriptId, teamId: forgedLinear.ids.team('ENG'), by }),
    wrong: [
      [
        (calls, { transcriptId }) => calls.transcript.chooseTeam({ transcriptId, teamId: '', by }),
        'bad_input',
      ],
      [
        (calls, { transcriptId }) => calls.transcript.chooseTeam({ transcriptId, teamId: 'none', by }),
        'not_found',
      ],
    ],
  },
  'transcript.createWork': {
    right: (calls, { transcriptId }) => calls.transcript.createWork({ transcriptId, by }),
    wrong: [
      [(calls) => calls.transcript.createWork({ transcriptId: newId(), by }), 'not_found'],
      [(calls, { repeatedId }) => calls.transcript.createWork({ transcriptId: repeatedId, by }), 'conflict'],
    ],
  },
  'transcript.undoWork': {
    right: (calls, { transcriptId }) => calls.transcript.undoWork({ transcriptId, by }),
    wrong: [
      [(calls, { repeatedId }) => calls.transcript.undoWork({ transcriptId: repeatedId, by }), 'conflict'],
    ],
  },
  'transcript.leaveIssues': {
    right: (calls, { transcriptId }) => calls.transcript.leaveIssues({ transcriptId, by }),
    wrong: [
      [(calls, { repeatedId }) => calls.transcript.leaveIssues({ transcriptId: repeatedId, by }), 'conflict'],
    ],
  },
  'transcript.redactText': {
    right: (calls) => calls.transcript.redactText({ texts: ['Northwind pays 48,000 dollars a year.'] }),
    wrong: [[(calls) => calls.transcript.redactText({ texts: 'all' as unknown as string[] }), 'bad_input']],
  },
  'transcript.goOn': {
    right: (calls, { repeatedId }) =>
      calls.transcript.goOn({ transcriptId: repeatedId, propose: 'differences', by }),
    wrong: [
      [(calls, { transcriptId }) => calls.transcript.goOn({ transcriptId, by }), 'conflict'],
      [(calls) => calls.transcript.goOn({ transcriptId: newId(), by }), 'not_found'],
    ],
  },
  'transcript.forget': {
    right: (calls, { repeatedId }) => calls.transcript.forget({ transcriptId: repeatedId, by }),
    wrong: [[(calls, { transcriptId }) => calls.transcript.forget({ transcriptId, by }), 'conflict']],
  },
  'transcript.closeUndo': {
    as: clock,
    right: (calls) => calls.transcript.closeUndo({}),
    wrong: [[(calls) => calls.transcript.closeUndo({ limit: 0 }), 'bad_input']],
  },
  'transcript.sweep': {
    as: clock,
    right: (calls) => calls.transcript.sweep({}),
    wrong: [[(calls) => calls.transcript.sweep({ limit: 0 }), 'bad_input']],
  },
};

const fields: IssueFields = {
  title: 'Water the plants',
  description: 'Those at the window.',
  teamId: null,
  projectId: null,
  milestoneId: null,
  newMilestone: null,
  assigneeId: null,
  due: '2026-05-08',
  priority: 2,
  estimate: null,
  labelIds: [],
  subtasks: ['Find the can'],
};
const link = { url: 'https://shop.example/plants', title: 'Plants' };
const ours = { identifier: 'ENG-6', by };
const nobodys = { identifier: 'ENG-999', by };
/** Of the team that only its members see. */
const secret = { identifier: 'LEA-1', by };
const reply = { ...thread, messageTs: '1700000000.000600', by, key: 'Ev1' };

/** The calls of the linear room, to a Linear where only the seeds of the sandbox stand. */
export const linearAsks: AskTable = {
  'linear.status': { right: (calls) => calls.linear.status({}), wrong: [] },
  'linear.catalog': {
    right: (calls) => calls.linear.catalog({ refresh: true }),
    wrong: [[(calls) => calls.linear.catalog({ refresh: 'perhaps' as unknown as boolean }), 'bad_input']],
  },
  'linear.search': {
    right: (calls) =>
      calls.linear.search({ query: 'login fails with a plus sign, like ENG-2', limit: 4, openOnly: true }),
    wrong: [
      [(calls) => calls.linear.search({ query: '' }), 'bad_input'],
      [(calls) => calls.linear.search({ query: 'login', limit: 51 }), 'bad_input'],
    ],
  },
  'linear.getIssue': {
    right: (calls) => calls.linear.getIssue(ours),
    wrong: [
      [(calls) => calls.linear.getIssue(nobodys), 'not_found'],
      [(calls) => calls.linear.getIssue({ ...secret, includePrivate: false }), 'not_found'],
    ],
  },
  'linear.issuesOf': {
    right: (calls, { forgedLinear }) =>
      calls.linear.issuesOf({
        assigneeId: forgedLinear.ids.user('grace@sandbox.example'),
        includePrivate: true,
      }),
    wrong: [[(calls) => calls.linear.issuesOf({ limit: 0 }), 'bad_input']],
  },
  'linear.createIssue': {
    right: (calls, { forgedLinear }) =>
      calls.linear.createIssue({
        fields: { ...fields, teamId: forgedLinear.ids.team('ENG') },
        link,
        key: 'i1',
        by,
      }),
    wrong: [
      [(calls) => calls.linear.createIssue({ fields: { ...fields, title: '' }, key: 'i2', by }), 'bad_input'],
      [
        (calls) => calls.linear.createIssue({ fields: { ...fields, teamId: newId() }, key: 'i3', by }),
        'vendor_refused',
      ],
    ],
  },
  'linear.updateIssue': {
    right: (calls) =>
      calls.linear.updateIssue({ ...ours, change: { state: 'in progress', priority: 1, due: '2026-05-09' } }),
    wrong: [
      [(calls) => calls.linear.updateIssue({ ...ours, change: { state: 'asleep' } }), 'bad_input'],
      [(calls) => calls.linear.updateIssue({ ...nobodys, change: { state: 'done' } }), 'not_found'],
    ],
  },
  // As it is already: a key is good for one change, and both ways must leave the same behind.
  'linear.changeIssue': {
    right: (calls) => calls.linear.changeIssue({ ...ours, change: { priority: 1 }, key: 'order 1' }),
    wrong: [
      [
        (calls) => calls.linear.changeIssue({ ...ours, change: { state: 'asleep' }, key: 'order 2' }),
        'bad_input',
      ],
      [
        (calls) => calls.linear.changeIssue({ ...secret, change: { state: 'done' }, key: 'order 3' }),
        'not_found',
      ],
    ],
  },
  'linear.undoChange': {
    right: async (calls) => {
      const { changeId } = await calls.linear.changeIssue({
        ...ours,
        change: { priority: 1 },
        key: 'order 4',
      });
      return await calls.linear.undoChange({ changeId, by });
    },
    wrong: [[(calls) => calls.linear.undoChange({ changeId: newId(), by }), 'not_found']],
  },
  'linear.syncComments': {
    right: (calls) => calls.linear.syncComments({ ...thread, ...ours, on: true }),
    wrong: [
      [(calls) => calls.linear.syncComments({ ...thread, ...nobodys, on: true }), 'not_found'],
      [(calls) => calls.linear.syncComments({ ...thread, ...secret, on: true }), 'not_allowed'],
    ],
  },
  'linear.syncedThreads': {
    right: (calls) => calls.linear.syncedThreads({}),
    wrong: [],
  },
  'linear.takeReply': {
    right: (calls) => calls.linear.takeReply({ ...reply, text: 'It fails for me too.' }),
    wrong: [[(calls) => calls.linear.takeReply({ ...reply, text: '' }), 'bad_input']],
  },
  'linear.reconcileAll': {
    as: clock,
    right: (calls) => calls.linear.reconcileAll({}),
    wrong: [[(calls) => calls.linear.reconcileAll({ limit: 0 }), 'bad_input']],
  },
  'linear.disconnect': {
    right: (calls) => calls.linear.disconnect({ by }),
    wrong: [
      [(calls) => calls.linear.disconnect({} as { by: string }), 'bad_input'],
      // What asks for a connection hears that there is none.
      [(calls) => calls.linear.getIssue(ours), 'not_found'],
    ],
  },
  'linear.connect': {
    right: (calls, { forgedLinear }) => calls.linear.connect({ apiKey: forgedLinear.apiKey, by }),
    wrong: [
      [(calls) => calls.linear.connect({ apiKey: 'lin_api_of_nobody', by }), 'bad_input'],
      [(calls) => calls.linear.connect({ apiKey: 'short', by }), 'bad_input'],
    ],
  },
  'linear.authorizeUrl': {
    right: (calls) => calls.linear.authorizeUrl({ by }),
    wrong: [[(calls) => calls.linear.authorizeUrl({} as { by: string }), 'bad_input']],
  },
  'linear.finishAuthorize': {
    right: async (calls, { forgedLinear }) => {
      const asked = new URL((await calls.linear.authorizeUrl({ by })).url ?? '').searchParams;
      const code = forgedLinear.forge.grants.issueCode(
        {
          userId: forgedLinear.ids.user('lookout@oauthapp.linear.example'),
          scopes: ['read', 'write'],
          asApp: true,
        },
        asked.get('redirect_uri') ?? '',
      );
      return await calls.linear.finishAuthorize({ code, state: asked.get('state') ?? '' });
    },
    wrong: [
      [(calls) => calls.linear.finishAuthorize({ code: 'code', state: 'made.up' }), 'bad_input'],
      [
        async (calls) => {
          const asked = new URL((await calls.linear.authorizeUrl({ by })).url ?? '').searchParams;
          return await calls.linear.finishAuthorize({ code: 'spent', state: asked.get('state') ?? '' });
        },
        'unauthenticated',
      ],
    ],
  },
};

/** The calls of the notion room, to a Notion where only the seeds of the sandbox stand. */
export const notionAsks: AskTable = {
  'notion.status': { right: (calls) => calls.notion.status({}), wrong: [] },
  'notion.places': { right: (calls) => calls.notion.places({}), wrong: [] },
  'notion.choosePlace': {
    right: (calls, { forgedNotion }) =>
      calls.notion.choosePlace({ id: forgedNotion.ids.workPage, kind: 'page', by }),
    wrong: [
      [
        (calls, { forgedNotion }) =>
          calls.notion.choosePlace({ id: forgedNotion.ids.privatePage, kind: 'page', by }),
        'bad_input',
      ],
    ],
  },
  'notion.readPage': {
    right: (calls, { forgedNotion }) =>
      calls.notion.readPage({ url: `https://www.notion.so/${forgedNotion.ids.requirementsPage}` }),
    wrong: [
      [(calls) => calls.notion.readPage({ url: 'https://shop.example/pricing' }), 'bad_input'],
      [
        (calls, { forgedNotion }) =>
          calls.notion.readPage({ url: `https://www.notion.so/${forgedNotion.ids.privatePage}` }),
        'not_found',
      ],
    ],
  },
  'notion.saveNote': {
    right: (calls) =>
      calls.notion.saveNote({ title: 'Plants', paragraphs: ['Water them.'], link: link.url, key: 'n1', by }),
    wrong: [
      [
        (calls) => calls.notion.saveNote({ title: '', paragraphs: [], link: null, key: 'n2', by }),
        'bad_input',
      ],
    ],
  },
  'notion.reconcileAll': {
    as: clock,
    right: (calls) => calls.notion.reconcileAll({}),
    wrong: [[(calls) => calls.notion.reconcileAll({ limit: 0 }), 'bad_input']],
  },
  'notion.disconnect': {
    right: (calls) => calls.notion.disconnect({ by }),
    wrong: [
      [(calls) => calls.notion.disconnect({} as { by: string }), 'bad_input'],
      // What asks for a connection hears that there is none.
      [(calls) => calls.notion.places({}), 'not_found'],
    ],
  },
  'notion.connect': {
    right: (calls, { forgedNotion }) => calls.notion.connect({ token: forgedNotion.token, by }),
    wrong: [
      [(calls) => calls.notion.connect({ token: 'ntn_of_nobody', by }), 'bad_input'],
      [(calls) => calls.notion.connect({ token: 'short', by }), 'bad_input'],
    ],
  },
  'notion.authorizeUrl': {
    right: (calls) => calls.notion.authorizeUrl({ by }),
    wrong: [[(calls) => calls.notion.authorizeUrl({} as { by: string }), 'bad_input']],
  },
  'notion.finishAuthorize': {
    right: async (calls, { forgedNotion }) => {
      const asked = new URL((await calls.notion.authorizeUrl({ by })).url ?? '').searchParams;
      forgedNotion.state.codes.set('code', asked.get('redirect_uri') ?? '');
      return await calls.notion.finishAuthorize({ code: 'code', state: asked.get('state') ?? '' });
    },
    wrong: [[(calls) => calls.notion.finishAuthorize({ code: 'code', state: 'made.up' }), 'bad_input']],
  },
};
