import { LookoutError } from '../../../kit/errors.ts';
import type { Answer } from '../delivery/transport.ts';
import type { Forge } from '../forge.ts';
import type { Json } from '../json.ts';
import type { Channel, Person } from '../workspace.ts';

/** A person by id; bots cannot act. */
export function personOf(forge: Forge, id: string): Person {
  const person = forge.workspace.people.get(id);
  if (!person || person.isBot) throw new LookoutError('not_found', `no person ${id} in the sandbox`);
  return person;
}

/** A conversation the person is in. */
export function channelOf(forge: Forge, person: Person, id: string): Channel {
  const channel = forge.workspace.channels.get(id);
  if (!channel?.members.has(person.id))
    throw new LookoutError('not_found', `${person.name} is in no conversation ${id}`);
  return channel;
}

/** The direct message a person has with the app. */
export function directMessageOf(forge: Forge, person: Person): Channel {
  const channel = [...forge.workspace.channels.values()].find(
    (one) => one.kind === 'im' && one.user === person.id,
  );
  if (!channel) throw new LookoutError('not_found', `${person.name} has no direct message with the app`);
  return channel;
}

/** What every interaction says about itself. */
export const interactionFrame = (forge: Forge, person: Person): Json => ({
  user: { id: person.id, username: person.name, name: person.name, team_id: forge.workspace.team.id },
  api_app_id: forge.app.appId,
  token: forge.app.verificationToken,
  team: { id: forge.workspace.team.id, domain: forge.workspace.team.domain },
  enterprise: null,
  is_enterprise_install: false,
});

/** `privategroup` and `directmessage` are the names Slack gives where it will not tell the real one. */
export const channelNameFor = (channel: Channel): string =>
  channel.kind === 'private' ? 'privategroup' : channel.kind === 'im' ? 'directmessage' : channel.name;

export const channelFrame = (channel: Channel): Json => ({ id: channel.id, name: channelNameFor(channel) });

/** A time of acting, `seconds.micros`. */
export const actionTs = (forge: Forge): string => forge.ids.ts();

/** The acknowledgement's payload; throws what the person would see when the app says nothing in three seconds. */
export function acknowledged(answer: Answer): unknown {
  if (answer.ok) return answer.body;
  throw new LookoutError(
    answer.reason === 'http_timeout' ? 'timeout' : 'unavailable',
    `the app did not acknowledge: ${answer.reason}`,
    {
      humanMessage:
        answer.reason === 'http_timeout'
          ? 'The app did not answer within 3 seconds.'
          : 'The app could not be reached. Is it running?',
      fields: { reason: answer.reason },
    },
  );
}
