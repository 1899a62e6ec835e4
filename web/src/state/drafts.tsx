import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';

interface Drafts {
  textOf: (place: string) => string;
  setText: (place: string, text: string) => void;
  /** Puts text into a place's composer from elsewhere on the page and moves the focus there. */
  fill: (place: string, text: string) => void;
}

const DraftsContext = createContext<Drafts | undefined>(undefined);

/** Where something is written: a channel, or a thread in it. */
export function placeOf(channel: string, thread?: string): string {
  return thread ? `${channel}/${thread}` : channel;
}

export function composerId(place: string): string {
  return `composer-${place}`;
}

function focusComposer(place: string): void {
  // Two frames: the composer may only now be drawn, for a channel that was not open.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const box = document.getElementById(composerId(place));
      if (!(box instanceof HTMLTextAreaElement)) return;
      box.focus();
      box.setSelectionRange(box.value.length, box.value.length);
    }),
  );
}

/** Unsent text survives moving between channels, as it does in Slack. */
export function DraftsProvider({ children }: { children: ReactNode }) {
  const [drafts, setDrafts] = useState<Record<string, string>>({});
  const value = useMemo<Drafts>(() => {
    const setText = (place: string, text: string) => setDrafts((now) => ({ ...now, [place]: text }));
    return {
      textOf: (place) => drafts[place] ?? '',
      setText,
      fill: (place, text) => {
        setText(place, text);
        focusComposer(place);
      },
    };
  }, [drafts]);
  return <DraftsContext value={value}>{children}</DraftsContext>;
}

export function useDrafts(): Drafts {
  const drafts = useContext(DraftsContext);
  if (!drafts) throw new Error('useDrafts outside DraftsProvider');
  return drafts;
}
