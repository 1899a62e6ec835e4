import { createHash } from 'node:crypto';
import { cleanText } from '../../../kit/text.ts';

/** Markup that is ready to be written; text becomes such only by `escapeHtml`. */
export type Html = string & { readonly isHtml: unique symbol };

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Foreign text, inert: no markup, no control or bidi characters. */
export const escapeHtml = (text: string): Html =>
  cleanText(text).replace(/[&<>"']/g, (character) => entities[character] ?? '') as Html;

/** A template whose strings are escaped and whose markup is not; lists are joined. */
export function html(parts: TemplateStringsArray, ...values: (Html | readonly Html[] | number)[]): Html {
  return parts.reduce((text, part, at) => {
    const value = values[at - 1];
    return text + (Array.isArray(value) ? value.join('\n') : String(value)) + part;
  }) as Html;
}

/** A whole page that loads nothing, runs nothing and is styled by this sheet alone. */
export function page(title: string, style: string, body: Html): string {
  const hash = createHash('sha256').update(style).digest('base64');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
${body}
</body>
</html>
`;
}
