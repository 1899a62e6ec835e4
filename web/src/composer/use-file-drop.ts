import { type RefObject, useEffect, useEffectEvent, useState } from 'react';

/**
 * Takes files dropped anywhere on the channel or thread a composer stands in, as Slack does: one that misses
 * the composer would otherwise be opened by the browser in place of this page. Returns whether files are over it.
 */
export function useFileDrop(
  composer: RefObject<HTMLElement | null>,
  onFiles: (files: File[]) => void,
): boolean {
  const [over, setOver] = useState(false);
  const take = useEffectEvent(onFiles);
  useEffect(() => {
    const area = composer.current?.closest<HTMLElement>('.main, .thread');
    if (!area) return;
    const ending = new AbortController();
    const { signal } = ending;
    const on = (type: 'dragover' | 'drop', act: (files: DataTransfer) => void) =>
      area.addEventListener(
        type,
        (event) => {
          if (!event.dataTransfer?.types.includes('Files')) return;
          event.preventDefault();
          act(event.dataTransfer);
        },
        { signal },
      );
    on('dragover', () => setOver(true));
    on('drop', ({ files }) => {
      setOver(false);
      take([...files]);
    });
    area.addEventListener(
      'dragleave',
      (event) => {
        if (!(event.relatedTarget instanceof Node) || !area.contains(event.relatedTarget)) setOver(false);
      },
      { signal },
    );
    return () => ending.abort();
  }, [composer]);
  return over;
}
