import { join } from 'node:path';
import { LookoutError } from '../kit/errors.ts';
import { checkTogether } from './check-together.ts';
import { type Problem, readValues } from './read-values.ts';
import type { EncryptionKey, HostAndPort } from './schema.ts';
import type { Secret } from './secrets.ts';
import type { Values } from './variables.ts';

/** How events and interactions come in. */
export type SlackReceiving = { kind: 'socket'; appToken: Secret } | { kind: 'http'; signingSecret: Secret };

export type SlackConnection =
  | { kind: 'sandbox' }
  | { kind: 'token'; botToken: Secret; receiving: SlackReceiving }
  | { kind: 'oauth'; clientId: string; clientSecret: Secret; stateSecret: Secret; receiving: SlackReceiving };

/** Those that can prove more than that they know their address. */
type SigningNoteTaker = 'krisp' | 'fathom' | 'fireflies';

export interface Config {
  /** `apiUrl` ends with a slash. */
  slack: { connection: SlackConnection; apiUrl: string; authorizeUrl: string };
  database: { statementTimeoutMs: number } & (
    | { kind: 'embedded'; directory: string }
    | { kind: 'server'; url: Secret; poolSize: number }
  );
  /** Where this process may keep files of its own. */
  dataDir: string;
  security: {
    encryption: { kind: 'keys'; keys: readonly EncryptionKey[] } | { kind: 'key-file'; path: string };
  };
  http: {
    host: string;
    port: number;
    publicUrl: string | undefined;
    apiKeys: readonly { workspaceId: string; secret: Secret }[];
    internalKey: Secret | undefined;
  };
  egress: { allow: readonly HostAndPort[]; userAgent: string };
  watching: {
    minCadenceSeconds: number;
    snapshotRetentionDays: number;
    originRequestsPerSecond: number;
    originConcurrency: number;
    fetchConcurrency: number;
    extractThreads: number | undefined;
    chromiumPath: string | undefined;
  };
  llm: {
    /** Undefined: rules only. `apiKey` may be missing for a server of one's own. */
    model: { name: string; apiKey: Secret | undefined; baseUrl: string | undefined } | undefined;
    embeddings:
      | { kind: 'offline' }
      | { kind: 'openai'; name: string; apiKey: Secret | undefined; baseUrl: string | undefined };
    /** US dollars for one workspace in a calendar month. */
    monthlyBudgetUsd: number;
  };
  search:
    | {
        provider: 'searxng' | 'brave' | 'tavily' | 'openai';
        url: string | undefined;
        key: Secret | undefined;
      }
    | undefined;
  mail: { smtpUrl: Secret; from: string } | undefined;
  linear: {
    apiUrl: string;
    authorizeUrl: string;
    apiKey: Secret | undefined;
    oauth: { clientId: string; clientSecret: Secret } | undefined;
    webhookSecret: Secret | undefined;
  };
  notion: {
    apiUrl: string;
    token: Secret | undefined;
    oauth: { clientId: string; clientSecret: Secret } | undefined;
    webhookToken: Secret | undefined;
  };
  meetings: {
    fireflies: { apiUrl: string; apiKey: Secret } | undefined;
    /** Undefined: the doors of note takers are shut. */
    noteTakers:
      | { addresses: Secret; signing: Partial<Record<SigningNoteTaker, readonly Secret[]>> }
      | undefined;
    /** 0: originals are not kept. */
    retentionDays: number;
  };
  log: { level: Values['LOG_LEVEL'] };
  process: { sandboxPort: number; shutdownGraceSeconds: number };
}

/**
 * The environment as one typed value; pure, reads nothing else.
 * @throws LookoutError bad_config; its humanMessage has a line for each thing to mend, without any secret.
 */
export function loadConfig(env: Record<string, string | undefined>): Config {
  const read = readValues(env);
  if ('problems' in read) throw refuse(read.problems);
  const problems = checkTogether(read.values);
  if (problems.length > 0) throw refuse(problems);
  return arrange(read.values);
}

function refuse(problems: readonly Problem[]): LookoutError {
  const names = [...new Set(problems.flatMap((problem) => problem.names))];
  const lines = problems.map((problem) => `  - ${problem.sentence}`);
  return new LookoutError('bad_config', `bad configuration: ${names.join(', ')}`, {
    humanMessage: ['Lookout cannot start with these settings (.env.example explains each):', ...lines].join(
      '\n',
    ),
    fields: { variables: names },
  });
}

