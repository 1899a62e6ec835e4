import type { App, ViewSubmitAction } from '@slack/bolt';
import type { ModalView, PlainTextOption } from '@slack/types';
import { truncate } from '../../kit/text.ts';
import { askActionIds } from '../../vendors/slack/ask-action-ids.ts';
import { limits, plain } from '../../vendors/slack/blocks/text.ts';
import { answerAlone, askInThread } from './ask-question.ts';
import { type Asker, callsFor, type Door, isDirect } from './door.ts';
import { input, option, textInput } from './form-inputs.ts';
import { infoView } from './modal-views.ts';
import { onPress } from './press.ts';
import { teamOf } from './read-context.ts';
import { viewCallbacks } from './registered.ts';
import { readFormMemory, type SubmitArgs, submitForm } from './submit-form.ts';
import { type Readers, whatMayBeSeen } from './what-may-be-seen.ts';

/** Block and action ids of the form. */
const fields = { question: 'ask_question', meetings: 'ask_meetings' } as const;
const title = 'Ask about meetings';
const mostChosen = 20;
const mostOptions = 100;
/** The newest are offered; older ones are found by asking about everything. */
const mostListed = 100;

/** Where the answer goes: into a thread, or, without one, into the form itself. */
interface Target {
  channelId: string;
  threadTs: string;
}

/** A question about chosen meetings only: by `/lookout ask` alone, or from an answer. */
export function listenToChoosing(app: App, door: Door): void {
  onPress(app, door, askActionIds.choose, async (press) => {
    const { from } = press;
    const inThread = from.kind === 'message' && !from.isEphemeral;
    await openChooser(press, press.value, {
      channelId: from.kind === 'message' ? from.channelId : '',
      threadTs: inThread ? (from.threadTs ?? from.messageTs) : '',
    });
  });
  app.options(fields.meetings, async ({ options, ack, body, client, context }) => {
    const asker = { workspaceId: teamOf(context), userId: body.user.id, client, key: 'choices:meetings' };
    const view = (body as { view?: { private_metadata?: string } }).view;
    const choices = await meetingChoices(door, asker, readersOf(targetOf(view?.private_metadata ?? '')));
    const typed = options.value.trim().toLowerCase();
    await ack({
      options: choices.filter(({ text }) => text.text.toLowerCase().includes(typed)).slice(0, mostOptions),
    });
  });
  app.view<ViewSubmitAction>(viewCallbacks.askMeetings, (args) => askChosen(door, args));
}

/** The form; it needs nothing that would have to be waited for. */
export async function openChooser(
  { client, triggerId }: Pick<Asker, 'client'> & { triggerId: string },
  question: string,
  target: Target,
): Promise<void> {
  await client.views.open({ trigger_id: triggerId, view: chooserView(question.trim(), target) });
}

const chooserView = (question: string, target: Target): ModalView => ({
  type: 'modal',
  callback_id: viewCallbacks.askMeetings,
  title: plain(title, limits.modalTitle),
  submit: plain('Ask', 24),
  close: plain('Cancel', 24),
  private_metadata: JSON.stringify(target),
  blocks: [
    input(fields.question, 'Question', textInput(question, { multiline: true, min: 3, max: 1_900 })),
    input(
      fields.meetings,
      'Meetings',
      { type: 'multi_external_select', min_query_length: 0, max_selected_items: mostChosen },
      { hint: 'None chosen: all that may be seen here, and alerts, issues and pages too.', optional: true },
    ),
  ],
});

function targetOf(metadata: string): Target {
  const { channelId = '', threadTs = '' } = readFormMemory(metadata) ?? {};
  return { channelId, threadTs };
}

/** Whoever will read the answer decides what may be chosen from. */
const readersOf = ({ channelId, threadTs }: Target): Readers =>
  threadTs === '' || isDirect(channelId) ? { kind: 'asker' } : { kind: 'channel', channelId };

async function meetingChoices(door: Door, asker: Asker, readers: Readers): Promise<PlainTextOption[]> {
  const [sees, { transcripts }] = await Promise.all([
    whatMayBeSeen(door, asker, readers),
    callsFor(door, asker).transcript.list({ once: 'yes', limit: mostListed }),
  ]);
  if (sees === 'all') return [];
  const places = new Set(sees.channelIds);
  return transcripts
    .filter(({ state, source }) => source !== 'page' && state !== 'rejected' && state !== 'forgotten')
    .filter(({ channelId }) => (channelId === null ? sees.unplaced : places.has(channelId)))
    .map(({ transcriptId, title: name, heldAt, createdAt }) =>
      option(`${truncate(name, 60)} · ${(heldAt ?? createdAt).slice(0, 10)}`, transcriptId),
    );
}

async function askChosen(door: Door, args: SubmitArgs): Promise<void> {
  const { values } = args.view.state;
  const question = values[fields.question]?.[fields.question]?.value?.trim() ?? '';
  if (question.length < 3)
    return await args.ack({ response_action: 'errors', errors: { [fields.question]: 'Ask something.' } });
  const chosen = values[fields.meetings]?.[fields.meetings]?.selected_options ?? [];
  const meetings = chosen.map(({ value }) => value).filter((value) => value !== undefined);
  const target = targetOf(args.view.private_metadata);
  await submitForm(door, args, {
    title,
    meanwhile: 'Looking it up…',
    work: async (asker) => {
      if (target.threadTs !== '') {
        await askInThread(door, { ...asker, ...target }, { question, meetings });
        return 'The answer comes into the thread.';
      }
      const message = await answerAlone(door, asker, { question, meetings });
      // The button that opens this form again has no place in it.
      const blocks = (message.blocks ?? []).filter(({ type }) => type !== 'actions');
      return infoView(title, message.text, blocks);
    },
  });
}
