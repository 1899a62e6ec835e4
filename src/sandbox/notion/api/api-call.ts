import type { Json } from '../../slack/json.ts';
import type { Actor } from '../blocks.ts';
import type { NotionForge } from '../forge.ts';

/** One accepted request: path parameters, query and body as they came. */
export interface ApiCall {
  forge: NotionForge;
  params: Record<string, string>;
  query: Json;
  body: Json;
  /** The connection's bot, now. */
  actor: Actor;
}

/** Returns the JSON of a 200; throws NotionError for anything else. */
export type ApiHandler = (call: ApiCall) => Json;
