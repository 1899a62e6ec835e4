import type { App, ViewSubmitAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { linkTo } from '../../vendors/slack/blocks/link.ts';
import { inline, limits, plain, section } from '../../vendors/slack/blocks/text.ts';
import { noMeeting, reviewActionIds } from '../../vendors/slack/review-action-ids.ts';
import { type Asker, bestEffort, callsFor, type Door } from './door.ts';
import { input, option, textInput } from './form-inputs.ts';
import { infoView } from './modal-views.ts';
import { openModal } from './open-modal.ts';
import { onPress } from './press.ts';
import { viewCallbacks } from './registered.ts';
import { transcriptToActOn } from './review-actions.ts';
import { requireMayCreateWork } from './review-permissions.ts';
import { readFormMemory, type SubmitArgs, submitForm } from './submit-form.ts';

type Vendor = 'linear' | 'notion';
const names: Record<Vendor, string> = { linear: 'Linear', notion: 'Notion' };
const hints: Record<Vendor, string> = {
  linear: 'Linear › Settings › Security & access › Personal API keys.',
  notion: 'notion.so/my-integrations: the secret of an internal integration, with pages shared with it.',
};
const callbacks: Record<Vendor, string> = {
  linear: viewCallbacks.connectLinear,
  notion: viewCallbacks.connectNotion,
};
const fields = { secret: 'secret', place: 'place' } as const;
const longestMenu = 100;

/** Connecting Linear and Notion, and choosing where pages go, from where it is missed. */
export function listenToConnecting(app: App, door: Door): void {
  const openers = [
    [reviewActionIds.connectLinear, 'linear'],
    [reviewActionIds.connectNotion, 'notion'],
  ] as const;
  for (const [actionId, vendor] of openers)
    onPress(app, door, actionId, async (press) => {
      await openModal(press, `Connect ${names[vendor]}`, async () => {
        await requireMayConnect(door, press, press.value);
        const { connected, problem, name } = await callsFor(door, press)[vendor].status({});
        if (!connected || problem !== null) return await connectView(door, press, vendor, press.value);
        // Connected meanwhile, or by the settings: what is missing is a place, or nothing.
        await drawAnew(door, press, press.value);
        return await connectedView(door, press, vendor, { name, transcriptId: press.value });
      });
    });
  for (const vendor of ['linear', 'notion'] as const)
    app.view<ViewSubmitAction>(callbacks[vendor], (args) => connect(door, args, vendor));
  onPress(app, door, reviewActionIds.place, async (press) => {
    await openModal(press, 'Meeting pages', async () => {
      await transcriptToActOn(door, press, press.value);
      return await placeView(door, press, press.value);
    });
  });
  app.view<ViewSubmitAction>(viewCallbacks.notionPlace, (args) => choosePlace(door, args));
}

/** Full members, and of a meeting's channel those who are in it. */
async function requireMayConnect(door: Door, asker: Asker, transcriptId: string): Promise<void> {
  if (transcriptId === noMeeting) await requireMayCreateWork(door, asker, null);
  else await transcriptToActOn(door, asker, transcriptId);
}

/** What there is to do with a connection that works: for Notion, where pages go. */
const connectedView = async (
  door: Door,
  asker: Asker,
  vendor: Vendor,
  { name, transcriptId }: { name: string | null; transcriptId: string },
): Promise<ModalView> =>
  vendor === 'notion'
    ? await placeView(door, asker, transcriptId)
    : infoView(`Connect ${names[vendor]}`, `${inline(name ?? names[vendor], 80)} is connected.`);

/** `/lookout connect linear`: connecting without a meeting at hand. Full members only. */
export async function openConnecting(
  door: Door,
  asker: Asker & { triggerId: string },
  words: string,
): Promise<void> {
  const vendor = /notion/i.test(words) ? 'notion' : 'linear';
  await openModal(asker, `Connect ${names[vendor]}`, async () => {
    await requireMayCreateWork(door, asker, null);
    const { connected, problem, name } = await callsFor(door, asker)[vendor].status({});
    return connected && problem === null
      ? await connectedView(door, asker, vendor, { name, transcriptId: noMeeting })
      : await connectView(door, asker, vendor, noMeeting);
  });
}

/** The vendor's own page when an app is set up for it, else a field for a key. */
export async function connectView(
  door: Door,
  asker: Asker,
  vendor: Vendor,
  transcriptId: string | null,
): Promise<ModalView> {
  const title = `Connect ${names[vendor]}`;
  const { url } = await callsFor(door, asker)[vendor].authorizeUrl({ by: asker.userId });
  if (url)
    return infoView(
      title,
      `${linkTo(url, `Connect ${names[vendor]}`)} in your browser, then come back here.`,
    );
  return {
    type: 'modal',
    callback_id: callbacks[vendor],
    title: plain(title, limits.modalTitle),
    submit: plain('Connect', 24),
    close: plain('Cancel', 24),
    private_metadata: JSON.stringify({ transcriptId: transcriptId ?? noMeeting }),
    blocks: [
      input(
        fields.secret,
        vendor === 'linear' ? 'API key' : 'Integration secret',
        textInput('', { min: 8, max: 300 }),
        {
          hint: `${hints[vendor]} It is kept encrypted.`,
        },
      ),
    ],
  };
}

async function connect(door: Door, args: SubmitArgs, vendor: Vendor): Promise<void> {
  const secret = args.view.state.values[fields.secret]?.[fields.secret]?.value?.trim() ?? '';
  await submitForm(door, args, {
    title: `Connect ${names[vendor]}`,
    meanwhile: 'Connecting…',
    work: async (asker) => {
      const transcriptId = readFormMemory(args.view.private_metadata)?.transcriptId || noMeeting;
      await requireMayConnect(door, asker, transcriptId);
      const calls = callsFor(door, asker);
      const by = asker.userId;
      const status = await (vendor === 'linear'
        ? calls.linear.connect({ apiKey: secret, by })
        : calls.notion.connect({ token: secret, by }));
      if (!status.connected) return inline(status.problem ?? `${names[vendor]} did not take this.`, 500);
      await drawAnew(door, asker, transcriptId);
      return `✓ Connected to ${inline(status.name ?? names[vendor], 80)}.`;
    },
  });
}

async function drawAnew(door: Door, asker: Asker, transcriptId: string): Promise<void> {
  if (transcriptId !== noMeeting)
    await bestEffort(door, 'drawing a review', () =>
      callsFor(door, asker).notification.turnReview({ transcriptId }),
    );
}

async function placeView(door: Door, asker: Asker, transcriptId: string): Promise<ModalView> {
  const { places } = await callsFor(door, asker).notion.places({});
  if (places.length === 0)
    return infoView(
      'Meeting pages',
      'No page or database is shared with Lookout yet. Share one in Notion: ⋯ › Connections › Lookout.',
    );
  const options = places
    .slice(0, longestMenu)
    .map(({ id, kind, title }) =>
      option(kind === 'page' ? `New database under ${title}` : title, `${kind}:${id}`),
    );
  return {
    type: 'modal',
    callback_id: viewCallbacks.notionPlace,
    title: plain('Meeting pages', limits.modalTitle),
    submit: plain('Choose', 24),
    close: plain('Cancel', 24),
    private_metadata: JSON.stringify({ transcriptId }),
    blocks: [
      input(fields.place, 'Where meeting pages go', { type: 'static_select', options }),
      section('This holds for the whole workspace. Pages that exist stay where they are.'),
    ],
  };
}

async function choosePlace(door: Door, args: SubmitArgs): Promise<void> {
  const chosen = args.view.state.values[fields.place]?.[fields.place]?.selected_option?.value ?? '';
  await submitForm(door, args, {
    title: 'Meeting pages',
    meanwhile: 'Preparing it…',
    work: async (asker) => {
      const [, kind, id] = /^(page|data_source):(\S+)$/.exec(chosen) ?? [];
      const transcriptId = readFormMemory(args.view.private_metadata)?.transcriptId;
      if (!id || transcriptId === undefined) return 'This form is from an older Lookout. Open it again.';
      await requireMayConnect(door, asker, transcriptId);
      const { database } = await callsFor(door, asker).notion.choosePlace({
        id,
        kind: kind === 'page' ? 'page' : 'data_source',
        by: asker.userId,
      });
      await drawAnew(door, asker, transcriptId);
      return `✓ Meeting pages go to ${inline(database.title, 80)}.`;
    },
  });
}
