import { decimal, oneOf, secret, smtpUrl, text, webUrlWithoutSlash } from '../schema.ts';
import { optional, withDefault } from '../variable.ts';

export const llmVariables = {
  OPENAI_API_KEY: optional(secret, {
    about:
      'Lets a language model read requests and judge changes. Unset, with no OPENAI_BASE_URL: Lookout works by its own rules.',
    expects: 'an API key',
    example: 'sk-...',
    secret: true,
  }),
  OPENAI_BASE_URL: optional(webUrlWithoutSlash, {
    about:
      'A server that speaks the OpenAI API (Ollama, vLLM, a proxy). Unset: OpenAI itself. Needs no key when the server needs none. One on a private address must also stand in EGRESS_ALLOW.',
    expects: 'a web address that starts with https:// or http://',
    example: 'http://localhost:11434/v1',
  }),
  OPENAI_MODEL: withDefault('gpt-5.4-mini', text, {
    about: 'Model for understanding and judging.',
    expects: 'the name of a model',
  }),
  OPENAI_EMBEDDING_MODEL: withDefault('text-embedding-3-small', text, {
    about: 'Model for comparing meanings, used with EMBEDDINGS=openai.',
    expects: 'the name of an embedding model',
  }),
  EMBEDDINGS: withDefault('offline', oneOf(['offline', 'openai']), {
    about: 'Who compares meanings: the small English model inside the package, or OPENAI_EMBEDDING_MODEL.',
    expects: 'offline or openai',
  }),
  LLM_MONTHLY_BUDGET_USD: withDefault('20', decimal(0, 1_000_000), {
    about:
      'What one workspace may spend on models in a calendar month, in US dollars. Over it, rules judge and the owner is told once.',
    expects: 'an amount of US dollars such as 20 or 7.50',
  }),
};

export const searchVariables = {
  SEARCH_PROVIDER: optional(oneOf(['searxng', 'brave', 'tavily', 'openai']), {
    about: 'Finds pages when a request names none. Unset: people are asked to name a page.',
    expects: 'searxng, brave, tavily or openai',
    example: 'brave',
  }),
  SEARCH_URL: optional(webUrlWithoutSlash, {
    about:
      'Address of the search provider. Needed for searxng; for the others only when a proxy stands between.',
    expects: 'a web address that starts with https:// or http://',
    example: 'https://searx.example.com',
  }),
  SEARCH_KEY: optional(secret, {
    about: 'Key of the search provider. Needed for brave and tavily.',
    expects: 'an API key',
    example: 'a-key-from-the-provider',
    secret: true,
  }),
};

export const mailVariables = {
  SMTP_URL: optional(smtpUrl, {
    about: 'Mail server for alerts by e-mail. Unset: e-mail is not offered.',
    expects: 'a mail server address such as smtps://user:password@smtp.example.com:465',
    example: 'smtps://user:password@smtp.example.com:465',
    secret: true,
  }),
  MAIL_FROM: optional(text.regex(/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/), {
    about: 'Sender of e-mails. Goes with SMTP_URL.',
    expects: 'an e-mail address, with or without a name before it',
    example: 'Lookout <lookout@example.com>',
  }),
};
