import { isObject, isObjectArray, type Json, stringOr } from '../slack/json.ts';

const plainStyle = {
  bold: false,
  italic: false,
  strikethrough: false,
  underline: false,
  code: false,
  color: 'default',
};

const textOf = (item: Json): string => {
  if (isObject(item.text)) return stringOr(item.text.content, '');
  if (isObject(item.equation)) return stringOr(item.equation.expression, '');
  return mentionText(isObject(item.mention) ? item.mention : {});
};

function mentionText(mention: Json): string {
  if (isObject(mention.date)) return stringOr(mention.date.start, '');
  const id = [mention.user, mention.page, mention.database].find(isObject)?.id;
  return `@${stringOr(id, 'Untitled')}`;
}

const kindOf = (item: Json): string =>
  stringOr(item.type, isObject(item.text) ? 'text' : isObject(item.equation) ? 'equation' : 'mention');

/** One element as Notion gives it back: with its plain text, link and every annotation. */
function presentItem(item: Json): Json {
  const type = kindOf(item);
  const plainText = textOf(item);
  const text = isObject(item.text) ? item.text : {};
  const link = isObject(text.link) ? stringOr(text.link.url, null) : null;
  const given = isObject(item.annotations) ? item.annotations : {};
  return {
    type,
    [type]: type === 'text' ? { content: plainText, link: link === null ? null : { url: link } } : item[type],
    annotations: { ...plainStyle, ...given },
    plain_text: plainText,
    href: link,
  };
}

/** A rich text of a request as Notion answers it; empty elements go. */
export const presentRichText = (given: unknown): Json[] =>
  isObjectArray(given) ? given.map(presentItem).filter((item) => item.plain_text !== '') : [];

/** Rich text saying just this. */
export const richText = (text: string): Json[] => presentRichText([{ text: { content: text } }]);

/** What a rich text says without its looks. */
export const plainText = (items: unknown): string =>
  isObjectArray(items) ? items.map((item) => stringOr(item.plain_text, '')).join('') : '';
