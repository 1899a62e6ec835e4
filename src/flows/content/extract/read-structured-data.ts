import type { Block } from '../../../contracts/blocks.ts';
import { foldText } from './fold-text.ts';

/** The path under which facts from a page's structured data stand. */
const place = 'structured data';
const maxFacts = 500;
const maxNodes = 20_000;

type Json = Record<string, unknown>;

/**
 * Prices and availability a page states for machines (JSON-LD Product and Offer), as pairs labelled
 * "structured data › product › price", so that a page whose text disagrees with its data is still compared.
 */
export function readStructuredData(scripts: readonly string[]): Block[] {
  const facts = new Map<string, string>();
  for (const script of scripts) {
    const budget = { nodes: maxNodes };
    try {
      collect(JSON.parse(script), '', facts, budget, 0);
    } catch {
      // Broken structured data is common, and no reason to lose the page.
    }
  }
  return [...facts].map(([label, text]) => ({ kind: 'pair', path: [], label, text }));
}

function collect(
  value: unknown,
  owner: string,
  facts: Map<string, string>,
  budget: { nodes: number },
  depth: number,
): void {
  if (depth > 20 || budget.nodes <= 0 || typeof value !== 'object' || value === null) return;
  budget.nodes -= 1;
  if (Array.isArray(value)) {
    for (const entry of value) collect(entry, owner, facts, budget, depth + 1);
    return;
  }
  const node = value as Json;
  const types = typesOf(node);
  const named = types.some((type) =>
    /Product|Vehicle|Service|SoftwareApplication|Event|Course|Book/.test(type),
  );
  const here = named ? textOf(node.name) || owner : owner;
  if (types.some((type) => type.endsWith('Offer'))) readOffer(node, here, facts);
  for (const key of Object.keys(node)) collect(node[key], here, facts, budget, depth + 1);
}

function readOffer(offer: Json, owner: string, facts: Map<string, string>): void {
  const name = textOf(offer.name) || textOf(offer.sku);
  const product = [owner, name === owner ? '' : name].filter(Boolean).join(' › ') || 'offer';
  const specification = asObject(offer.priceSpecification);
  const currency = textOf(offer.priceCurrency) || textOf(specification?.priceCurrency);
  const note = (what: string, text: string) => {
    if (text === '' || facts.size >= maxFacts) return;
    let label = `${place} › ${product} › ${what}`;
    for (let copy = 2; facts.has(label) && facts.get(label) !== text; copy += 1) {
      label = `${place} › ${product} › ${what} ${copy}`;
    }
    facts.set(label, text);
  };
  const money = (value: unknown) => [textOf(value), textOf(value) && currency].filter(Boolean).join(' ');
  note('price', money(offer.price) || money(specification?.price));
  note('low price', money(offer.lowPrice));
  note('high price', money(offer.highPrice));
  note('availability', availabilityOf(offer.availability));
}

/** `https://schema.org/OutOfStock` -> "Out of stock". */
function availabilityOf(value: unknown): string {
  const name = textOf(value).replace(/^https?:\/\/schema\.org\//i, '');
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const typesOf = (node: Json): string[] =>
  [node['@type']]
    .flat()
    .filter((type) => typeof type === 'string')
    .map((type) => type.replace(/^.*[/#:]/, ''));

const textOf = (value: unknown): string =>
  typeof value === 'string' ? foldText(value).slice(0, 300) : typeof value === 'number' ? String(value) : '';

const asObject = (value: unknown): Json | undefined => {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'object' && first !== null ? (first as Json) : undefined;
};
