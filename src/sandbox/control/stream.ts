import type { ServerResponse } from 'node:http';
import type { SandboxEvent } from '../slack/bus.ts';
import type { Forge } from '../slack/forge.ts';

/** Whether an event is for this person: theirs, or in a conversation they are in. */
function concerns(forge: Forge, event: SandboxEvent, user: string): boolean {
  if ('channel' in event && !forge.workspace.channels.get(event.channel)?.members.has(user)) return false;
  return event.type === 'reaction' || !('user' in event) || event.user === user;
}

/** Server-sent events of what a person sees, until they leave or the sandbox closes. */
export function streamEvents(forge: Forge, user: string, response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    connection: 'keep-alive',
  });
  response.write(': welcome\n\n');
  const stop = forge.bus.on((event) => {
    if (concerns(forge, event, user)) response.write(`data: ${JSON.stringify(event)}\n\n`);
  });
  response.on('close', stop);
}
