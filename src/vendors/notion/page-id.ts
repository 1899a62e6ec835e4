/**
 * The id of the page (with dashes) that a link or an id names: `.../Title-<32 hex>`, with `?p=` where a page is open
 * beside a database. Undefined when there is none.
 */
export function readPageId(link: string): string | undefined {
  const url = URL.canParse(link) ? new URL(link) : undefined;
  const named = url?.searchParams.get('p') ?? url?.pathname ?? link;
  const hex = /([0-9a-f]{32})$/.exec(named.trim().toLowerCase().replaceAll('-', '').replace(/\/+$/, ''))?.[1];
  return hex?.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** A link to one block of a page. */
export const linkToBlock = (pageUrl: string, blockId: string): string =>
  `${pageUrl.split('#')[0]}#${blockId.replaceAll('-', '')}`;
