/** Slack escapes exactly these three characters on the wire. */
export function decodeEntities(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** A link a person may follow: web and mail only, so that no message can carry a script. */
export function safeUrl(url: string): string | undefined {
  return /^(https?:\/\/|mailto:|tel:)/i.test(url) ? url : undefined;
}

/** Pictures are shown only from this machine: the sandbox promises that nothing leaves it. */
export function isLocalPicture(url: string): boolean {
  if (/^(data:image\/|blob:|\/(?!\/))/.test(url)) return true;
  return /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?\//.test(url);
}
