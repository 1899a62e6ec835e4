import * as z from 'zod';
import type { ForgedLinear } from './create-forged-linear.ts';
import { linearFaultKinds } from './faults.ts';

/** Who acts, by e-mail. */
const by = z.string().default('ada@sandbox.example');
const Change = z.object({
  by,
  title: z.string().optional(),
  description: z.string().optional(),
  state: z.string().optional(),
  assignee: z.string().nullable().optional(),
  due: z.string().nullable().optional(),
  priority: z.int().min(0).max(4).optional(),
  archived: z.boolean().optional(),
});
const Comment = z.object({ by, body: z.string().min(1) });
const NewIssue = z.object({ by, team: z.string(), title: z.string().min(1) });
const Fault = z.object({
  field: z.string().default('*'),
  fault: z.enum(linearFaultKinds),
  times: z.int().positive().default(1),
  retryAfterSeconds: z.int().positive().optional(),
  delayMs: z.int().nonnegative().optional(),
  message: z.string().optional(),
});
/** What to do with webhooks: keep them, let them go, lose or repeat the next ones. */
const Webhooks = z.object({
  hold: z.boolean().optional(),
  reversed: z.boolean().default(false),
  drop: z.int().nonnegative().default(0),
  duplicate: z.int().nonnegative().default(0),
});

interface LinearControlCall {
  linear: ForgedLinear;
  params: Record<string, string>;
  body: unknown;
}

const cardOf = ({ linear, params }: LinearControlCall) => ({
  issue: linear.issues().find((card) => card.identifier === params.identifier) ?? null,
});
const webhookState = ({ webhooks }: ForgedLinear) => ({
  held: webhooks.held(),
  deliveries: webhooks.deliveries,
});

/** The forged Linear's part of the control API, `METHOD /path` under /sandbox/api. */
export const linearControlRoutes: Record<string, (call: LinearControlCall) => unknown> = {
  'GET /linear': ({ linear }) => linear.state(),
  'POST /linear/issues': ({ linear, body }) => {
    const { by: who, team, title } = NewIssue.parse(body);
    return { id: linear.people.create(who, team, title) };
  },
  'GET /linear/issues/:identifier': cardOf,
  'POST /linear/issues/:identifier': (call) => {
    const { by: who, ...change } = Change.parse(call.body);
    call.linear.people.change(who, call.params.identifier ?? '', change);
    return cardOf(call);
  },
  'DELETE /linear/issues/:identifier': (call) => {
    call.linear.people.remove(by.parse(undefined), call.params.identifier ?? '');
    return cardOf(call);
  },
  'POST /linear/issues/:identifier/comments': (call) => {
    const { by: who, body } = Comment.parse(call.body);
    return { id: call.linear.people.comment(who, call.params.identifier ?? '', body) };
  },
  'POST /linear/faults': ({ linear, body }) => {
    linear.faults.add(Fault.parse(body));
    return { faults: linear.faults.pending() };
  },
  'GET /linear/webhooks': ({ linear }) => webhookState(linear),
  'POST /linear/webhooks': ({ linear, body }) => {
    const { hold, reversed, drop, duplicate } = Webhooks.parse(body);
    if (drop > 0) linear.webhooks.drop(drop);
    if (duplicate > 0) linear.webhooks.duplicate(duplicate);
    if (hold === true) linear.webhooks.hold();
    if (hold === false) linear.webhooks.release({ reversed });
    return webhookState(linear);
  },
  'GET /linear/calls': ({ linear }) => ({ calls: linear.calls }),
};
