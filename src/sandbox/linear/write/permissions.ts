import { invalidArgument, linearError } from '../errors.ts';
import type { Actor } from '../forge.ts';

const forbidden = (sentence: string) => linearError('forbidden', 'Forbidden', sentence);

/** A key may do everything its person may; a token what its scopes say. */
export function refuseUnlessScoped(actor: Actor, ...enough: readonly string[]): void {
  if (['write', 'admin', ...enough].some((scope) => actor.scopes.has(scope))) return;
  throw forbidden(`Invalid scope: \`${enough[0] ?? 'write'}\` required.`);
}

/** Webhooks are for administrators, and for applications with the scope `admin`. */
export function refuseUnlessAdmin(actor: Actor): void {
  if (actor.app ? actor.scopes.has('admin') : actor.user.admin) return;
  throw forbidden('You need to be an admin to access webhooks.');
}

/** Only an application that acts in its own name may say for whom; a personal key is refused. */
export function refuseImpersonation(
  actor: Actor,
  input: { createAsUser?: string | null; displayIconUrl?: string | null },
): void {
  const wants = input.createAsUser ?? input.displayIconUrl;
  if (!wants || actor.user.app) return;
  throw invalidArgument(
    'createAsUser and displayIconUrl can only be used by OAuth applications in actor=app mode.',
  );
}
