import type { Actor, LinearForge } from '../forge.ts';

/** The resource types the forge has events for. */
export const forgedResources: readonly string[] = ['Issue', 'Comment', 'Attachment', 'IssueLabel', 'Project'];

export interface LinearEvent {
  type: string;
  action: 'create' | 'update' | 'remove';
  /** Events of a private team go to webhooks of that team only. */
  teamId: string | undefined;
  data: Record<string, unknown>;
  /** What was there before, for an update. */
  updatedFrom?: Record<string, unknown>;
}

const actorPayload = (forge: LinearForge, { user, app }: Actor): Record<string, unknown> =>
  app && user.app
    ? { id: app.id, name: app.name, type: 'OauthClient' }
    : {
        id: user.id,
        name: user.name,
        email: user.email,
        type: 'user',
        url: `${forge.baseUrl()}/${forge.tables.organization.urlKey}/profiles/${user.displayName}`,
      };

/** Tells every webhook that an administrator took the application out. */
export function announceRevoked(forge: LinearForge): void {
  for (const webhook of forge.tables.webhooks.values())
    forge.post.send(webhook, {
      action: 'revoked',
      type: 'OAuthApp',
      createdAt: forge.clock.now().toISOString(),
      oauthClientId: forge.grants.client.clientId,
      organizationId: forge.tables.organization.id,
      webhookId: webhook.id,
    });
}

/** Tells every webhook that listens to this kind of thing in this team, and the browser client. */
export function announce(forge: LinearForge, actor: Actor, event: LinearEvent): void {
  const isPrivate = event.teamId !== undefined && (forge.tables.teams.get(event.teamId)?.private ?? false);
  for (const webhook of forge.tables.webhooks.values()) {
    const hears =
      webhook.teamId === null ? webhook.allPublicTeams && !isPrivate : webhook.teamId === event.teamId;
    if (!webhook.enabled || !hears || !webhook.resourceTypes.includes(event.type)) continue;
    forge.post.send(webhook, {
      action: event.action,
      actor: actorPayload(forge, actor),
      createdAt: forge.clock.now().toISOString(),
      data: event.data,
      ...(event.updatedFrom ? { updatedFrom: event.updatedFrom } : {}),
      ...(typeof event.data.url === 'string' ? { url: event.data.url } : {}),
      type: event.type,
      organizationId: forge.tables.organization.id,
      webhookId: webhook.id,
    });
  }
  forge.onChange();
}
