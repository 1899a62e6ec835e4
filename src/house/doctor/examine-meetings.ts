import type { Config } from '../../config/config.ts';
import type { Clock } from '../../kit/clock.ts';
import { codeOf } from '../../kit/errors.ts';
import type { Egress } from '../../vendors/web/egress.ts';
import { openWork } from '../open-work.ts';
import { type Finding, look, off, ok, sayingOf, warn } from './finding.ts';

const vendors = {
  linear: {
    name: 'Linear',
    key: 'LINEAR_API_KEY',
    app: 'LINEAR_CLIENT_ID',
    api: 'LINEAR_API_URL',
    work: 'issues',
  },
  notion: {
    name: 'Notion',
    key: 'NOTION_TOKEN',
    app: 'NOTION_CLIENT_ID',
    api: 'NOTION_API_URL',
    work: 'pages',
  },
} as const;
type Vendor = keyof typeof vendors;

/** What meetings need: Linear and Notion, their webhooks, note takers, and how long originals are kept. */
export function examineMeetings(config: Config, clock: Clock, egress: Egress): Promise<Finding>[] {
  const { linear, notion } = openWork(config, { egress, clock, onlyWorkspace: null });
  const who = {
    linear: async (key: string) => (await linear.linear.client('doctor', key).viewer()).organizationName,
    notion: async (key: string) => (await notion.notion.client('doctor', key).self()).workspaceName,
  };
  const configured = { linear: config.linear.apiKey?.reveal(), notion: config.notion.token?.reveal() };
  return [
    ...(['linear', 'notion'] as const).map((vendor) => {
      const { name, key, api } = vendors[vendor];
      return look(
        clock,
        name,
        `Check ${key}, and that this machine reaches ${config[vendor].apiUrl} (${api}).`,
        () => examineVendor(config, vendor, configured[vendor], who[vendor]),
      );
    }),
    look(clock, 'Their webhooks', '', async () => examineWebhooks(config)),
    look(clock, 'Note takers', '', async () => examineNoteTakers(config)),
    look(clock, 'Transcripts', '', async () => {
      const { retentionDays } = config.meetings;
      return ok(
        retentionDays === 0
          ? 'originals are deleted once they are read'
          : `originals are kept encrypted for ${retentionDays} days`,
      );
    }),
  ];
}

async function examineVendor(
  config: Config,
  vendor: Vendor,
  key: string | undefined,
  whoseIs: (key: string) => Promise<string | null>,
) {
  const { name, key: keyName, app, work } = vendors[vendor];
  if (key) {
    const whose = await whoseIs(key);
    return ok(`${keyName} connects ${whose ?? `a workspace of ${name}`}`);
  }
  const { oauth } = config[vendor];
  try {
    await whoseIs('none');
  } catch (error) {
    // Whoever refuses a key that is none is there.
    if (codeOf(error) !== 'unauthenticated' && oauth) throw error;
    if (codeOf(error) !== 'unauthenticated')
      return off(`cannot be reached from here, so that nobody can connect it: ${sayingOf(error)}`);
  }
  return oauth
    ? ok('answers; people connect it with one click')
    : off(
        `answers; people connect it for ${work} from Slack, with a key of their own`,
        `Set ${keyName} for one workspace, or ${app} for one click.`,
      );
}

function examineWebhooks({ http, linear, notion }: Config) {
  const missing = [
    ...(linear.webhookSecret ? [] : ['LINEAR_WEBHOOK_SECRET']),
    ...(notion.webhookToken ? [] : ['NOTION_WEBHOOK_TOKEN']),
  ];
  if (missing.length < 2 && !http.publicUrl)
    return warn('secrets are set, but not the address they are sent to', 'Set PUBLIC_URL.');
  if (missing.length === 0) return ok(`taken at ${http.publicUrl}/webhooks/linear and /webhooks/notion`);
  return off(
    `${missing.join(' and ')} not set: changes there show within five minutes, not at once`,
    'README.md, "Connecting Linear and Notion".',
  );
}

function examineNoteTakers({ http, meetings }: Config) {
  const { noteTakers, fireflies } = meetings;
  if (!noteTakers)
    return off(
      'their doors are shut: transcripts come as files, pasted or over the API',
      'Set NOTE_TAKER_SECRET.',
    );
  if (!http.publicUrl)
    return warn('NOTE_TAKER_SECRET is set, but not the address they are to send to', 'Set PUBLIC_URL.');
  const secrets = noteTakers.signing;
  const notes = [
    secrets.fathom
      ? ''
      : 'Fathom signs with secrets of its own: set FATHOM_WEBHOOK_SECRET to take what it sends',
    fireflies ? '' : 'Fireflies only says that a transcript is ready: set FIREFLIES_API_KEY to fetch it',
  ].filter(Boolean);
  return ok(['/lookout notetakers shows their addresses in a channel', ...notes].join('\n'));
}
