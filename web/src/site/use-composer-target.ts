import { placeOf, useDrafts } from '../state/drafts.tsx';
import { useNavigate, useRoute } from '../state/navigation.tsx';
import { useWorkspace } from '../state/workspace.tsx';

/** Fills the composer of the open channel, or of the first channel where none is open. */
export function useComposerTarget() {
  const route = useRoute();
  const navigate = useNavigate();
  const drafts = useDrafts();
  const { channels, channelById, appChannel } = useWorkspace();

  const openChannel = (): string | undefined => {
    if (route.kind === 'channel' && channelById.has(route.channel)) return route.channel;
    if (route.kind === 'app' && route.tab === 'messages') return appChannel?.id;
    return undefined;
  };

  return {
    /** Replaces what stands in the composer. */
    write: (text: string) => {
      const channel = openChannel() ?? channels.find((one) => !one.is_im)?.id;
      if (!channel) return;
      if (!openChannel()) navigate({ kind: 'channel', channel });
      drafts.fill(placeOf(channel), text);
    },
    /** Adds to the end of what stands in the composer. */
    append: (text: string) => {
      const channel = openChannel() ?? channels.find((one) => !one.is_im)?.id;
      if (!channel) return;
      if (!openChannel()) navigate({ kind: 'channel', channel });
      const before = drafts.textOf(placeOf(channel));
      drafts.fill(placeOf(channel), before && !/\s$/.test(before) ? `${before} ${text}` : before + text);
    },
  };
}
