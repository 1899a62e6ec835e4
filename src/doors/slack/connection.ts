import type { InstallationQuery, InstallationStore } from '@slack/oauth';

/** Installations of many workspaces; the store's own, handed in. */
export interface InstallationsPort extends InstallationStore {
  revokeInstallation(query: InstallationQuery<boolean>): Promise<void>;
}

/** Whose workspace: one by its token, or many that install Lookout themselves. */
export type SlackConnection =
  | { kind: 'token'; botToken: string }
  | {
      kind: 'oauth';
      clientId: string;
      clientSecret: string;
      stateSecret: string;
      installations: InstallationsPort;
      /** Where Slack sends people back to; absent: the first redirect URL of the app. */
      redirectUri?: string | undefined;
      /** `https://slack.com/oauth/v2/authorize`, or a forged one. */
      authorizeUrl: string;
    };

/** How requests come in: by Slack's signed HTTP requests, or over a socket Lookout opens. */
export type SlackReceiving = { kind: 'http'; signingSecret: string } | { kind: 'socket'; appToken: string };
