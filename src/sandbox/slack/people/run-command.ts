import { LookoutError } from '../../../kit/errors.ts';
import type { Forge } from '../forge.ts';
import { manifestObjects } from '../installation.ts';
import { isObject } from '../json.ts';
import { joinChannel, leaveChannel } from '../membership.ts';
import { whisper } from '../messages.ts';
import { formatPersonText, mentionsIn } from '../person-text.ts';
import { applyResponse } from '../serve-response-url.ts';
import type { Channel, Person } from '../workspace.ts';
import { channelNameFor, channelOf, personOf } from './who-and-where.ts';

export interface CommandLine {
  user: string;
  channel: string;
  command: string;
  text: string;
  thread_ts?: string;
}

/** Slack's own commands the sandbox knows: `/invite @name` and `/remove @name`. */
function builtIn(forge: Forge, person: Person, channel: Channel, line: CommandLine): boolean {
  if (line.command !== '/invite' && line.command !== '/remove') return false;
  const ids = mentionsIn(formatPersonText(forge.workspace, line.text).text);
  if (ids.length === 0) whisper(forge, channel, person.id, `Whom? Write \`${line.command} @name\`.`);
  for (const id of ids) {
    const member = channel.members.has(id);
    if (line.command === '/invite' && !member) joinChannel(forge, channel, id, person.id);
    if (line.command === '/remove' && member) leaveChannel(forge, channel, id);
  }
  return true;
}

/** With `should_escape`, mentions and channels arrive as ids with names; without it, as typed. */
function escapedText(forge: Forge, text: string): string {
  return formatPersonText(forge.workspace, text).text.replace(/<@([UW][A-Z0-9]+)>/g, (whole, id: string) => {
    const person = forge.workspace.people.get(id);
    return person ? `<@${id}|${person.name}>` : whole;
  });
}

/** A person runs a slash command. What goes wrong is told to them by Slackbot, as in Slack. */
export async function runCommand(forge: Forge, line: CommandLine): Promise<void> {
  const person = personOf(forge, line.user);
  const channel = channelOf(forge, person, line.channel);
  if (builtIn(forge, person, channel, line)) return;
  const known = manifestObjects(forge.app.manifest, 'features', 'slash_commands').find(
    (one) => one.command === line.command,
  );
  if (!known && Object.keys(forge.app.manifest).length > 0) {
    throw new LookoutError('not_found', `${line.command} is not a command of this workspace`, {
      humanMessage: `${line.command} is not a valid command.`,
    });
  }
  if (line.thread_ts !== undefined) {
    whisper(forge, channel, person.id, `${line.command} is not supported in threads. Sorry!`, line.thread_ts);
    return;
  }
  const target = { channel: channel.id, user: person.id };
  const answer = await forge.link.sendCommand({
    token: forge.app.verificationToken,
    team_id: forge.workspace.team.id,
    team_domain: forge.workspace.team.domain,
    channel_id: channel.id,
    channel_name: channelNameFor(channel),
    user_id: person.id,
    user_name: person.name,
    command: line.command,
    text: known?.should_escape === true ? escapedText(forge, line.text) : line.text,
    api_app_id: forge.app.appId,
    is_enterprise_install: 'false',
    response_url: `${forge.baseUrl()}${forge.responseUrls.issue(target)}`,
    trigger_id: forge.triggers.issue({ user: person.id }),
  });
  if (!answer.ok) {
    const why = answer.reason === 'http_timeout' ? 'operation_timeout' : 'dispatch_failed';
    whisper(forge, channel, person.id, `${line.command} failed with the error "${why}"`);
    return;
  }
  if (typeof answer.body === 'string') applyResponse(forge, target, { text: answer.body });
  else if (isObject(answer.body) && Object.keys(answer.body).length > 0)
    applyResponse(forge, target, answer.body);
}
