import type { SeenMessage } from './person.ts';

/** Words of a message as a person reads them: block texts and buttons, without markup. */
export function readAloud(message: SeenMessage): string[] {
  const texts = (value: unknown): string[] => {
    if (Array.isArray(value)) return value.flatMap(texts);
    if (typeof value !== 'object' || value === null) return [];
    const { type, text, elements } = value as { type?: string; text?: unknown; elements?: unknown };
    if (type === 'link') return [String((value as { url?: unknown }).url)];
    if (type === 'user') return ['@Lookout'];
    if (typeof text === 'string') return [text];
    if (type === 'overflow') return ['⋯'];
    if (type === 'rich_text_section') return [texts(elements).join('')];
    if (type === 'actions') return [`[${texts(elements).join('] [')}]`];
    return [...texts(text), ...texts(elements)];
  };
  const lines = texts(message.blocks).flatMap((line) => line.split('\n'));
  return (lines.length > 0 ? lines : [message.text]).map((line) =>
    line
      .replace(/<!date\^\d+\^[^|]*\|([^>]*)>/g, '$1')
      .replace(/<(https?:[^|>]*)(\|[^>]*)?>/g, '$1')
      .replaceAll('*', ''),
  );
}
