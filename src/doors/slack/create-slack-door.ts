import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { App, HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Hall } from '../../gateway/hall.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Log } from '../../kit/log.ts';
import type { Inbox } from '../../queue/inbox.ts';
import type { Workers } from '../../queue/queue.ts';
import { listenToIssueUndo } from './act-on-issues.ts';
import { listenToAlertActions } from './alert-actions.ts';
import { listenToAppHome } from './app-home.ts';
import { authorizeByInstallation, authorizeByToken, createInstaller } from './authorize.ts';
import { boltLogger } from './bolt-logger.ts';
import { listenToChoosing } from './choose-meetings.ts';
import { listenToClarifications } from './clarify-actions.ts';
import { listenToCommands } from './commands.ts';
import { listenToConnecting } from './connect-modals.ts';
import type { SlackConnection, SlackReceiving } from './connection.ts';
import { listenToCreateAnyway } from './create-issue.ts';
import type { Door, ReadFile } from './door.ts';
import { listenToFiles } from './files.ts';
import { installPages } from './install-pages.ts';
import { listenToItems } from './item-actions.ts';
import { listenToMeetings } from './list-meetings.ts';
import { listenToMeetingShortcuts } from './meeting-shortcuts.ts';
import { listenToMentions } from './mentions.ts';
import { listenToMonitorActions } from './monitor-actions.ts';
import { createPeople } from './people.ts';
import { eventWorkers } from './process-event.ts';
import { listenToReviews } from './review-actions.ts';
import { listenToShortcuts } from './shortcuts.ts';
import { storeEventsFirst } from './store-events-first.ts';
import { listenToReplies } from './synced-replies.ts';
import { createSyncedThreads, type SyncedThreads } from './synced-threads.ts';
import { listenToViews } from './views.ts';
import { listenToWorkForms } from './work-forms.ts';
import { listenToWorkspaceEvents } from './workspace-events.ts';

export interface SlackDoorOptions {
  connection: SlackConnection;
  receiving: SlackReceiving;
  /** Slack's Web API, with the final slash; a forged one in tests and in the sandbox. */
  apiUrl: string;
  hall: Hall;
  inbox: Inbox;
  /** True for the first who claims this press or submission, false for a repetition. */
  claimAction(workspaceId: string, key: string): Promise<boolean>;
  readFile: ReadFile;
  noteAddresses: Door['noteAddresses'];
  clock: Clock;
  log: Log;
}

export interface SlackDoor extends AsyncDisposable {
  /** For everything under /slack/ on the house's own port: signed requests and the install pages. */
  requestListener: RequestListener;
  /** The job of stored events; start it with the process's other workers. */
  workers: Workers;
  /** Opens the socket in Socket Mode; nothing over HTTP. */
  start(): Promise<void>;
}

/** One try and no queue of its own: stored events are tried again by their job, presses by the person. */
const clientTimeoutMs = 10_000;

/** Slack's door: verifies, stores or acknowledges, asks the hall, renders. Events and presses share their listeners. */
export function createSlackDoor(options: SlackDoorOptions): SlackDoor {
  const { connection, receiving, inbox, log } = options;
  // Never `headers` here: the Web API client writes the token into that object, which all workspaces share.
  const clientOptions: WebClientOptions = {
    slackApiUrl: options.apiUrl,
    timeout: clientTimeoutMs,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: boltLogger(log),
  };
  const { authorize, pages } = tokensOf(connection, clientOptions, log);
  const synced = createSyncedThreads(options.hall, options.clock);
  const receiver = storeEventsFirst(createReceiver(receiving, clientOptions), { inbox, log, synced });
  const app = new App({
    receiver,
    logger: boltLogger(log),
    clientOptions,
    authorize,
    convoStore: false,
  });
  // Bolt's own handler would log the error whole before it throws it on.
  app.error(async (error) => {
    throw error;
  });
  listen(app, options, synced);

  return {
    requestListener: (request, response) => void serve(request, response, receiver, pages, log),
    workers: eventWorkers(app, inbox),
    start: async () => {
      if (receiver instanceof SocketModeReceiver) await receiver.start();
    },
    [Symbol.asyncDispose]: async () => {
      if (receiver instanceof SocketModeReceiver) await receiver.stop();
    },
  };
}

/** Whose token speaks, and the pages by which a workspace hands one over. */
function tokensOf(connection: SlackConnection, clientOptions: WebClientOptions, log: Log) {
  if (connection.kind === 'token') {
    return {
      authorize: authorizeByToken(connection.botToken, new WebClient(undefined, clientOptions)),
      pages: undefined,
    };
  }
  const installer = createInstaller(connection, clientOptions);
  return {
    authorize: authorizeByInstallation(installer),
    pages: installPages(installer, connection.redirectUri, log),
  };
}

function createReceiver(
  receiving: SlackReceiving,
  clientOptions: WebClientOptions,
): HTTPReceiver | SocketModeReceiver {
  const logger = clientOptions.logger;
  if (receiving.kind === 'http') return new HTTPReceiver({ signingSecret: receiving.signingSecret, logger });
  return new SocketModeReceiver({
    appToken: receiving.appToken,
    logger,
    // A copy: the socket client sets retries of its own on what it is given.
    installerOptions: { clientOptions: { ...clientOptions } },
  });
}

function listen(app: App, options: SlackDoorOptions, synced: SyncedThreads): void {
  const door: Door = {
    hall: options.hall,
    log: options.log,
    clock: options.clock,
    people: createPeople(options.clock),
    claimAction: options.claimAction,
    readFile: options.readFile,
    noteAddresses: options.noteAddresses,
    synced,
  };
  listenToMentions(app, door);
  listenToReplies(app, door);
  listenToAppHome(app, door);
  listenToCommands(app, door);
  listenToMonitorActions(app, door);
  listenToAlertActions(app, door);
  listenToClarifications(app, door);
  listenToChoosing(app, door);
  listenToIssueUndo(app, door);
  listenToCreateAnyway(app, door);
  listenToViews(app, door);
  listenToShortcuts(app, door);
  listenToFiles(app, door);
  listenToReviews(app, door);
  listenToMeetings(app, door);
  listenToItems(app, door);
  listenToMeetingShortcuts(app, door);
  listenToWorkForms(app, door);
  listenToConnecting(app, door);
  const { connection } = options;
  listenToWorkspaceEvents(app, door, connection.kind === 'oauth' ? connection.installations : undefined);
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  receiver: HTTPReceiver | SocketModeReceiver,
  pages: ReturnType<typeof installPages> | undefined,
  log: Log,
): Promise<void> {
  try {
    if (await pages?.(request, response)) return;
    // Throws for every path that is not its own.
    if (receiver instanceof HTTPReceiver && isEventsPath(request))
      return receiver.requestListener(request, response);
    response.writeHead(404).end();
  } catch (error) {
    log.error({ err: error }, 'a request to the Slack door failed');
    if (!response.headersSent) response.writeHead(500);
    response.end();
  }
}

const isEventsPath = (request: IncomingMessage): boolean =>
  request.method === 'POST' && new URL(request.url ?? '/', 'http://localhost').pathname === '/slack/events';
