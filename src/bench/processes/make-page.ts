/** What the loopback site is made of: pages of about 17 KB, each unlike the others. */

const words =
  'account plan team project report access invoice storage member export region support upgrade limit setting workspace history backup domain editor policy review channel monthly yearly customer feature request version release service status schedule archive template network device provider contract document payment address summary'.split(
    ' ',
  );

/** The same numbers for the same seed, so that every run serves the same site. */
function numbers(seed: number): (below: number) => number {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  return (below) => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % below;
  };
}

function sentence(next: (below: number) => number): string {
  const chosen = Array.from({ length: 8 + next(12) }, () => words[next(words.length)] ?? '');
  return `The ${chosen.join(' ')}.`;
}

/** Sentences that no other seed gives. */
export const sentences = (seed: number, count: number): string[] => {
  const next = numbers(seed);
  return Array.from({ length: count }, (_, at) => `${sentence(next)} ${seed}.${at}`);
};

const navigation = (page: number): string =>
  Array.from(
    { length: 24 },
    (_, at) =>
      `<li class="nav-item"><a class="nav-link" href="/pages/${(page + at) % 500}?from=nav">${words[at]} ${at}</a></li>`,
  ).join('\n');

function table(next: (below: number) => number, price: number): string {
  const rows = Array.from(
    { length: 20 },
    (_, at) =>
      `<tr data-row="${at}"><td>${words[next(words.length)]} ${at}</td><td>${next(900)} GB</td><td>${next(90)} seats</td><td>$${at === 2 ? price : next(400) + 5}.00</td></tr>`,
  );
  return `<table class="plans"><thead><tr><th>Plan</th><th>Storage</th><th>Seats</th><th>Price a month</th></tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table>`;
}

const usualSections = 8;
/** A section is at least so long. */
const shortestSection = 500;

/** A page of about so many bytes, and the same with another price. */
export function makeSizedPage(bytes: number, edit: number): string {
  const bare = makePage(0, edit, 0).length;
  const sample = (makePage(0, edit, 100).length - bare) / 100;
  return makePage(0, edit, Math.max(1, Math.round((bytes - bare) / Math.max(sample, shortestSection))));
}

/** One page as HTML: head, navigation, headings, paragraphs, a table and a footer. `edit` changes its price and one sentence. */
export function makePage(page: number, edit: number, length = usualSections): string {
  const next = numbers(page + 1);
  const sections = Array.from({ length }, (_, at) => {
    const heading = `${words[next(words.length)]} and ${words[next(words.length)]} ${page}.${at}`;
    const paragraphs = Array.from(
      { length: 3 },
      () => `<p class="body-text">${Array.from({ length: 4 }, () => sentence(next)).join(' ')}</p>`,
    );
    return `<section id="s${at}"><h2>${heading}</h2>\n${paragraphs.join('\n')}</section>`;
  });
  const price = 20 + (page % 50) + edit * 5;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Plans of customer ${page}</title>
<meta name="description" content="${sentence(next)}"><link rel="stylesheet" href="/site.css">
<script>window.dataLayer = window.dataLayer || []; dataLayer.push({ page: ${page} });</script>
<style>.body-text { margin: 1rem 0 } .plans td { padding: 4px }</style></head>
<body><header><a href="/">Home</a><nav><ul>
${navigation(page)}
</ul></nav></header>
<main><h1>Plans of customer ${page}</h1>
<p>Plan number ${page} costs $${price}.00 a month since revision ${edit}.</p>
${sections.join('\n')}
${table(next, price)}
</main>
<footer><p>Copyright 2026 Example Company. All rights reserved.</p><a href="/privacy">Privacy</a> <a href="/terms">Terms</a></footer>
</body></html>`;
}
