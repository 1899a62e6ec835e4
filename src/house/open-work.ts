import type { Config } from '../config/config.ts';
import type { Secret } from '../config/secrets.ts';
import type { LinearDeps } from '../flows/linear/index.ts';
import type { NotionDeps } from '../flows/notion/index.ts';
import type { FetchRecording } from '../flows/transcript/index.ts';
import type { Clock } from '../kit/clock.ts';
import { createLinearWindow } from '../vendors/linear/linear-client.ts';
import { createLinearOAuth } from '../vendors/linear/oauth.ts';
import { createFirefliesClient } from '../vendors/notetakers/fetch-fireflies.ts';
import { createNotionWindow } from '../vendors/notion/notion-client.ts';
import { createNotionOAuth } from '../vendors/notion/oauth.ts';
import type { Egress } from '../vendors/web/egress.ts';

export interface Work {
  linear: Pick<LinearDeps, 'linear' | 'configured' | 'oauth'>;
  notion: Pick<NotionDeps, 'notion' | 'configured' | 'oauth'>;
  fetchRecording: { fetchRecording?: FetchRecording };
}

/** Where a person comes back to after connecting. */
export const connectPath = (vendor: 'linear' | 'notion') => `/connect/${vendor}/callback`;

/** The windows to where work is kept: Linear, Notion, and the note takers whose recordings are fetched. */
export function openWork(
  config: Config,
  { egress, clock, onlyWorkspace }: { egress: Egress; clock: Clock; onlyWorkspace: string | null },
): Work {
  /** A key of the settings is one company's: it serves the one workspace of SLACK_BOT_TOKEN and no stranger. */
  const configured = (secret: Secret | undefined) =>
    secret && onlyWorkspace !== null
      ? { configured: { workspaceId: onlyWorkspace, secret: secret.reveal() } }
      : {};
  const { linear, notion, meetings } = config;
  const { fetch } = egress;
  const redirectUri = (vendor: 'linear' | 'notion') => `${config.http.publicUrl ?? ''}${connectPath(vendor)}`;
  return {
    linear: {
      linear: createLinearWindow({ apiUrl: linear.apiUrl, fetch, clock }),
      ...configured(linear.apiKey),
      ...(linear.oauth
        ? {
            oauth: createLinearOAuth({
              clientId: linear.oauth.clientId,
              clientSecret: linear.oauth.clientSecret.reveal(),
              authorizeUrl: linear.authorizeUrl,
              apiUrl: linear.apiUrl,
              redirectUri: redirectUri('linear'),
              fetch,
              clock,
            }),
          }
        : {}),
    },
    notion: {
      notion: createNotionWindow({ apiUrl: notion.apiUrl, fetch, clock }),
      ...configured(notion.token),
      ...(notion.oauth
        ? {
            oauth: createNotionOAuth({
              clientId: notion.oauth.clientId,
              clientSecret: notion.oauth.clientSecret.reveal(),
              apiUrl: notion.apiUrl,
              redirectUri: redirectUri('notion'),
              fetch,
              clock,
            }),
          }
        : {}),
    },
    fetchRecording: meetings.fireflies
      ? {
          fetchRecording: createFirefliesClient({
            apiUrl: meetings.fireflies.apiUrl,
            apiKey: meetings.fireflies.apiKey.reveal(),
            fetch,
          }),
        }
      : {},
  };
}
