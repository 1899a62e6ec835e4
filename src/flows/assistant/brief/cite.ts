import type { Brief, CitedSentence, Passage } from '../../../contracts/answers.ts';
import { cleanText, truncate } from '../../../kit/text.ts';
import type { ToldNews } from '../../../store/answer-alerts.ts';
import type { VisibleMeeting } from '../../../store/answer-scope.ts';
import type { SpokenTurn } from '../../../store/answer-turns.ts';
import type { KnownIssue } from '../../../store/linear-issues.ts';
import { type Calendar, sayAddress, sayDay, sayMoment } from '../answer/say-where.ts';

type Unnumbered = Omit<Passage, 'n'>;
type Section = Brief['sections'][number];

/** The passages of a report, numbered as they come up, and its sections. */
export interface Report {
  /** A line and what it stands on; each passage is numbered once. */
  line(text: string, ...stands: readonly Unnumbered[]): CitedSentence;
  section(heading: string, lines: readonly CitedSentence[]): void;
  readonly sections: Section[];
  readonly passages: Passage[];
}

export function openReport(): Report {
  const passages: Passage[] = [];
  const sections: Section[] = [];
  const numbers = new Map<string, number>();
  return {
    sections,
    passages,
    line: (text, ...stands) => ({
      text: truncate(cleanText(text), 600),
      passages: stands.map((passage) => {
        const key = JSON.stringify([passage.kind, passage.quote, passage.where, passage.turns]);
        const n = numbers.get(key) ?? passages.length + 1;
        if (!numbers.has(key)) {
          numbers.set(key, n);
          passages.push({ ...passage, quote: cleanText(passage.quote), where: cleanText(passage.where), n });
        }
        return n;
      }),
    }),
    section: (heading, lines) => {
      if (lines.length > 0) sections.push({ heading, lines: [...lines] });
    },
  };
}

export const threadOf = ({
  channelId,
  threadTs,
}: {
  channelId: string | null;
  threadTs: string | null;
}): Passage['thread'] => (channelId !== null && threadTs !== null ? { channelId, threadTs } : null);

/** What was said in a meeting, as a passage. */
export function citeTurn(
  meeting: VisibleMeeting,
  turn: { i: number; quote: string; spoken?: SpokenTurn | undefined },
  calendar: Calendar,
): Unnumbered {
  const held = meeting.heldAt ?? meeting.createdAt;
  const { speaker = '', startMs = null, url = null } = turn.spoken ?? {};
  const moment = startMs === null ? '' : `${speaker === '' ? '' : ' '}at ${sayMoment(startMs)}`;
  return {
    kind: 'turn',
    quote: turn.quote,
    where: [meeting.title, sayDay(held, calendar), `${speaker}${moment}`]
      .filter((part) => part !== '')
      .join(', '),
    url,
    thread: threadOf(meeting),
    at: held.toISOString(),
    turns: { transcriptId: meeting.transcriptId, from: turn.i, to: turn.i },
  };
}

export const citeIssue = ({ brief, updatedAt }: Pick<KnownIssue, 'brief' | 'updatedAt'>): Unnumbered => ({
  kind: 'issue',
  quote: brief.title,
  where: `${brief.identifier}, ${brief.state}`,
  url: brief.url,
  thread: null,
  at: updatedAt.toISOString(),
  turns: null,
});

export function citeNews(news: ToldNews, calendar: Calendar): Unnumbered {
  const [first] = news.quotes;
  return {
    kind: 'alert',
    quote: first?.after ?? first?.before ?? news.sentence,
    where: `${sayAddress(news.url)}, told ${sayDay(news.at, calendar)}`,
    url: news.url,
    thread: threadOf(news),
    at: news.at.toISOString(),
    turns: null,
  };
}

export const turnKey = (transcriptId: string, i: number): string => `${transcriptId} ${i}`;
