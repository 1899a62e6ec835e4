import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Channel, User, WorkspaceState } from '../api/types.ts';

export interface Workspace extends WorkspaceState {
  meUser: User | undefined;
  userById: Map<string, User>;
  channelById: Map<string, Channel>;
  /** The app's bot user and its direct-message channel, when the sandbox has them. */
  app: User | undefined;
  appChannel: Channel | undefined;
}

const WorkspaceContext = createContext<Workspace | undefined>(undefined);

export function displayName(user: User): string {
  return user.is_bot ? (user.real_name ?? user.name) : user.name;
}

/** Indexes the state answer once, for the many small parts that look people and channels up. */
export function indexWorkspace(state: WorkspaceState): Workspace {
  const userById = new Map(state.users.map((user) => [user.id, user]));
  const bots = state.users.filter((user) => user.is_bot);
  const app = bots.find((user) => /lookout/i.test(`${user.name} ${user.real_name ?? ''}`)) ?? bots[0];
  return {
    ...state,
    meUser: userById.get(state.me),
    userById,
    channelById: new Map(state.channels.map((channel) => [channel.id, channel])),
    app,
    appChannel: state.channels.find(
      // A direct message names one of its two sides; Slack names the person to the app.
      (channel) => channel.is_im && (channel.user === app?.id || channel.user === state.me),
    ),
  };
}

export function WorkspaceProvider({ state, children }: { state: WorkspaceState; children: ReactNode }) {
  const value = useMemo(() => indexWorkspace(state), [state]);
  return <WorkspaceContext value={value}>{children}</WorkspaceContext>;
}

export function useWorkspace(): Workspace {
  const value = useContext(WorkspaceContext);
  if (!value) throw new Error('useWorkspace outside WorkspaceProvider');
  return value;
}

/** "#pricing" for a channel, the other side's name for a direct message. */
export function channelLabel(channel: Channel, workspace: Workspace): string {
  if (!channel.is_im) return `#${channel.name}`;
  const { app, appChannel, userById } = workspace;
  const other = channel.id === appChannel?.id ? app : userById.get(channel.user ?? '');
  return other ? displayName(other) : channel.name;
}
