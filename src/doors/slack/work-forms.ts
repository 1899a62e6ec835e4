import type { App, ViewSubmitAction } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import { IssueFields } from '../../contracts/transcript.ts';
import { cleanText, oneLine, truncate } from '../../kit/text.ts';
import { hiddenOf } from '../../vendors/slack/blocks/hidden.ts';
import { linkTo } from '../../vendors/slack/blocks/link.ts';
import { context, inline, limits, plain } from '../../vendors/slack/blocks/text.ts';
import { reviewActionIds } from '../../vendors/slack/review-action-ids.ts';
import { catalogOrNone } from './catalog-choices.ts';
import { connectView } from './connect-modals.ts';
import { type Asker, bestEffort, callsFor, type Door, type Place } from './door.ts';
import { input, textInput } from './form-inputs.ts';
import { issueInputs } from './item-modal.ts';
import { monitorToActOn } from './monitor-actions.ts';
import { longestText, noteFields, partNames, partsOf } from './note-parts.ts';
import { openModal } from './open-modal.ts';
import { onPress, type Press } from './press.ts';
import { readItemForm } from './read-item-form.ts';
import { readMessageText } from './read-message-text.ts';
import { shortcuts, viewCallbacks } from './registered.ts';
import { requireMayCreateWork } from './review-permissions.ts';
import { onMessageShortcut } from './shortcuts.ts';
import { readFormMemory, type SubmitArgs, submitForm } from './submit-form.ts';

/** What an issue or a page is made of. */
interface Matter {
  title: string;
  text: string;
  link: string;
  channelId: string;
  threadTs: string;
  /** What of it was hidden: counts by rule. */
  receipt: Record<string, number>;
}

/** One issue or one page, from an alert or any message: the form comes filled, and likely duplicates first. */
export function listenToWorkForms(app: App, door: Door): void {
  onMessageShortcut(app, door, shortcuts.createIssue, async (place, shortcut) =>
    openIssue(door, { ...place, triggerId: shortcut.trigger_id }, () =>
      matterOfMessage(door, place, shortcut.message),
    ),
  );
  onMessageShortcut(app, door, shortcuts.saveNote, async (place, shortcut) =>
    openNote(door, { ...place, triggerId: shortcut.trigger_id }, () =>
      matterOfMessage(door, place, shortcut.message),
    ),
  );
  onPress(app, door, reviewActionIds.alertIssue, (press) =>
    openIssue(door, press, () => matterOfAlert(door, press)),
  );
  onPress(app, door, reviewActionIds.alertNote, (press) =>
    openNote(door, press, () => matterOfAlert(door, press)),
  );
  app.view<ViewSubmitAction>(viewCallbacks.createIssue, (args) => createIssue(door, args));
  app.view<ViewSubmitAction>(viewCallbacks.saveNote, (args) => saveNote(door, args));
}

async function matterOfMessage(
  door: Door,
  place: Place,
  message: { ts: string; text?: string },
): Promise<Matter> {
  await requireMayCreateWork(door, place, place.channelId);
  const text = readMessageText(message.text ?? '', undefined);
  const { permalink } = await place.client.chat.getPermalink({
    channel: place.channelId,
    message_ts: message.ts,
  });
  // Words of people, not of a public page: what is private in them goes to no shared place unseen.
  const { texts, receipt } = await callsFor(door, place).transcript.redactText({ texts: [text] });
  const [hidden = ''] = texts;
  const [first = ''] = hidden.split('\n');
  return {
    title: truncate(oneLine(first), 120),
    text: hidden,
    receipt,
    link: permalink ?? '',
    channelId: place.channelId,
    threadTs: place.rootTs ?? message.ts,
  };
}

async function matterOfAlert(door: Door, press: Press): Promise<Matter> {
  const alert = await callsFor(door, press).detection.getAlert({ alertId: press.value });
  const monitor = await monitorToActOn(door, press, alert.monitorId);
  await requireMayCreateWork(door, press, monitor.channelId);
  const quotes = alert.changes.flatMap(({ verdict }) => verdict.quotes).slice(0, 10);
  const lines = quotes.flatMap(({ before, after }) => [
    ...(before === undefined ? [] : [`before: ${before}`]),
    ...(after === undefined ? [] : [`after: ${after}`]),
  ]);
  return {
    title: truncate(oneLine(alert.sentence), 200),
    text: [alert.sentence, ...lines].join('\n'),
    receipt: {},
    link: alert.changes[0]?.url ?? '',
    channelId: press.from.kind === 'message' ? press.from.channelId : (monitor.channelId ?? ''),
    threadTs: press.from.kind === 'message' ? (press.from.threadTs ?? press.from.messageTs) : '',
  };
}

const memoryOf = ({ link, title, channelId, threadTs }: Matter): string =>
  JSON.stringify({ link: link.slice(0, 1_500), linkTitle: title.slice(0, 300), channelId, threadTs });

type Opening = Asker & { triggerId: string };

