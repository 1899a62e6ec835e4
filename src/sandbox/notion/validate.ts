import type { Json } from '../slack/json.ts';
import { misfitOf } from './check-schema.ts';
import { limitProblem } from './limits.ts';
import { invalid, NotionError } from './notion-error.ts';
import requests from './schemas/requests.generated.json' with { type: 'json' };

/** The client's type of each request with a body; it holds the path parameters too. */
export const requestTypes: Record<string, keyof (typeof requests)['definitions']> = {
  'POST /v1/pages': 'CreatePageParameters',
  'PATCH /v1/pages/:page_id': 'UpdatePageParameters',
  'PATCH /v1/blocks/:block_id': 'UpdateBlockParameters',
  'PATCH /v1/blocks/:block_id/children': 'AppendBlockChildrenParameters',
  'POST /v1/databases': 'CreateDatabaseParameters',
  'PATCH /v1/databases/:database_id': 'UpdateDatabaseParameters',
  'POST /v1/data_sources': 'CreateDataSourceParameters',
  'PATCH /v1/data_sources/:data_source_id': 'UpdateDataSourceParameters',
  'POST /v1/data_sources/:data_source_id/query': 'QueryDataSourceParameters',
  'POST /v1/comments': 'CreateCommentParameters',
  'PATCH /v1/comments/:comment_id': 'UpdateCommentParameters',
  'POST /v1/search': 'SearchParameters',
};

/** In the client's types for the sake of older versions; version 2026-03-11 knows them no more. */
const gone = ['archived', 'after'];

/** Real parts of the API that this forge does not play: refused rather than passed over in silence. */
const notPlayed: Record<string, readonly string[]> = {
  'POST /v1/pages': ['markdown', 'content', 'template', 'allow_async'],
  'PATCH /v1/pages/:page_id': ['template', 'is_locked', 'is_archived'],
  'PATCH /v1/databases/:database_id': ['parent', 'is_locked'],
  'PATCH /v1/data_sources/:data_source_id': ['parent'],
  'POST /v1/comments': ['attachments'],
};

/**
 * Whether Notion would take this body: shape by the client's own types, sizes by limits.ts.
 * @throws NotionError validation_error in Notion's wording, invalid_request for what the forge does not play
 */
export function validateRequest(
  route: string,
  params: Record<string, string>,
  body: Json,
  payloadBytes: number,
): void {
  const type = requestTypes[route];
  if (!type) return;
  const refused = gone.find((key) => body[key] !== undefined);
  const problem =
    refused === undefined
      ? (misfitOf(requests.definitions, requests.definitions[type], { ...body, ...params }, 'body')
          ?.message ?? limitProblem(body, payloadBytes))
      : `body.${refused} should be not present, instead was \`${JSON.stringify(body[refused])}\`.`;
  if (problem !== undefined) throw invalid(`body failed validation: ${problem}`);
  const unplayed = notPlayed[route]?.find((key) => body[key] !== undefined);
  if (unplayed !== undefined) {
    throw new NotionError(400, 'invalid_request', `The forged Notion does not play body.${unplayed}.`);
  }
}
