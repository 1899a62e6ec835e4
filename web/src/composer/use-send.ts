import { useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { useSandboxSignals } from '../state/signals.tsx';
import { useWorkspace } from '../state/workspace.tsx';
import { readFiles } from './attachments.tsx';
import { splitCommand, toWire } from './wire-text.ts';

/** Sends what stands in a composer: a message with its files, or a slash command. Throws when refused. */
export function useSend(channel: string, thread: string | undefined) {
  const workspace = useWorkspace();
  const cache = useQueryClient();
  const { onSent } = useSandboxSignals();
  const { me } = workspace;
  const inThread = thread ? { thread_ts: thread } : {};

  return async (text: string, files: File[]) => {
    const line = files.length === 0 ? splitCommand(text) : undefined;
    if (line) {
      if (!workspace.commands.some(({ command }) => command === line.command)) {
        throw new Error(`${line.command} is not a command here. Type / to see those there are.`);
      }
      await api.command({ user: me, channel, ...line, ...inThread });
    } else {
      const outgoing = await readFiles(files);
      await api.post({
        user: me,
        channel,
        text: toWire(text.trim(), workspace),
        ...inThread,
        ...(outgoing.length > 0 ? { files: outgoing } : {}),
      });
      onSent(text);
    }
    await cache.invalidateQueries({ queryKey: [thread ? 'thread' : 'messages', me, channel] });
  };
}