async function openIssue(door: Door, asker: Opening, read: () => Promise<Matter>): Promise<void> {
  await openModal(asker, 'Create Linear issue', async () => {
    const matter = await read();
    const calls = callsFor(door, asker);
    if (!(await calls.linear.status({})).connected) return await connectView(door, asker, 'linear', null);
    const query = truncate(matter.text || matter.title, 1_500) || ' ';
    const [catalog, { issues }] = await Promise.all([
      catalogOrNone(door, asker),
      calls.linear.search({ query, limit: 3, openOnly: true }),
    ]);
    const open = catalog.teams.filter((team) => !team.private);
    const isCut = cleanText(matter.text).length > longestText;
    const fields: IssueFields = {
      ...emptyFields,
      title: matter.title,
      description: truncate(cleanText(matter.text), longestText),
      teamId: open.length === 1 ? (open[0]?.id ?? null) : null,
    };
    const likely = issues
      .filter(({ likeness }) => likeness >= likeEnough)
      .map(
        (issue) =>
          `${linkTo(issue.url, issue.identifier)} ${inline(issue.title, 150)} · ${inline(issue.state, 40)}`,
      );
    return {
      type: 'modal',
      callback_id: viewCallbacks.createIssue,
      title: plain('Create Linear issue', limits.modalTitle),
      submit: plain('Create', 24),
      close: plain('Cancel', 24),
      private_metadata: memoryOf(matter),
      blocks: [
        ...(likely.length > 0 ? [context('Perhaps it exists already:', ...likely)] : []),
        ...hiddenNote(matter),
        ...(isCut
          ? [context('This form takes the beginning only: the rest of the message stands behind the link.')]
          : []),
        ...issueInputs(fields, catalog),
      ],
    } satisfies ModalView;
  });
}

/** Below this, an issue shares a word and no more. */
const likeEnough = 0.5;

const emptyFields: IssueFields = {
  title: '',
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
};

async function createIssue(door: Door, args: SubmitArgs): Promise<void> {
  const form = readItemForm(args.view.state.values);
  if ('errors' in form) return await args.ack({ response_action: 'errors', errors: form.errors });
  await submitForm(door, args, {
    title: 'Create Linear issue',
    meanwhile: 'Creating…',
    work: async (asker) => {
      const memory = readFormMemory(args.view.private_metadata) ?? {};
      await requireMayCreateWork(door, asker, memory.channelId || null);
      const { link, linkTitle } = memory;
      const issue = await callsFor(door, asker).linear.createIssue({
        fields: IssueFields.parse({ ...emptyFields, ...form.fields }),
        link: link ? { url: link, title: linkTitle || 'Slack' } : null,
        key: `slack form ${args.view.id}`,
        by: asker.userId,
      });
      await tellThread(door, asker, memory, `✓ ${issue.identifier} created: ${issue.url}`);
      return `✓ Created ${linkTo(issue.url, issue.identifier)}`;
    },
  });
}

const hiddenNote = ({ receipt }: Matter): KnownBlock[] =>
  hiddenOf(receipt).map((hidden) =>
    context(`${hidden}, as in meetings. What is to be there can be typed in.`),
  );

async function openNote(door: Door, asker: Opening, read: () => Promise<Matter>): Promise<void> {
  await openModal(asker, 'Save to Notion', async () => {
    const matter = await read();
    if (!(await callsFor(door, asker).notion.status({})).connected)
      return await connectView(door, asker, 'notion', null);
    return {
      type: 'modal',
      callback_id: viewCallbacks.saveNote,
      title: plain('Save to Notion', limits.modalTitle),
      submit: plain('Save', 24),
      close: plain('Cancel', 24),
      private_metadata: memoryOf(matter),
      blocks: [
        ...hiddenNote(matter),
        input(noteFields.title, 'Title', textInput(matter.title, { min: 1, max: 300 })),
        ...partsOf(matter.text).map((part, at) =>
          input(
            partNames[at] ?? '',
            at === 0 ? 'Text' : `Text, part ${at + 1}`,
            textInput(part, { multiline: true, max: longestText }),
            { optional: true },
          ),
        ),
      ],
    } satisfies ModalView;
  });
}

async function saveNote(door: Door, args: SubmitArgs): Promise<void> {
  const value = (name: string) => args.view.state.values[name]?.[name]?.value?.trim() ?? '';
  const title = value(noteFields.title);
  if (title === '')
    return await args.ack({ response_action: 'errors', errors: { [noteFields.title]: 'Give it a title.' } });
  await submitForm(door, args, {
    title: 'Save to Notion',
    meanwhile: 'Saving…',
    work: async (asker) => {
      const memory = readFormMemory(args.view.private_metadata) ?? {};
      await requireMayCreateWork(door, asker, memory.channelId || null);
      const page = await callsFor(door, asker).notion.saveNote({
        title,
        paragraphs: partNames.flatMap((name) => value(name).split(/\n+/)).filter(Boolean),
        link: memory.link || null,
        key: `slack form ${args.view.id}`,
        by: asker.userId,
      });
      await tellThread(door, asker, memory, `✓ Saved to Notion: ${page.url}`);
      return `✓ Saved: ${linkTo(page.url, 'page in Notion')}`;
    },
  });
}

/** Everybody in the thread sees what became of it. */
async function tellThread(
  door: Door,
  asker: Asker,
  { channelId, threadTs }: Record<string, string>,
  text: string,
): Promise<void> {
  if (!channelId || !threadTs) return;
  await bestEffort(door, 'telling the thread', () =>
    callsFor(door, asker).notification.notify({ channelId, threadTs, text, key: `${asker.key}:made` }),
  );
}
