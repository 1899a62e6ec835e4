import type { App, GlobalShortcut, ViewSubmitAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { context, limits, plain } from '../../vendors/slack/blocks/text.ts';
import { type Asker, bestEffort, callsFor, type Door } from './door.ts';
import { input, textInput } from './form-inputs.ts';
import { teamOf } from './read-context.ts';
import { shortcuts, viewCallbacks } from './registered.ts';
import { requireMayCreateWork } from './review-permissions.ts';
import { submitForm } from './submit-form.ts';
import { translateError } from './translate-error.ts';

const fields = { channel: 'channel', title: 'title', text: 'text' } as const;
/** What Slack takes of a text field. */
const longestText = 3_000;
const title = 'Paste a transcript';

/** Where the text goes and what it says. `channelId` is where somebody asked from, when that is known. */
export const pasteView = (channelId: string | null): ModalView => ({
  type: 'modal',
  callback_id: viewCallbacks.pasteTranscript,
  title: plain(title, limits.modalTitle),
  submit: plain('Read it', 24),
  close: plain('Cancel', 24),
  blocks: [
    input(fields.channel, 'Show the review in', {
      type: 'conversations_select',
      ...(channelId ? { initial_conversation: channelId } : { default_to_current_conversation: true }),
      filter: { include: ['public', 'private', 'im'], exclude_external_shared_channels: true },
    }),
    input(fields.title, 'Meeting', textInput('', { max: 200 }), { optional: true }),
    input(fields.text, 'What was said', textInput('', { multiline: true, min: 20, max: longestText })),
    context(
      'Longer than this field takes? Paste it into a message to Lookout: Slack makes a file of it, and the file is read.',
    ),
  ],
});

/** Opens the form; it needs nothing that would have to be asked first. */
export async function openPaste(
  { client, triggerId }: { client: WebClient; triggerId: string },
  channelId: string | null,
): Promise<void> {
  await client.views.open({ trigger_id: triggerId, view: pasteView(channelId) });
}

export function listenToPaste(app: App, door: Door): void {
  app.shortcut<GlobalShortcut>(shortcuts.pasteTranscript, async ({ ack, shortcut, client }) => {
    await ack();
    await bestEffort(door, 'opening a form', () =>
      openPaste({ client, triggerId: shortcut.trigger_id }, null),
    );
  });
  app.view<ViewSubmitAction>(viewCallbacks.pasteTranscript, async (args) => {
    const values = args.view.state.values;
    const channelId = values[fields.channel]?.[fields.channel]?.selected_conversation ?? '';
    const text = values[fields.text]?.[fields.text]?.value ?? '';
    const name = values[fields.title]?.[fields.title]?.value?.trim();
    const { client, body } = args;
    const asker = { workspaceId: teamOf(args.context), userId: body.user.id, client, key: args.view.id };
    const refusal = await whyNot(door, asker, channelId);
    if (refusal) return await args.ack({ response_action: 'errors', errors: { [fields.channel]: refusal } });
    await submitForm(door, args, {
      title,
      meanwhile: 'Reading…',
      work: async (person) => {
        await callsFor(door, person).transcript.receive({
          source: 'paste',
          text,
          ...(name ? { title: name } : {}),
          channelId,
          threadTs: null,
          by: person.userId,
          key: `slack paste ${args.view.id}`,
        });
        return `It is being read. The review comes into <#${channelId}>.`;
      },
    });
  });
}

/** Said at the field, so that what was pasted is not lost. */
async function whyNot(door: Door, asker: Asker, channelId: string): Promise<string | undefined> {
  if (channelId === '') return 'Choose a channel.';
  try {
    await requireMayCreateWork(door, asker, channelId);
    return undefined;
  } catch (error) {
    return translateError(error).humanMessage.replace(/<#[^>]*>/, 'this channel');
  }
}
