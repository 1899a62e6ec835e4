import { type LinearCatalog, mayBeAssigned } from '../../../contracts/linear.ts';
import type { ItemView, Owner, TranscriptView } from '../../../contracts/transcript.ts';
import { plural } from '../../../kit/text.ts';
import { hiddenOf } from '../../../vendors/slack/blocks/hidden.ts';
import { linkTo } from '../../../vendors/slack/blocks/link.ts';
import { bold, inline } from '../../../vendors/slack/blocks/text.ts';
import { isOfPage, pageHead, pageNotes } from './page-words.ts';

/** What a review shows beside the transcript itself. */
export interface ReviewSurroundings {
  /** The page of items shown, counted from 0. */
  page: number;
  now: Date;
  /** Names of teams, projects and people; null without Linear. */
  catalog: LinearCatalog | null;
  linear: boolean;
  /** Why Linear or Notion cannot be used although it is connected. */
  linearProblem: string | null;
  notionProblem: string | null;
  /** Where pages go; null when Notion is not connected or no place is chosen. */
  notionPlace: string | null;
  notion: boolean;
  /** The transcript this one repeats or corrects. */
  earlier: { title: string; createdAt: string } | null;
  /** Ids of issues whose comments and this thread's replies go both ways. */
  inSync: readonly string[];
}

const secondsOf = (ms: number): number => Math.max(0, Math.floor(ms / 1_000));

/** "12:41", "1:02:03". */
export function timeOf(ms: number): string {
  const all = secondsOf(ms);
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(all / 3_600);
  const minutes = Math.floor((all % 3_600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(all % 60)}` : `${minutes}:${two(all % 60)}`;
}

/** "Fri 27 Nov", with the year when it is not this one. Days have no zone. */
export function dayOf(iso: string, now: Date): string {
  const day = new Date(`${iso.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return inline(iso, 30);
  const year = day.getUTCFullYear() === now.getUTCFullYear() ? {} : { year: 'numeric' as const };
  return day
    .toLocaleDateString('en-GB', {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      ...year,
      timeZone: 'UTC',
    })
    .replace(',', '');
}

const priorityNames: Record<ItemView['fields']['priority'], string | null> = {
  0: null,
  1: 'Urgent',
  2: 'High',
  3: null,
  4: 'Low',
};

/** Who is to do it, or what is open about that. */
function ownerOf({ extracted, fields }: ItemView, { catalog }: ReviewSurroundings): string {
  const known = catalog?.users.find((user) => user.id === fields.assigneeId);
  if (known) {
    const name = inline(known.displayName || known.name, 60);
    const team = catalog?.teams.find((one) => one.id === fields.teamId);
    return team && !mayBeAssigned(known, team)
      ? `${name} (not in ${inline(team.name, 40)}: nobody is assigned)`
      : name;
  }
  return ownerSpoken(extracted.owner, catalog !== null);
}

function ownerSpoken(owner: Owner, hasLinear: boolean): string {
  switch (owner.state) {
    case 'none':
      return owner.everyone ? 'everyone, no one named' : 'no owner named';
    case 'named':
      return hasLinear ? `${inline(owner.spoken, 60)} (nobody in Linear)` : inline(owner.spoken, 60);
    case 'ambiguous': {
      const names = owner.candidates.slice(0, 4).map((name) => inline(name, 40));
      return `which ${inline(owner.spoken, 40)}? ${names.join(' or ')}`;
    }
  }
}

function placeOf({ fields }: ItemView, { catalog, linear }: ReviewSurroundings): string[] {
  if (!catalog) return linear ? ['no team chosen'] : [];
  const team = catalog.teams.find((one) => one.id === fields.teamId);
  const project = catalog.projects.find((one) => one.id === fields.projectId);
  const milestone = catalog.milestones.find((one) => one.id === fields.milestoneId)?.name;
  const path = [
    team?.name,
    project?.name,
    milestone ?? (fields.newMilestone ? `${fields.newMilestone} (new)` : ''),
  ];
  const named = path.flatMap((name) => (name ? [inline(name, 60)] : []));
  return team ? [named.join(' › ')] : ['no team chosen'];
}

/** Owner, due, team and project, priority and the rest, in the order people look for them. */
export function metaOf(item: ItemView, around: ReviewSurroundings): string {
  const { fields, extracted, url } = item;
  const priority = priorityNames[fields.priority];
  // A page names nobody, and nobody expects it to.
  const isNobodys = url !== undefined && extracted.owner.state === 'none' && fields.assigneeId === null;
  return [
    ...(isNobodys ? [] : [ownerOf(item, around)]),
    ...(fields.due ? [`due ${dayOf(fields.due, around.now)}`] : []),
    ...placeOf(item, around),
    ...(priority ? [priority] : []),
    ...(fields.estimate === null ? [] : [plural(fields.estimate, 'point')]),
    ...(fields.subtasks.length > 0 ? [plural(fields.subtasks.length, 'sub-task')] : []),
    ...(extracted.certainty === 'soft' ? ['soft promise'] : []),
  ].join(' · ');
}

/** The words the item stands on, who said them and when; of a page, where they stand. */
export function quoteOf({ extracted, speaker, startMs, url }: ItemView): string {
  const who = url
    ? linkTo(url, speaker || 'on the page', 60)
    : [speaker && inline(speaker, 60), startMs === null ? '' : timeOf(startMs)].filter(Boolean).join(', ');
  const quote = extracted.citation.quote ? `“${inline(extracted.citation.quote, 300)}”` : '';
  return [quote, who].filter(Boolean).join(' · ') || 'The words are no longer kept.';
}

export const nameOf = ({ title, fileName }: Pick<TranscriptView, 'title' | 'fileName'>): string =>
  title || fileName || 'Transcript';

/** "📄 *Weekly sync.vtt* · Zoom · 52 min · 4 speakers · 412 turns · 3 amounts hidden" */
export function headLine(view: TranscriptView): string {
  const { report } = view;
  if (isOfPage(view)) return pageHead(view, hiddenOf(view.receipt));
  const facts = report
    ? [
        inline(report.label ?? report.format.replaceAll('_', ' '), 60),
        ...(report.spanMs === null ? [] : [`${Math.max(1, Math.round(report.spanMs / 60_000))} min`]),
        ...(report.speakers.length > 0 ? [plural(report.speakers.length, 'speaker')] : []),
        plural(report.turns, 'turn'),
      ]
    : [];
  return [`📄 ${bold(nameOf(view), 150)}`, ...facts, ...hiddenOf(view.receipt)].join(' · ');
}

/** What of the file was not understood, and what of the reading is to be taken with care. */
export function readingNotes(view: TranscriptView): string[] {
  if (isOfPage(view)) return pageNotes(view);
  const odd = view.report?.notUnderstood ?? [];
  const { extract } = view;
  return [
    ...(odd.length > 0
      ? [
          `Not understood: ${odd
            .slice(0, 3)
            .map((part) => `“${inline(part, 80)}”`)
            .join(', ')}${odd.length > 3 ? ` and ${odd.length - 3} more` : ''}`,
        ]
      : []),
    ...(extract && extract.ungrounded > 0
      ? [
          `${plural(extract.ungrounded, 'item')} left out: no words in the transcript stand behind ${extract.ungrounded === 1 ? 'it' : 'them'}`,
        ]
      : []),
    ...(extract?.degraded ? [inline(extract.degraded, 300)] : []),
  ];
}
