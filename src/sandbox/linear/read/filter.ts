import { notForged } from '../errors.ts';
import type { Actor, LinearForge } from '../forge.ts';
import { type Comparator, passes } from './compare.ts';
import { type Kind, type Related, relatedOf } from './relations.ts';

type Filter = Record<string, unknown>;
const isFilter = (value: unknown): value is Filter => typeof value === 'object' && value !== null;

interface Asked {
  forge: LinearForge;
  actor: Actor;
}

function matchesRelated(asked: Asked, related: Related, filter: Filter): boolean {
  const { null: absent, ...rest } = filter;
  const hasRest = Object.keys(rest).length > 0;
  if ('one' in related) {
    if (typeof absent === 'boolean' && absent !== !related.one) return false;
    return !hasRest || (related.one !== undefined && matches(asked, related.kind, related.one, rest));
  }
  const { some, every, length, ...ofAny } = rest;
  const { many, kind } = related;
  const now = asked.forge.clock.now();
  if (typeof absent === 'boolean' && absent !== (many.length === 0)) return false;
  if (isFilter(length) && !passes(many.length, length, now, false)) return false;
  if (isFilter(every) && !many.every((row) => matches(asked, kind, row, every))) return false;
  if (isFilter(some) && !many.some((row) => matches(asked, kind, row, some))) return false;
  return Object.keys(ofAny).length === 0 || many.some((row) => matches(asked, kind, row, ofAny));
}

function matchesOne(asked: Asked, kind: Kind, row: object, key: string, condition: unknown): boolean {
  if (!isFilter(condition)) return true;
  if (key === 'and' || key === 'or') {
    const parts = Array.isArray(condition) ? condition.filter(isFilter) : [];
    return key === 'and'
      ? parts.every((part) => matches(asked, kind, row, part))
      : parts.length === 0 || parts.some((part) => matches(asked, kind, row, part));
  }
  const related = relatedOf(asked.forge, asked.actor, kind, row, key);
  if (related) return matchesRelated(asked, related, condition);
  if (!(key in row)) throw notForged(`filter ${key} of ${kind}`);
  const value = (row as Record<string, unknown>)[key];
  const isTime = key.endsWith('At') || key.endsWith('Date');
  return passes(value, condition satisfies Comparator, asked.forge.clock.now(), isTime);
}

/** Whether a row passes one of Linear's filters, relations included. */
export const matches = (asked: Asked, kind: Kind, row: object, filter: Filter): boolean =>
  Object.entries(filter).every(([key, condition]) => matchesOne(asked, kind, row, key, condition));
