import { randomBytes } from 'node:crypto';
import { entityNotFound, invalidArgument, notForged } from '../errors.ts';
import type { Asking, Fields } from '../read/resolver.ts';
import type { WebhookRow } from '../records.ts';
import { forgedResources } from '../webhooks/announce.ts';
import { checkNewId, referenced } from './check-issue.ts';
import { refuseUnlessAdmin } from './permissions.ts';

const done = { success: true, lastSyncId: 0 };

interface WebhookInput {
  id?: string | null;
  url?: string | null;
  label?: string | null;
  secret?: string | null;
  enabled?: boolean | null;
  resourceTypes?: string[] | null;
  teamId?: string | null;
  allPublicTeams?: boolean | null;
}

function checkResources(resourceTypes: readonly string[]): void {
  if (resourceTypes.length === 0) throw invalidArgument('resourceTypes should not be empty.');
  const strange = resourceTypes.find((type) => !forgedResources.includes(type));
  if (strange !== undefined) throw notForged(`webhooks of ${strange}`);
}

function webhookOf({ forge, actor }: Asking, id: string): WebhookRow {
  refuseUnlessAdmin(actor);
  const webhook = forge.tables.webhooks.get(id);
  if (!webhook) throw entityNotFound('Webhook');
  return webhook;
}

export const webhookMutations: Fields = {
  webhookCreate: (_root, { input }: { input: WebhookInput }, { forge, actor }) => {
    refuseUnlessAdmin(actor);
    checkNewId(input.id, 'Webhook', forge.tables.webhooks);
    const url = input.url ?? '';
    if (!URL.canParse(url)) throw invalidArgument('url must be a URL address.');
    checkResources(input.resourceTypes ?? []);
    if (!input.teamId && !input.allPublicTeams)
      throw invalidArgument('teamId or allPublicTeams is required.');
    if (input.teamId) referenced('Team', 'teamId', forge.tables.teams, input.teamId);
    if (
      [...forge.tables.webhooks.values()].some(
        (one) => one.url === url && one.teamId === (input.teamId ?? null),
      )
    )
      throw invalidArgument('url not unique.');
    const now = forge.stamp();
    const webhook: WebhookRow = {
      id: input.id ?? forge.nextId('webhook'),
      url,
      label: input.label ?? null,
      secret: input.secret ?? `lin_wh_${randomBytes(20).toString('hex')}`,
      enabled: input.enabled ?? true,
      resourceTypes: input.resourceTypes ?? [],
      teamId: input.teamId ?? null,
      allPublicTeams: input.allPublicTeams ?? false,
      creatorId: actor.user.id,
      createdAt: now,
      updatedAt: now,
      archivedAt: null,
    };
    forge.tables.webhooks.set(webhook.id, webhook);
    return { ...done, webhook };
  },
  webhookUpdate: (_root, { id, input }: { id: string; input: WebhookInput }, asking) => {
    const webhook = webhookOf(asking, id);
    if (input.resourceTypes) checkResources(input.resourceTypes);
    const said = Object.entries(input).filter(([, value]) => value !== undefined && value !== null);
    Object.assign(webhook, Object.fromEntries(said), { updatedAt: asking.forge.stamp() });
    return { ...done, webhook };
  },
  webhookDelete: (_root, { id }: { id: string }, asking) => {
    asking.forge.tables.webhooks.delete(webhookOf(asking, id).id);
    return { ...done, entityId: id };
  },
};
