import type { SeenMessage } from './person.ts';
import { isObject } from './slack/json.ts';
import type { Workspace } from './slack/workspace.ts';

/** Words of a message as a person reads them: block texts, buttons and names of files, without markup. */
export function readAloud({ people }: Pick<Workspace, 'people'>, message: SeenMessage): string[] {
  const nameOf = (userId: string): string => {
    const person = people.get(userId);
    return `@${(person?.isBot ? person.realName : person?.name) ?? userId}`;
  };
  const texts = (value: unknown): string[] => {
    if (Array.isArray(value)) return value.flatMap(texts);
    if (!isObject(value)) return [];
    const { type, text, elements } = value;
    if (type === 'link') return [String(value.url)];
    if (type === 'user') return [nameOf(String(value.user_id))];
    if (typeof text === 'string') return [text];
    if (type === 'overflow') return ['⋯'];
    if (type === 'rich_text_section') return [texts(elements).join('')];
    if (type === 'actions') return [`[${texts(elements).join('] [')}]`];
    return [...texts(text), ...texts(elements)];
  };
  const files = Array.isArray(message.raw.files) ? message.raw.files.filter(isObject) : [];
  const lines = texts(message.blocks).flatMap((line) => line.split('\n'));
  return [
    ...(lines.length > 0 ? lines : [message.text]).map((line) =>
      line
        .replace(/<!date\^\d+\^[^|]*\|([^>]*)>/g, '$1')
        .replace(/<@(\w+)>/g, (_, userId: string) => nameOf(userId))
        .replace(/<https?:[^|>]*\|([^>]*)>/g, '$1')
        .replace(/<(https?:[^>]*)>/g, '$1')
        .replaceAll('*', ''),
    ),
    ...files.map(({ name }) => `📎 ${String(name)}`),
  ];
}
