import type {
  AllMiddlewareArgs,
  App,
  BlockAction,
  ButtonAction,
  OverflowAction,
  SlackActionMiddlewareArgs,
  StaticSelectAction,
} from '@slack/bolt';
import type { Asker, Door, Message } from './door.ts';
import { bestEffort } from './door.ts';
import { publishHome } from './home.ts';
import { infoView } from './modal-views.ts';
import { placeInChannel } from './place.ts';
import { teamOf } from './read-context.ts';
import { translateError } from './translate-error.ts';

/** Where the pressed thing stands. */
export type PressedIn =
  | { kind: 'message'; channelId: string; messageTs: string; threadTs: string | null; isEphemeral: boolean }
  | { kind: 'home' }
  | { kind: 'modal'; viewId: string; metadata: string };

/** One press of a button or one choice of a menu. */
export interface Press extends Asker {
  /** Ids only: what the button or the chosen option carries. */
  value: string;
  /** What stands on the button. */
  label: string;
  /** Opens a modal within three seconds. */
  triggerId: string;
  from: PressedIn;
  /** Tells this person, where they pressed. */
  tell(message: Message): Promise<void>;
  /** Puts a sentence in the place of the message the button stands on; nothing elsewhere. */
  replace(text: string): Promise<void>;
}

/** A button, or one of several choices. */
type Pressed = ButtonAction | OverflowAction | StaticSelectAction;
type PressArgs = AllMiddlewareArgs & SlackActionMiddlewareArgs<BlockAction<Pressed>>;

/**
 * Answers presses of `actionId`: acknowledged at once, done once a press, and whatever goes wrong is
 * told to the person in words.
 */
export function onPress(
  app: App,
  door: Door,
  actionId: string,
  answer: (press: Press) => Promise<void>,
): void {
  app.action<BlockAction<Pressed>>(actionId, async (args) => {
    await args.ack();
    const press = readPress(door, args);
    if (!(await door.claimAction(press.workspaceId, press.key))) return;
    try {
      await answer(press);
    } catch (error) {
      const problem = translateError(error);
      const fields = { err: problem, code: problem.code, workspaceId: press.workspaceId, actionId };
      door.log.warn(fields, 'a press could not be answered');
      await bestEffort(door, 'telling of a problem', () => press.tell({ text: problem.humanMessage }));
    }
  });
}

function readPress(door: Door, { action, body, client, context, respond }: PressArgs): Press {
  const from = readPlace(body);
  const container = from.kind === 'message' ? from.messageTs : (body.view?.id ?? 'none');
  const asker: Asker = {
    workspaceId: teamOf(context),
    userId: body.user.id,
    client,
    key: `${container}:${action.action_ts}:${action.action_id}`,
  };
  return {
    ...asker,
    value: (action.type === 'button' ? action.value : action.selected_option.value) ?? '',
    label: action.type === 'button' ? action.text.text : action.selected_option.text.text,
    triggerId: body.trigger_id,
    from,
    tell: async (message) => {
      // The address that came with a press works where Lookout is no member, as in a list of `/monitors`.
      const hidden = from.kind === 'message' && from.isEphemeral;
      if (hidden) await respond({ response_type: 'ephemeral', replace_original: false, ...message });
      else await tell(door, asker, from, message);
    },
    replace: async (text) => {
      if (from.kind !== 'message') return;
      // An ephemeral message can only be replaced by the address that came with the press.
      if (from.isEphemeral) await respond({ replace_original: true, text });
      else await client.chat.update({ channel: from.channelId, ts: from.messageTs, text, blocks: [] });
    },
  };
}

function readPlace(body: BlockAction): PressedIn {
  if (body.view) {
    return body.view.type === 'home'
      ? { kind: 'home' }
      : { kind: 'modal', viewId: body.view.id, metadata: body.view.private_metadata };
  }
  const container = body.container as Record<string, unknown>;
  const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
  return {
    kind: 'message',
    channelId: body.channel?.id ?? text(container.channel_id) ?? '',
    messageTs: text(container.message_ts) ?? body.message?.ts ?? '',
    threadTs: text(container.thread_ts) ?? text(body.message?.thread_ts),
    isEphemeral: container.is_ephemeral === true,
  };
}

async function tell(door: Door, asker: Asker, from: PressedIn, message: Message): Promise<void> {
  switch (from.kind) {
    case 'home':
      return await publishHome(door, asker, message.text);
    case 'modal':
      await asker.client.views.update({
        view_id: from.viewId,
        view: infoView('Lookout', message.text, message.blocks),
      });
      return;
    case 'message': {
      const { channelId, threadTs } = from;
      const parts = { ...asker, channelId, threadTs, rootTs: threadTs ?? from.messageTs, attempt: 1 };
      return await placeInChannel(parts).whisper(message);
    }
  }
}
