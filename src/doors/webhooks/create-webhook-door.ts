import type { IncomingMessage, ServerResponse } from 'node:http';
import { systemWorkspace } from '../../contracts/shared.ts';
import type { Hall } from '../../gateway/hall.ts';
import type { Clock } from '../../kit/clock.ts';
import { codeOf, httpStatusOf, LookoutError } from '../../kit/errors.ts';
import { sha256 } from '../../kit/ids.ts';
import type { Log } from '../../kit/log.ts';
import type { Inbox } from '../../queue/inbox.ts';
import { verifyLinearWebhook } from '../../vendors/linear/verify-webhook.ts';
import { readNotionHandshake, verifyNotionWebhook } from '../../vendors/notion/verify-webhook.ts';
import type { NoteSecrets } from './note-address.ts';
import { headerOf, readRawBody } from './read-raw-body.ts';
import { type Recording, takeNote } from './take-note.ts';

export interface WebhookDoorOptions {
  hall: Hall;
  inbox: Pick<Inbox, 'accept'>;
  clock: Clock;
  log: Log;
  /** What each vendor signs with. Without it that door is shut. */
  secrets: { linear?: string | undefined; notion?: string | undefined; noteTakers?: NoteSecrets | undefined };
  /** Leaves the job that fetches a recording, once a recording. */
  leaveFetch(recording: Recording): Promise<void>;
}

/** One request under /webhooks/; answers it whatever happens. */
export type WebhookDoor = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<void>;

/**
 * The door of vendors' webhooks. Verifies the bytes as they came, stores or hands them in, and only then says 200:
 * whoever gets no 200 sends again, and what comes twice is one delivery. A refusal says nothing of why.
 */
export function createWebhookDoor(options: WebhookDoorOptions): WebhookDoor {
  return async (request, response, path) => {
    try {
      if (request.method !== 'POST') return answer(response, 405);
      await take(options, request, path);
      answer(response, 200);
    } catch (error) {
      const code = codeOf(error);
      const fields = { err: error, code, door: path.split('/')[2]?.slice(0, 20) };
      if (code === 'internal') options.log.error(fields, 'a webhook could not be taken');
      else options.log.info(fields, 'a webhook was refused');
      answer(response, httpStatusOf[code]);
    }
  };
}

function answer(response: ServerResponse, status: number): void {
  if (response.headersSent) return;
  // The rest of a body that nobody wants is not waited for.
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(status === 413 ? { connection: 'close' } : {}),
  });
  response.end(status === 200 ? '{"ok":true}' : '{"ok":false}');
}

async function take(options: WebhookDoorOptions, request: IncomingMessage, path: string): Promise<void> {
  switch (path) {
    case '/webhooks/linear':
      return await takeLinear(options, request);
    case '/webhooks/notion':
      return await takeNotion(options, request);
    default:
      return await takeNote(options, request, path);
  }
}

const shut = (): LookoutError => new LookoutError('not_found', 'no secret is set for this door');

async function takeLinear(
  { secrets, clock, inbox }: WebhookDoorOptions,
  request: IncomingMessage,
): Promise<void> {
  if (!secrets.linear) throw shut();
  const rawBody = await readRawBody(request);
  const body = verifyLinearWebhook({
    rawBody,
    signature: headerOf(request, 'linear-signature'),
    secret: secrets.linear,
    now: clock.now(),
  });
  const delivery = headerOf(request, 'linear-delivery')?.slice(0, 200) ?? sha256(rawBody);
  await inbox.accept({
    deliveryId: `linear ${delivery}`,
    workspaceId: systemWorkspace,
    door: 'linear',
    body,
  });
}

async function takeNotion(
  { secrets, inbox, log }: WebhookDoorOptions,
  request: IncomingMessage,
): Promise<void> {
  const rawBody = await readRawBody(request);
  if (!secrets.notion) {
    const token = readNotionHandshake(rawBody);
    if (token === null) throw shut();
    // Whoever runs Lookout has to copy it, into Notion and into the settings; there is no other way to learn it.
    log.warn(
      `Notion's verification token: set NOTION_WEBHOOK_TOKEN=${token.replace(/[^\w-]/g, '').slice(0, 200)}`,
    );
    return;
  }
  const signature = headerOf(request, 'x-notion-signature');
  const body = verifyNotionWebhook({ rawBody, signature, token: secrets.notion });
  const delivery = typeof body.id === 'string' ? body.id.slice(0, 200) : sha256(rawBody);
  await inbox.accept({
    deliveryId: `notion ${delivery}`,
    workspaceId: systemWorkspace,
    door: 'notion',
    body,
  });
}
