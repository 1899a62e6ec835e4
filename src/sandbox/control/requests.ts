import * as z from 'zod';
import { faultKinds } from '../slack/faults.ts';
import { siteModes } from '../web/site-page.ts';

/** Bodies of the control API. */
const anything = z.record(z.string(), z.unknown());

export const MessageRequest = z.object({
  user: z.string(),
  channel: z.string(),
  text: z.string().default(''),
  thread_ts: z.string().optional(),
  files: z
    .array(z.object({ name: z.string(), mimetype: z.string().optional(), content_base64: z.string() }))
    .optional(),
});
export const CommandRequest = z.object({
  user: z.string(),
  channel: z.string(),
  command: z.string().startsWith('/'),
  text: z.string().default(''),
  thread_ts: z.string().optional(),
});
const place = {
  user: z.string(),
  channel: z.string().optional(),
  message_ts: z.string().optional(),
  view_id: z.string().optional(),
};
export const ActionRequest = z.object({ ...place, action: anything, state: anything.optional() });
export const OptionsRequest = z.object({
  ...place,
  action_id: z.string(),
  block_id: z.string().optional(),
  value: z.string(),
});
export const SubmitRequest = z.object({
  user: z.string(),
  state: z.object({ values: anything }).default({ values: {} }),
});
export const CloseRequest = z.object({ user: z.string() });
export const ShortcutRequest = z.object({
  user: z.string(),
  callback_id: z.string(),
  channel: z.string().optional(),
  message_ts: z.string().optional(),
});
export const HomeRequest = z.object({ user: z.string(), tab: z.enum(['home', 'messages']).default('home') });
export const SiteRequest = z.object({
  path: z.string(),
  content: z.string().optional(),
  mode: z.enum(siteModes).optional(),
});
export const FaultRequest = z.object({
  method: z.string(),
  fault: z.enum(faultKinds),
  times: z.int().positive().default(1),
  retryAfterSeconds: z.int().positive().optional(),
  delayMs: z.int().nonnegative().optional(),
  error: z.string().optional(),
});
export const DisconnectRequest = z.object({
  reason: z.enum(['warning', 'refresh_requested', 'link_disabled']).default('warning'),
});
