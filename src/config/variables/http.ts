import {
  apiKey,
  hostAndPort,
  listOf,
  secret,
  text,
  webUrl,
  webUrlWithoutSlash,
  wholeNumber,
} from '../schema.ts';
import { optional, withDefault } from '../variable.ts';

export const httpVariables = {
  PORT: withDefault('3000', wholeNumber(0, 65_535), {
    about: 'Port of Slack requests, the API, /healthz, /readyz and /metrics. 0 takes any free one.',
    expects: 'a whole number from 0 to 65535',
  }),
  HOST: withDefault('127.0.0.1', text, {
    about: 'Address to listen on. In a container: 0.0.0.0.',
    expects: 'an address of this machine',
  }),
  PUBLIC_URL: optional(webUrlWithoutSlash, {
    about: 'How Slack and people reach this server from outside. Needed to install into many workspaces.',
    expects: 'a web address that starts with https:// or http://',
    example: 'https://lookout.example.com',
  }),
  API_KEYS: optional(listOf(apiKey), {
    about: 'Bearer keys for /v1, each for one workspace. Unset: /v1 answers nobody.',
    expects: 'a comma list of TEAMID:secret, each secret at least 16 characters',
    example: 'T024BE7LD:a-long-random-text',
    secret: true,
  }),
  INTERNAL_KEY: optional(text.min(16).pipe(secret), {
    about: 'Key the processes of one Lookout use between themselves.',
    expects: 'any text of at least 16 characters that only you know',
    example: 'a-long-random-text',
    secret: true,
  }),
};

export const egressVariables = {
  EGRESS_ALLOW: optional(listOf(hostAndPort), {
    about:
      'Private targets that may be watched all the same. Everything that is not on the public internet is refused otherwise.',
    expects: 'a comma list of host:port',
    example: 'wiki.internal:443,10.0.0.7:8080',
  }),
  USER_AGENT: optional(text.max(256), {
    about:
      'What Lookout calls itself to the sites it reads. Unset: Lookout with its version and CONTACT_URL.',
    expects: 'one line of at most 256 characters',
    example: 'AcmeWatch/1.0 (+https://acme.example/watch)',
  }),
  CONTACT_URL: optional(webUrl, {
    about:
      'A page that tells the owner of a watched site who reads it and how to object. Part of the default USER_AGENT.',
    expects: 'a web address that starts with https:// or http://',
    example: 'https://lookout.example.com/about',
  }),
};
