import { encryptionKey, listOf, postgresUrl, text, wholeNumber } from '../schema.ts';
import { optional, withDefault } from '../variable.ts';

export const databaseVariables = {
  DATABASE_URL: optional(postgresUrl, {
    about:
      'A Postgres server, 15 or newer, with the pgvector extension. Unset: an embedded database in DATA_DIR, for one process.',
    expects: 'a Postgres address such as postgres://user:password@host:5432/lookout',
    example: 'postgres://lookout:password@localhost:5432/lookout',
    secret: true,
  }),
  DATABASE_POOL_SIZE: withDefault('10', wholeNumber(2, 200), {
    about: 'Connections this process holds to the Postgres server. Without DATABASE_URL it has no effect.',
    expects: 'a whole number from 2 to 200',
  }),
  DATABASE_STATEMENT_TIMEOUT_MS: withDefault('30000', wholeNumber(100, 3_600_000), {
    about: 'A statement that runs longer is ended by the database, in milliseconds.',
    expects: 'a whole number of milliseconds from 100 to 3600000',
  }),
  DATA_DIR: withDefault('.lookout', text, {
    about:
      'Directory for the embedded database, the generated encryption key and the last run of `lookout check`.',
    expects: 'a directory this process may write to',
  }),
};

export const securityVariables = {
  ENCRYPTION_KEYS: optional(listOf(encryptionKey), {
    about:
      'Keys for tokens at rest, as id:key. The first one writes, all of them read, so a new key is put in front of the old. Unset: a key is generated in DATA_DIR. Make one with: echo "$(date +%Y-%m):$(openssl rand -base64 32)"',
    expects: 'a comma list of id:key, each key 32 bytes in base64 (44 characters)',
    example: '2026-11:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
    secret: true,
  }),
};
