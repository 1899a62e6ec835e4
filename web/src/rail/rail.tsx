import type { ReactNode } from 'react';
import { useRoute } from '../state/navigation.tsx';
import { formatRoute, type Route } from '../state/route.ts';
import { channelLabel, displayName, useWorkspace } from '../state/workspace.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { LockIcon } from '../ui/icons.tsx';
import { UserSwitcher } from './user-switcher.tsx';

interface RailLinkProps {
  to: Route;
  current: boolean;
  unread?: number;
  sign: ReactNode;
  children: ReactNode;
  onGo: () => void;
}

function RailLink({ to, current, unread = 0, sign, children, onGo }: RailLinkProps) {
  return (
    <li>
      <a
        href={formatRoute(to)}
        className={unread > 0 ? 'rail-link rail-unread' : 'rail-link'}
        aria-current={current ? 'page' : undefined}
        onClick={onGo}
      >
        <span className="rail-sign" aria-hidden="true">
          {sign}
        </span>
        <span className="rail-name">{children}</span>
        {unread > 0 ? (
          <span className="rail-count">
            {unread}
            <span className="visually-hidden"> unread</span>
          </span>
        ) : null}
      </a>
    </li>
  );
}

interface RailProps {
  open: boolean;
  onGo: () => void;
  onSwitchUser: (user: string) => void;
}

export function Rail({ open, onGo, onSwitchUser }: RailProps) {
  const workspace = useWorkspace();
  const route = useRoute();
  const { channels, userById, app, appChannel, mode, eventsConnected } = workspace;
  const isOpen = (id: string) => route.kind === 'channel' && route.channel === id;
  const rooms = channels.filter((channel) => !channel.is_im);
  const directs = channels.filter((channel) => channel.is_im && channel.id !== appChannel?.id);
  return (
    <nav id="rail" className={open ? 'rail rail-open' : 'rail'} aria-label="Workspace">
      <h1 className="rail-team">{workspace.team.name}</h1>
      <UserSwitcher onSwitch={onSwitchUser} />
      <h2>Channels</h2>
      <ul>
        {rooms.map((channel) => (
          <RailLink
            key={channel.id}
            to={{ kind: 'channel', channel: channel.id }}
            current={isOpen(channel.id)}
            unread={channel.unread}
            sign={channel.is_private ? <LockIcon /> : '#'}
            onGo={onGo}
          >
            {channel.name}
          </RailLink>
        ))}
      </ul>
      {directs.length > 0 ? <h2>Direct messages</h2> : null}
      <ul>
        {directs.map((channel) => {
          const name = channelLabel(channel, workspace);
          return (
            <RailLink
              key={channel.id}
              to={{ kind: 'channel', channel: channel.id }}
              current={isOpen(channel.id)}
              unread={channel.unread}
              sign={<Avatar user={channel.user ? userById.get(channel.user) : undefined} name={name} />}
              onGo={onGo}
            >
              {name}
            </RailLink>
          );
        })}
      </ul>
      {app ? (
        <>
          <h2>Apps</h2>
          <ul>
            <RailLink
              to={{ kind: 'app', tab: 'home' }}
              current={route.kind === 'app'}
              unread={appChannel?.unread}
              sign={<Avatar user={app} name={displayName(app)} />}
              onGo={onGo}
            >
              {displayName(app)}
            </RailLink>
          </ul>
        </>
      ) : null}
      <p className="rail-foot">
        <span className={eventsConnected ? 'dot dot-on' : 'dot'} aria-hidden="true" />
        {eventsConnected ? 'App connected' : 'App not connected'} ·{' '}
        {mode === 'socket' ? 'Socket Mode' : 'HTTP'}
      </p>
    </nav>
  );
}
