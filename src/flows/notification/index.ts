import { implement } from '@orpc/server';
import type { FlowRouter } from '../../contracts/house.ts';
import { type DeliveryView, notificationContract } from '../../contracts/notification.ts';
import { type CallContext, systemWorkspace } from '../../contracts/shared.ts';
import { LookoutError } from '../../kit/errors.ts';
import type { Workers } from '../../queue/queue.ts';
import { type Delivery, listDeliveries, loadDelivery, releaseHeld } from '../../store/deliveries.ts';
import { deliver } from './deliver.ts';
import type { NotificationDeps } from './ports.ts';
import { wantAlert, wantBrief, wantCard, wantHealth, wantNotice, wantSaying } from './want-messages.ts';
import { wantReview } from './want-review.ts';

const toView = (delivery: Delivery): DeliveryView => ({
  deliveryId: delivery.deliveryId,
  kind: delivery.kind,
  via: delivery.via,
  state: delivery.state,
  attempts: delivery.attempts,
  createdAt: delivery.createdAt.toISOString(),
  sentAt: delivery.sentAt?.toISOString() ?? null,
  problem: delivery.problem,
});

/** The notification room: says things, once each, by Slack, e-mail and webhook. */
export function createNotificationFlow(deps: NotificationDeps): {
  calls: FlowRouter<'notification'>;
  workers: Workers;
} {
  const os = implement(notificationContract).$context<CallContext>();
  const { tenant, system } = deps.database;
  return {
    calls: os.router({
      notify: os.notify.handler(
        async ({ input, context }) =>
          await tenant(context.workspaceId, async (tx) => {
            const delivery = await loadDelivery(tx, await wantNotice(deps, tx, context.workspaceId, input));
            if (!delivery) throw new LookoutError('internal', 'the delivery vanished');
            return toView(delivery);
          }),
      ),
      listDeliveries: os.listDeliveries.handler(async ({ input, context }) => ({
        deliveries: (await tenant(context.workspaceId, (tx) => listDeliveries(tx, input))).map(toView),
      })),
      turnReview: os.turnReview.handler(async ({ input, context }) => {
        await tenant(context.workspaceId, (tx) =>
          wantReview(deps, tx, { workspaceId: context.workspaceId, ...input }),
        );
        return {};
      }),
      webhookSecret: os.webhookSecret.handler(({ context }) => ({
        secret: deps.webhookSecretOf(context.workspaceId),
      })),
      releaseDue: os.releaseDue.handler(async ({ input, context }) => {
        if (context.workspaceId !== systemWorkspace)
          throw new LookoutError('not_allowed', 'Only the system key may drive the clock.');
        return await system(async (tx) => {
          const due = await releaseHeld(tx, deps.clock.now(), input.limit);
          await deps.queue.enqueueMany(tx, 'notification.deliver', due);
          return { released: due.length };
        });
      }),
    }),
    workers: {
      'notification.card': async (payload) =>
        await tenant(payload.workspaceId, (tx) => wantCard(deps, tx, payload)),
      'notification.alert': async (payload) =>
        await tenant(payload.workspaceId, (tx) => wantAlert(deps, tx, payload)),
      'notification.health': async (payload) =>
        await tenant(payload.workspaceId, (tx) => wantHealth(deps, tx, payload)),
      'notification.say': async (payload) =>
        await tenant(payload.workspaceId, (tx) => wantSaying(deps, tx, payload)),
      'notification.brief': async (payload) =>
        await tenant(payload.workspaceId, (tx) => wantBrief(deps, tx, payload)),
      'notification.review': async (payload) =>
        await tenant(payload.workspaceId, (tx) => wantReview(deps, tx, payload)),
      'notification.deliver': async (payload) => await deliver(deps, payload),
    },
  };
}