function arrange(values: Values): Config {
  return {
    slack: {
      connection: slackConnection(values),
      apiUrl: values.SLACK_API_URL,
      authorizeUrl: values.SLACK_AUTHORIZE_URL,
    },
    database: database(values),
    dataDir: values.DATA_DIR,
    security: {
      encryption: values.ENCRYPTION_KEYS
        ? { kind: 'keys', keys: values.ENCRYPTION_KEYS }
        : { kind: 'key-file', path: join(values.DATA_DIR, 'encryption.key') },
    },
    http: {
      host: values.HOST,
      port: values.PORT,
      publicUrl: values.PUBLIC_URL,
      apiKeys: values.API_KEYS ?? [],
      internalKey: values.INTERNAL_KEY,
    },
    egress: { allow: values.EGRESS_ALLOW ?? [], userAgent: values.USER_AGENT ?? defaultUserAgent(values) },
    watching: {
      minCadenceSeconds: values.MIN_CADENCE_SECONDS,
      snapshotRetentionDays: values.SNAPSHOT_RETENTION_DAYS,
      originRequestsPerSecond: values.ORIGIN_REQUESTS_PER_SECOND,
      originConcurrency: values.ORIGIN_CONCURRENCY,
      fetchConcurrency: values.FETCH_CONCURRENCY,
      extractThreads: values.EXTRACT_THREADS,
      chromiumPath: values.CHROMIUM_PATH,
    },
    llm: llm(values),
    search: values.SEARCH_PROVIDER && {
      provider: values.SEARCH_PROVIDER,
      url: values.SEARCH_URL,
      key: values.SEARCH_KEY,
    },
    mail:
      values.SMTP_URL && values.MAIL_FROM ? { smtpUrl: values.SMTP_URL, from: values.MAIL_FROM } : undefined,
    linear: {
      apiUrl: values.LINEAR_API_URL,
      authorizeUrl: values.LINEAR_OAUTH_URL,
      apiKey: values.LINEAR_API_KEY,
      oauth: oauthApp(values.LINEAR_CLIENT_ID, values.LINEAR_CLIENT_SECRET),
      webhookSecret: values.LINEAR_WEBHOOK_SECRET,
    },
    notion: {
      apiUrl: values.NOTION_API_URL,
      token: values.NOTION_TOKEN,
      oauth: oauthApp(values.NOTION_CLIENT_ID, values.NOTION_CLIENT_SECRET),
      webhookToken: values.NOTION_WEBHOOK_TOKEN,
    },
    meetings: {
      fireflies: values.FIREFLIES_API_KEY && {
        apiUrl: values.FIREFLIES_API_URL,
        apiKey: values.FIREFLIES_API_KEY,
      },
      noteTakers: noteTakers(values),
      retentionDays: values.TRANSCRIPT_RETENTION_DAYS,
    },
    log: { level: values.LOG_LEVEL },
    process: {
      sandboxPort: values.SANDBOX_PORT,
      shutdownGraceSeconds: values.SHUTDOWN_GRACE_SECONDS,
    },
  };
}

const noteTakers = (values: Values): Config['meetings']['noteTakers'] =>
  values.NOTE_TAKER_SECRET && {
    addresses: values.NOTE_TAKER_SECRET,
    signing: {
      ...(values.KRISP_WEBHOOK_SECRET ? { krisp: values.KRISP_WEBHOOK_SECRET } : {}),
      ...(values.FATHOM_WEBHOOK_SECRET ? { fathom: values.FATHOM_WEBHOOK_SECRET } : {}),
      ...(values.FIREFLIES_WEBHOOK_SECRET ? { fireflies: values.FIREFLIES_WEBHOOK_SECRET } : {}),
    },
  };

const oauthApp = (clientId: string | undefined, clientSecret: Secret | undefined) =>
  clientId !== undefined && clientSecret !== undefined ? { clientId, clientSecret } : undefined;

function slackConnection(values: Values): SlackConnection {
  const receiving = slackReceiving(values);
  if (!receiving) return { kind: 'sandbox' };
  if (values.SLACK_BOT_TOKEN) return { kind: 'token', botToken: values.SLACK_BOT_TOKEN, receiving };
  const {
    SLACK_CLIENT_ID: clientId,
    SLACK_CLIENT_SECRET: clientSecret,
    SLACK_STATE_SECRET: stateSecret,
  } = values;
  if (clientId && clientSecret && stateSecret)
    return { kind: 'oauth', clientId, clientSecret, stateSecret, receiving };
  return { kind: 'sandbox' };
}

function slackReceiving({ SLACK_APP_TOKEN, SLACK_SIGNING_SECRET }: Values): SlackReceiving | undefined {
  if (SLACK_APP_TOKEN) return { kind: 'socket', appToken: SLACK_APP_TOKEN };
  return SLACK_SIGNING_SECRET && { kind: 'http', signingSecret: SLACK_SIGNING_SECRET };
}

function database(values: Values): Config['database'] {
  const statementTimeoutMs = values.DATABASE_STATEMENT_TIMEOUT_MS;
  return values.DATABASE_URL
    ? { kind: 'server', url: values.DATABASE_URL, poolSize: values.DATABASE_POOL_SIZE, statementTimeoutMs }
    : { kind: 'embedded', directory: join(values.DATA_DIR, 'database'), statementTimeoutMs };
}

function llm(values: Values): Config['llm'] {
  const server = { apiKey: values.OPENAI_API_KEY, baseUrl: values.OPENAI_BASE_URL };
  const reachable = server.apiKey !== undefined || server.baseUrl !== undefined;
  return {
    model: reachable ? { name: values.OPENAI_MODEL, ...server } : undefined,
    embeddings:
      values.EMBEDDINGS === 'openai'
        ? { kind: 'openai', name: values.OPENAI_EMBEDDING_MODEL, ...server }
        : { kind: 'offline' },
    monthlyBudgetUsd: values.LLM_MONTHLY_BUDGET_USD,
  };
}

function defaultUserAgent({ CONTACT_URL, PUBLIC_URL }: Values): string {
  const contact = CONTACT_URL ?? PUBLIC_URL;
  return contact ? `Lookout/0.1 (+${contact})` : 'Lookout/0.1';
}
