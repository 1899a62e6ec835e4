import type { Block } from '../../../contracts/blocks.ts';
import type { Hunk } from '../../../contracts/detection.ts';
import { diffTokens, type Span } from '../../../flows/detection/engine/diff-tokens.ts';
import { plural, truncate } from '../../../kit/text.ts';
import type { PairRun } from '../pair-result.ts';
import { escapeHtml, type Html, html } from './html.ts';

/** More of a pair does not help to see what went wrong, and the file has to open. */
const hunksShown = 200;
const blocksShown = 1_000;
const longestText = 2_000;
/** Longer texts are shown without their words compared: that takes time in proportion to both. */
const longestCompared = 6_000;

const nothing = '' as Html;

/** A pair that came out wrong: what was decided and why, the differences side by side, and both pages as read. */
export function renderWrongPair({ pair, result, evidence }: PairRun): Html {
  const { before, after, hunks, request, confidence } = evidence;
  const kind = pair.size ?? pair.noise_kind ?? pair.broken_kind;
  const sure = confidence === null ? '' : `, confidence ${confidence.toFixed(2)}`;
  const judged = result.judgedBy ? `by ${result.judgedBy}${sure}` : 'by the health of the page';
  const differing = new Set(hunks.flatMap((hunk) => [hunk.before, hunk.after]));
  return html`<article id="${escapeHtml(`pair-${result.id}`)}">
<h2>${escapeHtml(result.id)} <span class="tag wrong">${escapeHtml(result.verdict)}</span> <span class="tag">${escapeHtml(result.reason)}</span>
 labelled <span class="tag">${escapeHtml([pair.label, kind].filter(Boolean).join(' / '))}</span></h2>
<p>${escapeHtml(result.sentence)}<br><span class="note">${escapeHtml(judged)}; ${result.ms} ms a page; asked: ${escapeHtml(request)}</span></p>
<p class="where">${escapeHtml(pair.document ?? pair.site)} · ${escapeHtml(pair.url)}</p>
${hunks.length > 0 ? renderHunks(hunks) : html`<p class="note">Nothing was compared, or nothing differs.</p>`}
<details><summary>Both pages as they were read</summary>
<div class="sides"><div>${renderBlocks('before', before, differing)}</div><div>${renderBlocks('after', after, differing)}</div></div>
</details>
</article>`;
}

function renderHunks(hunks: readonly Hunk[]): Html {
  const ordered = hunks.toSorted((one, other) => Number(isKeptOut(one)) - Number(isKeptOut(other)));
  const rest = hunks.length - hunksShown;
  return html`<table><colgroup><col class="what"><col><col></colgroup>
<tr><th>difference</th><th>before</th><th>after</th></tr>
${ordered.slice(0, hunksShown).map(renderHunk)}
</table>
${rest > 0 ? html`<p class="note">and ${escapeHtml(plural(rest, 'more difference'))}</p>` : nothing}`;
}

const isKeptOut = (hunk: Hunk): boolean => hunk.furniture || hunk.noise !== undefined;

function renderHunk(hunk: Hunk): Html {
  const tags = [
    hunk.op,
    hunk.kind,
    hunk.furniture ? 'furniture' : '',
    hunk.noise ? `noise: ${hunk.noise}` : '',
    `relevance ${hunk.relevance ?? '-'}`,
    ...hunk.facts.map(({ kind, before, after }) => `${kind}: ${before?.raw ?? '-'} → ${after?.raw ?? '-'}`),
  ].filter(Boolean);
  const [gone, come] = sidesOf(hunk);
  const where = [...hunk.path, ...(hunk.label ? [hunk.label] : [])].join(' › ');
  return html`<tr class="${escapeHtml(isKeptOut(hunk) ? 'kept-out' : 'candidate')}">
<td>${tags.map((tag) => html`<span class="tag">${escapeHtml(truncate(tag, 120))}</span>`)}<br><span class="where">${escapeHtml(truncate(where, 300))}</span></td>
<td class="gone">${gone}</td><td class="come">${come}</td></tr>`;
}

function sidesOf({ before, after }: Hunk): [Html, Html] {
  if (before !== undefined && after !== undefined && before.length + after.length <= longestCompared) {
    const words = diffTokens(before, after);
    return [marked(words.before), marked(words.after)];
  }
  return [cut(before ?? ''), cut(after ?? '')];
}

const cut = (text: string): Html => escapeHtml(truncate(text, longestText));
const marked = (spans: readonly Span[]): Html =>
  spans
    .map(({ text, changed }) => (changed ? html`<mark>${escapeHtml(text)}</mark>` : escapeHtml(text)))
    .join('') as Html;

function renderBlocks(
  side: string,
  blocks: readonly Block[],
  differing: ReadonlySet<string | undefined>,
): Html {
  const rest = blocks.length - blocksShown;
  const furniture = blocks.filter((block) => block.furniture).length;
  return html`<p class="note">${escapeHtml(side)}: ${escapeHtml(plural(blocks.length, 'block'))}, ${furniture} of them furniture (faint); differing ones are marked</p>
<ol>${blocks.slice(0, blocksShown).map((block) => {
    const classes = [block.furniture ? 'furniture' : '', differing.has(block.text) ? 'differs' : ''];
    const label = block.label ? html`<b>${escapeHtml(block.label)}</b> ` : nothing;
    return html`<li class="${escapeHtml(classes.join(' ').trim())}"><span class="tag">${escapeHtml(block.kind)}</span> ${label}${cut(block.text)}</li>`;
  })}</ol>
${rest > 0 ? html`<p class="note">and ${rest} more</p>` : nothing}`;
}
