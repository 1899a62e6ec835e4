import type { AllMiddlewareArgs, App, SlackCommandMiddlewareArgs } from '@slack/bolt';
import { helpBlocks, helpText } from '../../vendors/slack/blocks/help.ts';
import { answerRequest, answerUnderstood } from './answer-request.ts';
import { askQuestion } from './ask-question.ts';
import { openChooser } from './choose-meetings.ts';
import { openConnecting } from './connect-modals.ts';
import { bestEffort, type Door, type Place } from './door.ts';
import { showMeetings } from './list-meetings.ts';
import { type ListScope, showList } from './list-monitors.ts';
import { tellNoteAddresses } from './note-addresses.ts';
import { openPaste } from './paste-modal.ts';
import { teamOf } from './read-context.ts';
import { readMessageText } from './read-message-text.ts';
import { commands } from './registered.ts';
import { translateError } from './translate-error.ts';
import { watchWords } from './watch-words.ts';

type CommandArgs = AllMiddlewareArgs & SlackCommandMiddlewareArgs;
type Answer = (place: Place, text: string, triggerId: string) => Promise<void>;

/** Slash commands; each answers the asker alone, and `/watch` puts the request into the channel. */
export function listenToCommands(app: App, door: Door): void {
  const help: Answer = async (place) => await place.whisper({ text: helpText, blocks: helpBlocks() });
  const list: Answer = async (place, text) => await showList(door, place, scopeOf(text));
  const watch: Answer = async (place, text) => await watchWords(door, place, text);
  /** The subcommand's words are the beginning of the order. */
  const inWords =
    (start: string): Answer =>
    async (place, text) =>
      await answerRequest(door, place, { text: `${start} ${text}`.trim() });
  const about =
    (kind: 'show' | 'why' | 'pause' | 'resume' | 'stop' | 'check'): Answer =>
    async (place, text) =>
      await answerUnderstood(door, place, { kind, target: text || null }, { text });

  const subcommands = new Map<string, Answer>([
    ['help', help],
    ['watch', watch],
    ['list', list],
    ['ask', async (place, text, triggerId) => await askOrChoose(door, place, text, triggerId)],
    ['create', inWords('create issue:')],
    ['update', inWords('update')],
    ['who', async (place, text) => await answerRequest(door, place, { text: whoWords(text) })],
    ['client', inWords('client')],
    ['weekly', inWords('weekly')],
    ['summarize', inWords('summarize')],
    ['requirements', inWords('requirements')],
    ['connect', async (place, text, triggerId) => await openConnecting(door, { ...place, triggerId }, text)],
    ['notetakers', async (place) => await tellNoteAddresses(door, place)],
    ['transcript', async (place, _, triggerId) => await openPaste({ ...place, triggerId }, place.channelId)],
    ['meetings', async (place) => await showMeetings(door, place)],
    ['show', about('show')],
    ['why', about('why')],
    ['pause', about('pause')],
    ['resume', about('resume')],
    ['stop', about('stop')],
    ['check', about('check')],
  ]);

  listen(app, door, commands.watch, watch);
  listen(app, door, commands.monitors, list);
  listen(app, door, commands.lookout, async (place, text, triggerId) => {
    const [, word = '', rest = ''] = text.match(/^(\S*)\s*([\s\S]*)$/) ?? [];
    await (subcommands.get(word.toLowerCase()) ?? help)(place, rest, triggerId);
  });
}

/** A question is answered to the asker alone; without one, meetings and question are chosen in a form. */
async function askOrChoose(door: Door, place: Place, text: string, triggerId: string): Promise<void> {
  if (text === '')
    return await openChooser({ ...place, triggerId }, '', { channelId: place.channelId, threadTs: '' });
  await askQuestion(door, place, { question: text, meetings: [] });
}

/** `who`, `who is on billing`, `who Mira`: the last is about her. */
const whoWords = (text: string): string =>
  text === ''
    ? 'who is on what'
    : /^(?:is|'s|on|working)\b/i.test(text)
      ? `who ${text}`
      : `issues of ${text}`;

function scopeOf(text: string): ListScope {
  const word = text.toLowerCase();
  return word === 'mine' || word === 'all' ? word : 'channel';
}

/** Acknowledged at once and done once; whatever goes wrong is told to the asker in words. */
function listen(app: App, door: Door, name: string, answer: Answer): void {
  app.command(name, async (args) => {
    await args.ack();
    const place = placeOf(args);
    if (!(await door.claimAction(place.workspaceId, place.key))) return;
    try {
      const words = readMessageText(args.command.text ?? '', args.context.botUserId);
      await answer(place, words, args.command.trigger_id);
    } catch (error) {
      const problem = translateError(error);
      const fields = { err: problem, code: problem.code, workspaceId: place.workspaceId, command: name };
      door.log.warn(fields, 'a command could not be answered');
      await bestEffort(door, 'telling of a problem', () => place.whisper({ text: problem.humanMessage }));
    }
  });
}

function placeOf({ command, client, context, respond }: CommandArgs): Place {
  return {
    workspaceId: teamOf(context),
    userId: command.user_id,
    client,
    key: `command:${command.trigger_id}`,
    channelId: command.channel_id,
    threadTs: null,
    rootTs: null,
    attempt: 1,
    // The address that came with the command works where Lookout is not a member.
    whisper: async (message) => void (await respond({ response_type: 'ephemeral', ...message })),
  };
}
