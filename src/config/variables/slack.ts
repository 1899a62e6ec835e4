import { secret, secretStartingWith, text, webUrl, webUrlWithSlash } from '../schema.ts';
import { optional, withDefault } from '../variable.ts';

export const slackVariables = {
  SLACK_BOT_TOKEN: optional(secretStartingWith('xoxb-'), {
    about:
      'Bot token of the one workspace Lookout serves. Leave it and SLACK_CLIENT_ID unset to run with the sandbox instead of Slack.',
    expects: 'the bot token from "OAuth & Permissions" of your Slack app; it starts with xoxb-',
    example: 'xoxb-...',
    secret: true,
  }),
  SLACK_SIGNING_SECRET: optional(secret, {
    about: 'Proves that an HTTP request comes from Slack. Needed unless SLACK_APP_TOKEN is set.',
    expects: 'the signing secret from "Basic Information" of your Slack app',
    example: '0123456789abcdef0123456789abcdef',
    secret: true,
  }),
  SLACK_APP_TOKEN: optional(secretStartingWith('xapp-'), {
    about:
      'App-level token with connections:write. When set, Lookout connects by Socket Mode and needs no public address.',
    expects: 'the app-level token from "Basic Information" of your Slack app; it starts with xapp-',
    example: 'xapp-...',
    secret: true,
  }),
  SLACK_CLIENT_ID: optional(text.regex(/^\d+\.\d+$/), {
    about:
      'Serves many workspaces: each installs Lookout from PUBLIC_URL/slack/install. Not together with SLACK_BOT_TOKEN.',
    expects: 'the client ID from "Basic Information" of your Slack app: two numbers joined by a dot',
    example: '1234567890.1234567890',
  }),
  SLACK_CLIENT_SECRET: optional(secret, {
    about: 'Goes with SLACK_CLIENT_ID.',
    expects: 'the client secret from "Basic Information" of your Slack app',
    example: '0123456789abcdef0123456789abcdef',
    secret: true,
  }),
  SLACK_STATE_SECRET: optional(text.min(16).pipe(secret), {
    about:
      'Signs the state of an installation, so that nobody can finish one another person began. Goes with SLACK_CLIENT_ID.',
    expects: 'any text of at least 16 characters that only you know',
    example: 'a-long-random-text',
    secret: true,
  }),
  SLACK_API_URL: withDefault('https://slack.com/api/', webUrlWithSlash, {
    about: 'Where the Slack Web API is. Only tests and the sandbox change it.',
    expects: 'a web address that starts with https:// or http://',
  }),
  SLACK_AUTHORIZE_URL: withDefault('https://slack.com/oauth/v2/authorize', webUrl, {
    about: 'Where a person is sent to install Lookout. Only tests and the sandbox change it.',
    expects: 'a web address that starts with https:// or http://',
  }),
};
