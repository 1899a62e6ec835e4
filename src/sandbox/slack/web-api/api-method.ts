import type { Forge } from '../forge.ts';
import type { Token } from '../installation.ts';
import { type Json, tryParseJson } from '../json.ts';
import { missingArgument, SlackError } from '../slack-error.ts';

export interface CallContext {
  forge: Forge;
  args: Json;
  token: Token;
  /** Credentials of `Authorization: Basic`, for oauth.v2.access. */
  basic?: { user: string; password: string };
}

/** One Web API method. */
export interface ApiMethod {
  /** Which token it takes; `none` for those that authenticate otherwise. */
  token: 'bot' | 'app' | 'none';
  /** Any one of these scopes is enough; absent when none is needed or it depends on the conversation. */
  scopes?: readonly string[];
  /** The fields of the answer besides `ok: true`; throws SlackError for the rest. */
  run(context: CallContext): Json | Promise<Json>;
}

export type ApiMethods = Record<string, ApiMethod>;

/** Throws missing_scope unless the token has one of these. */
export function needScope(token: Token, anyOf: readonly string[]): void {
  if (anyOf.length === 0 || anyOf.some((scope) => token.scopes.has(scope))) return;
  throw new SlackError('missing_scope', { needed: anyOf.join(','), provided: [...token.scopes].join(',') });
}

/** A text argument; numbers and booleans arrive as text in a form and as themselves in JSON. */
export function optionalText(args: Json, name: string): string | undefined {
  const value = args[name];
  if (typeof value === 'string') return value === '' ? undefined : value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** A required text argument, or the error Slack answers without it. */
export function text(args: Json, name: string, error?: string): string {
  const value = optionalText(args, name);
  if (value !== undefined) return value;
  throw error === undefined ? missingArgument(name) : new SlackError(error);
}

export const flag = (args: Json, name: string): boolean =>
  args[name] === true || args[name] === 'true' || args[name] === '1' || args[name] === 1;

export function integer(args: Json, name: string, otherwise: number): number {
  const value = Number(optionalText(args, name));
  return Number.isInteger(value) && value > 0 ? value : otherwise;
}

/** A structured argument: an object in a JSON body, JSON text in a form. `undefined` when absent or empty. */
export function structured(args: Json, name: string, errorWhenBroken = 'invalid_arguments'): unknown {
  const value = args[name];
  if (typeof value !== 'string') return value ?? undefined;
  if (value.trim() === '') return undefined;
  const parsed = tryParseJson(value);
  if (parsed === undefined) throw new SlackError(errorWhenBroken);
  return parsed;
}

/** A list argument given as an array or as text with commas. */
export function list(args: Json, name: string): string[] {
  const value = args[name];
  const parsed = typeof value === 'string' && value.startsWith('[') ? tryParseJson(value) : value;
  if (Array.isArray(parsed)) return parsed.map(String);
  return typeof parsed === 'string'
    ? parsed
        .split(',')
        .map((one) => one.trim())
        .filter(Boolean)
    : [];
}

/** Slices a list by Slack's opaque cursors. */
export function page<T>(
  all: readonly T[],
  args: Json,
  defaultLimit = 100,
): { items: T[]; nextCursor: string } {
  const limit = Math.min(integer(args, 'limit', defaultLimit), 1_000);
  const cursor = optionalText(args, 'cursor');
  const decoded =
    cursor === undefined ? 0 : Number(Buffer.from(cursor, 'base64').toString().replace('next:', ''));
  if (!Number.isInteger(decoded) || decoded < 0) throw new SlackError('invalid_cursor');
  const end = decoded + limit;
  const nextCursor = end < all.length ? Buffer.from(`next:${end}`).toString('base64') : '';
  return { items: all.slice(decoded, end), nextCursor };
}
