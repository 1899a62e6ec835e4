import type { Option } from '@slack/types';
import type { Channel, User } from '../api/types.ts';
import { channelLabel, displayName, type Workspace } from '../state/workspace.tsx';

/** One line of a select, whatever stands behind it. */
export interface Choice {
  value: string;
  label: string;
  group?: string;
  option?: Option;
}

interface OptionSource {
  options?: Option[];
  option_groups?: { label: { text: string }; options: Option[] }[];
}

export function choicesFromOptions(source: OptionSource): Choice[] {
  const choice = (option: Option, group?: string): Choice => ({
    value: option.value ?? option.text.text,
    label: option.text.text,
    option,
    ...(group === undefined ? {} : { group }),
  });
  if (source.option_groups) {
    return source.option_groups.flatMap((group) =>
      group.options.map((option) => choice(option, group.label.text)),
    );
  }
  return (source.options ?? []).map((option) => choice(option));
}

interface ConversationFilter {
  include?: string[];
  exclude_bot_users?: boolean;
}

function fits(channel: Channel, filter: ConversationFilter | undefined, users: Map<string, User>): boolean {
  const kind = channel.is_im ? 'im' : channel.is_private ? 'private' : 'public';
  if (filter?.include && !filter.include.includes(kind)) return false;
  const other = channel.user ? users.get(channel.user) : undefined;
  return !(filter?.exclude_bot_users && other?.is_bot);
}

/** What a users, channels or conversations select offers in this workspace. */
export function choicesFromWorkspace(
  type: string,
  workspace: Workspace,
  filter?: ConversationFilter,
): Choice[] {
  if (type.includes('users')) {
    return workspace.users.map((user) => ({ value: user.id, label: displayName(user) }));
  }
  const only = type.includes('channels') ? { include: ['public'] } : filter;
  return workspace.channels
    .filter((channel) => fits(channel, only, workspace.userById))
    .map((channel) => ({ value: channel.id, label: channelLabel(channel, workspace) }));
}
