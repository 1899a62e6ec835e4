/** A page of a made-up site, as such pages are built. */
export interface PageSpec {
  title?: string;
  lang?: string;
  /** Above the message, in a plain `<div>`: no markup says that it is a menu. */
  menu?: string[];
  header?: string[];
  h1?: string;
  h2?: string[];
  text?: string[];
  items?: string[];
  links?: string[];
  buttons?: string[];
  inputs?: string[];
  options?: string[];
  footer?: string[];
  scripts?: number;
  mount?: boolean;
  noscript?: string;
  dialog?: string[];
  head?: string;
}

const each = (texts: readonly string[] | undefined, wrap: (text: string) => string): string =>
  (texts ?? []).map(wrap).join('\n');
const link = (text: string): string => `<a href="/${encodeURIComponent(text)}">${text}</a>`;

export function pageOf(spec: PageSpec): string {
  return `<!doctype html><html lang="${spec.lang ?? 'en'}"><head><title>${spec.title ?? ''}</title>${spec.head ?? ''}</head><body>
${spec.header ? `<header><nav>${each(spec.header, link)}</nav></header>` : ''}
${spec.menu ? `<div class="x1">${each(spec.menu, (text) => `<div>${link(text)}</div>`)}</div>` : ''}
${spec.mount ? '<div id="app"></div>' : ''}${spec.noscript ? `<noscript>${spec.noscript}</noscript>` : ''}
${spec.dialog ? `<div role="dialog" id="cookie-notice">${each(spec.dialog, (text) => (text.length < 25 ? `<button>${text}</button>` : `<p>${text}</p>`))}</div>` : ''}
<div class="main">${spec.h1 ? `<h1>${spec.h1}</h1>` : ''}${each(spec.h2, (text) => `<h2>${text}</h2>`)}
${each(spec.text, (text) => `<p>${text}</p>`)}
${spec.items ? `<ul>${each(spec.items, (text) => `<li>${text}</li>`)}</ul>` : ''}
${spec.inputs ? `<form>${each(spec.inputs, (name) => `<label>${name}</label><input type="${/pass|pwd|mot de|contra|senha|wacht|пароль|密|パス/i.test(name) ? 'password' : 'text'}">`)}</form>` : ''}
${spec.options ? `<select>${each(spec.options, (text) => `<option>${text}</option>`)}</select>` : ''}
${each(spec.buttons, (text) => `<button>${text}</button>`)}${each(spec.links, (text) => `<p>${link(text)}</p>`)}</div>
${spec.footer ? `<footer>${each(spec.footer, link)}</footer>` : ''}${'<script src="/a.js"></script>'.repeat(spec.scripts ?? 1)}</body></html>`;
}
