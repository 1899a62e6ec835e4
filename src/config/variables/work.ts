import { listOf, secret, text, webUrl, webUrlWithoutSlash, wholeNumber } from '../schema.ts';
import { optional, withDefault } from '../variable.ts';

export const linearVariables = {
  LINEAR_API_KEY: optional(secret, {
    about:
      'Connects Linear for the one workspace of SLACK_BOT_TOKEN and for no other: with SLACK_CLIENT_ID it connects nobody, each workspace connects its own. Unset: a person connects Linear from Slack, with a key of their own or by LINEAR_CLIENT_ID.',
    expects: 'a personal API key from Linear under "Security & access"',
    example: 'lin_api_...',
    secret: true,
  }),
  LINEAR_CLIENT_ID: optional(text, {
    about: 'Lets people connect Linear with one click (OAuth). Needs PUBLIC_URL.',
    expects: "the client ID of Lookout's OAuth application in Linear",
    example: '0123456789abcdef',
  }),
  LINEAR_CLIENT_SECRET: optional(secret, {
    about: 'Goes with LINEAR_CLIENT_ID.',
    expects: "the client secret of Lookout's OAuth application in Linear",
    example: '0123456789abcdef0123456789abcdef',
    secret: true,
  }),
  LINEAR_WEBHOOK_SECRET: optional(secret, {
    about:
      "Proves that a webhook comes from Linear. Unset: Linear's changes are only seen by the sweep every few minutes.",
    expects: 'the signing secret of the webhook in Linear',
    example: 'lin_wh_...',
    secret: true,
  }),
  LINEAR_API_URL: withDefault('https://api.linear.app/graphql', webUrl, {
    about: "Where Linear's GraphQL API is. Only tests and the sandbox change it.",
    expects: 'a web address that starts with https:// or http://',
  }),
  LINEAR_OAUTH_URL: withDefault('https://linear.app/oauth/authorize', webUrl, {
    about: 'Where a person is sent to connect Linear. Only tests and the sandbox change it.',
    expects: 'a web address that starts with https:// or http://',
  }),
};

export const notionVariables = {
  NOTION_TOKEN: optional(secret, {
    about:
      'Connects Notion for the one workspace of SLACK_BOT_TOKEN and for no other: with SLACK_CLIENT_ID it connects nobody, each workspace connects its own. Unset: a person connects Notion from Slack, with a token of their own or by NOTION_CLIENT_ID.',
    expects: 'the secret of an internal integration in Notion',
    example: 'ntn_...',
    secret: true,
  }),
  NOTION_CLIENT_ID: optional(text, {
    about: 'Lets people connect Notion with one click (OAuth). Needs PUBLIC_URL.',
    expects: "the client ID of Lookout's public integration in Notion",
    example: '01234567-89ab-cdef-0123-456789abcdef',
  }),
  NOTION_CLIENT_SECRET: optional(secret, {
    about: 'Goes with NOTION_CLIENT_ID.',
    expects: "the client secret of Lookout's public integration in Notion",
    example: 'secret_...',
    secret: true,
  }),
  NOTION_WEBHOOK_TOKEN: optional(secret, {
    about:
      'The verification token Notion sent when its webhook was made; signs every later one. Unset: ticks in Notion are only seen by the sweep every few minutes.',
    expects: 'the verification token of the webhook subscription',
    example: 'secret_...',
    secret: true,
  }),
  NOTION_API_URL: withDefault('https://api.notion.com', webUrlWithoutSlash, {
    about: "Where Notion's API is. Only tests and the sandbox change it.",
    expects: 'a web address that starts with https:// or http://',
  }),
};

/** One for each webhook or account. */
const signingSecrets = listOf(text.min(16).pipe(secret));

export const noteTakerVariables = {
  FIREFLIES_API_KEY: optional(secret, {
    about: 'Fetches a transcript when Fireflies says that one is ready.',
    expects: 'an API key of Fireflies',
    example: 'a-key-of-fireflies',
    secret: true,
  }),
  FIREFLIES_API_URL: withDefault('https://api.fireflies.ai/graphql', webUrl, {
    about: "Where Fireflies' GraphQL API is. Only tests change it.",
    expects: 'a web address that starts with https:// or http://',
  }),
  NOTE_TAKER_SECRET: optional(text.min(16).pipe(secret), {
    about:
      'Makes the addresses of note takers, and a secret for each of them (`/lookout notetakers` shows both). Unset: those doors are shut.',
    expects: 'any text of at least 16 characters that nobody else knows',
    example: 'a-long-random-text',
    secret: true,
  }),
  FATHOM_WEBHOOK_SECRET: optional(signingSecrets, {
    about:
      'What Fathom signs with: it gives each webhook its own. Unset: NOTE_TAKER_SECRET, which then has to be that secret.',
    expects: 'the whsec_… of each webhook in Fathom, separated by commas',
    example: 'whsec_of-one-webhook,whsec_of-another',
    secret: true,
  }),
  FIREFLIES_WEBHOOK_SECRET: optional(signingSecrets, {
    about:
      'What Fireflies may sign with beside the secret that `/lookout notetakers` shows. Unset: NOTE_TAKER_SECRET.',
    expects: 'signing secrets of 16 characters and more, separated by commas',
    example: 'a-text-of-16-to-32-characters',
    secret: true,
  }),
  KRISP_WEBHOOK_SECRET: optional(signingSecrets, {
    about:
      'Asks Krisp for the header "Authorization: Bearer ...", with this or with what `/lookout notetakers` then shows. Unset: knowing the address is enough.',
    expects: 'texts of at least 16 characters, separated by commas',
    example: 'a-long-random-text',
    secret: true,
  }),
};

export const transcriptVariables = {
  TRANSCRIPT_RETENTION_DAYS: withDefault('30', wholeNumber(0, 3_650), {
    about:
      'How long the original of a transcript is kept, encrypted. 0: not at all. What was made of it stays.',
    expects: 'a number of days',
  }),
};
