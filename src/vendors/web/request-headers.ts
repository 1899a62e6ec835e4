/** Headers that frame the message or route the connection: never the caller's to set. */
const framingHeaders = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'te',
  'transfer-encoding',
  'upgrade',
]);

/** Names in lower case, framing removed, with our own User-Agent and the encodings we unpack. */
export function prepareHeaders(given: Record<string, string>, userAgent: string): Record<string, string> {
  const headers: Record<string, string> = { 'user-agent': userAgent };
  for (const [name, value] of Object.entries(given)) {
    const lower = name.toLowerCase();
    if (!framingHeaders.has(lower)) headers[lower] = value;
  }
  headers['accept-encoding'] = 'gzip, deflate, br, zstd';
  return headers;
}
