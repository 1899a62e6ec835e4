import { isDeepStrictEqual } from 'node:util';
import type { Cadence } from '../../contracts/discovery.ts';
import type { NotifyTarget, QuietHours } from '../../contracts/monitor.ts';
import { LookoutError } from '../../kit/errors.ts';
import { findUrls, withoutUrls } from '../../kit/find-urls.ts';
import { requestKey } from '../../kit/request-key.ts';
import { assertCadence, atLeastEvery, describeCadence, isTimeZone } from '../../kit/schedule.ts';
import type { MonitorChanges } from '../../store/monitors.ts';
import { sourcesOfMonitor } from '../../store/sources.ts';
import { requireState, stateOf } from './check-state.ts';
import { cleanRequest } from './create-monitor.ts';
import { canonicalOf, followPages } from './follow-pages.ts';
import { type Acting, type Asked, type Decision, nameOf } from './perform-act.ts';
import type { MonitorDeps } from './ports.ts';

export interface Edit {
  request?: string;
  urls?: string[];
  cadence?: Cadence;
  quietHours?: QuietHours | null;
  mode?: 'once' | 'every';
  notify?: NotifyTarget[];
  mentions?: string[];
  ignoreRobots?: boolean;
}

interface Edited {
  changes: MonitorChanges;
  /** Field to what it became, for the record. */
  detail: Record<string, unknown>;
  /** What changed, in words. */
  words: string[];
}

/**
 * What an edit comes to. A new request or other pages raise the request's version, so that detection takes a
 * new baseline silently: editing never looks like a change of the page. Pages are looked for again; those the
 * person named stay, and those of a request that names none are looked at first.
 */
export async function editMonitor(
  deps: MonitorDeps,
  { tx, monitor, now }: Acting,
  asked: Asked,
  edit: Edit,
): Promise<Decision | null> {
  requireState(monitor, 'looking', 'proposed', 'watching', 'paused', 'failed');
  const edited: Edited = { changes: {}, detail: {}, words: [] };
  editSettings(deps, monitor, edit, edited);
  const before = await sourcesOfMonitor(tx, asked.monitorId);
  const request = edit.request === undefined ? monitor.request : cleanRequest(edit.request);
  const wanted = edit.urls === undefined ? undefined : [...new Set(edit.urls.map(canonicalOf))];
  const isOtherRequest = requestKey(request) !== monitor.request_key;
  const pagesNow = before.map(({ url }) => url);
  const isOtherPages = wanted !== undefined && !isDeepStrictEqual([...wanted].sort(), [...pagesNow].sort());
  // A form sends its pages along unchanged; a new request that names its own then means those.
  const urls = isOtherPages || findUrls(request).length === 0 ? wanted : undefined;
  if (request !== monitor.request) {
    Object.assign(edited.changes, { request, request_key: requestKey(request) });
    edited.detail.request = request;
    edited.words.push('the request');
  }
  let dropped: string[] = [];
  let also: Decision['also'];
  if (isOtherRequest || isOtherPages) {
    const requestVersion = monitor.request_version + 1;
    const state = stateOf(monitor);
    const isWatched = state === 'watching' || state === 'paused';
    Object.assign(edited.changes, {
      request_version: requestVersion,
      failure: null,
      ...(!isWatched && { state: urls ? 'proposed' : 'looking' }),
    });
    edited.detail.requestVersion = requestVersion;
    if (urls) {
      edited.detail.urls = urls;
      if (isOtherPages) edited.words.push('the pages');
      const known = new Map(before.map((page) => [page.url, page]));
      const pages = urls.map(
        (url) => known.get(url) ?? { url, withBrowser: false, why: 'named by hand', currentValue: null },
      );
      dropped = await followPages(tx, {
        workspaceId: asked.workspaceId,
        monitorId: asked.monitorId,
        pages,
        at: now,
      });
    }
    const hints = urls ?? (findUrls(request).length === 0 ? pagesNow : []);
    also = async () => {
      await deps.queue.enqueue(tx, 'discovery.propose', {
        workspaceId: asked.workspaceId,
        monitorId: asked.monitorId,
        // Pages named by hand stand for those the words still name.
        request: [urls ? withoutUrls(request) : request, ...hints].join('\n'),
        requestVersion,
      });
    };
  }
  if (Object.keys(edited.detail).length === 0) return null;
  return {
    act: 'edited',
    changes: edited.changes,
    detail: edited.detail,
    read: also ? 'baseline' : 'no',
    dropped,
    say: `Edited by ${nameOf(asked.by)}: ${edited.words.join(', ')}.`,
    ...(also && { also }),
  };
}

function editSettings(deps: MonitorDeps, monitor: Acting['monitor'], edit: Edit, edited: Edited): void {
  const set = (field: keyof Edit, was: unknown, changes: MonitorChanges, words: string) => {
    if (edit[field] === undefined || isDeepStrictEqual(edit[field], was)) return;
    Object.assign(edited.changes, changes);
    edited.detail[field] = edit[field];
    edited.words.push(words);
  };
  if (edit.cadence) {
    assertCadence(edit.cadence);
    const cadence = atLeastEvery(edit.cadence, deps.minCadenceMinutes);
    if (!isDeepStrictEqual(cadence, monitor.cadence)) {
      set(
        'cadence',
        null,
        { cadence: JSON.stringify(cadence), cadence_asked: true },
        `looks ${describeCadence(cadence)}`,
      );
    }
  }
  if (edit.quietHours && !isTimeZone(edit.quietHours.timeZone)) {
    throw new LookoutError('bad_input', 'unknown time zone', {
      humanMessage: `${edit.quietHours.timeZone} is not a time zone. Write it as Europe/Berlin.`,
    });
  }
  const quiet = edit.quietHours
    ? `quiet from ${edit.quietHours.from} to ${edit.quietHours.to}`
    : 'no quiet hours';
  set(
    'quietHours',
    monitor.quiet_hours,
    { quiet_hours: edit.quietHours ? JSON.stringify(edit.quietHours) : null },
    quiet,
  );
  set(
    'mode',
    monitor.mode,
    { mode: edit.mode ?? 'every' },
    edit.mode === 'once' ? 'tells once' : 'tells every time',
  );
  set('notify', monitor.notify, { notify: JSON.stringify(edit.notify ?? []) }, 'where alerts go');
  const mentions = edit.mentions?.map(mentionOf) ?? [];
  if (!isDeepStrictEqual(mentions, monitor.mentions))
    set('mentions', null, { mentions }, 'whom alerts mention');
  const robots = edit.ignoreRobots ? 'reads pages although robots.txt says no' : 'obeys robots.txt';
  set('ignoreRobots', monitor.ignore_robots, { ignore_robots: edit.ignoreRobots ?? false }, robots);
}

/** A Slack user (U, W) or user group (S) id, or a whole channel. Anything else could smuggle markup into an alert. */
function mentionOf(mention: string): string {
  const id = mention.trim().replace(/^[@!]/, '');
  if (/^[UWS][A-Z0-9]{1,20}$/.test(id) || id === 'here' || id === 'channel') return id;
  throw new LookoutError('bad_input', 'unknown mention', {
    humanMessage: 'Only people, user groups, here and channel can be mentioned.',
  });
}
