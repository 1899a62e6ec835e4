import { percentile } from '../../kit/percentile.ts';
import type { Asked } from './asked.ts';

export interface WaySummary {
  asked: number;
  /** Share of the questions that were answered at all. */
  answered: number;
  /** Of the answered ones, the share that cites turns people cited. */
  overlapping: number;
  /** Of all, the share answered with such turns. */
  recall: number;
}

export interface AnswersSummary {
  own: WaySummary;
  all: WaySummary;
  /** Share of the questions put to a meeting without their answer that were refused. */
  refused: { far: number; near: number; asked: { far: number; near: number } };
  /** Right answers and right refusals, own and far counted alike. */
  balance: number;
  passages: number;
  span: number;
  medianMs: number;
  /** By meeting: what its own questions come to, for seeing whether one meeting carries the figures. */
  meetings: Record<string, { own: number; all: number; refused: number }>;
}

const share = (asked: readonly Asked[], holds: (one: Asked) => boolean): number =>
  asked.length === 0 ? 0 : asked.filter(holds).length / asked.length;

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

const refused = (asked: readonly Asked[]): number => share(asked, ({ found }) => !found);

/** The figures of a run. */
export function summariseAnswers(asked: readonly Asked[]): AnswersSummary {
  const of = (way: Asked['way']) => asked.filter((one) => one.way === way);
  const summary = (way: Asked['way']): WaySummary => {
    const own = of(way);
    const answered = own.filter(({ found }) => found);
    return {
      asked: own.length,
      answered: share(own, ({ found }) => found),
      overlapping: share(answered, ({ overlaps }) => overlaps),
      recall: share(own, ({ overlaps }) => overlaps),
    };
  };
  const own = summary('own');
  const far = refused(of('far'));
  const answeredOwn = of('own').filter(({ found }) => found);
  return {
    own,
    all: summary('all'),
    refused: { far, near: refused(of('near')), asked: { far: of('far').length, near: of('near').length } },
    balance: (own.answered + far) / 2,
    passages: mean(answeredOwn.map(({ passages }) => passages)),
    span: mean(answeredOwn.flatMap(({ span }) => span ?? [])),
    medianMs: percentile(
      asked.map(({ ms }) => ms),
      0.5,
    ),
    meetings: Object.fromEntries(
      [...Map.groupBy(asked, ({ meeting }) => meeting)].map(([meeting, list]) => {
        const by = (way: Asked['way']) => list.filter((one) => one.way === way);
        return [
          meeting,
          {
            own: share(by('own'), ({ overlaps }) => overlaps),
            all: share(by('all'), ({ overlaps }) => overlaps),
            refused: refused([...by('far'), ...by('near')]),
          },
        ];
      }),
    ),
  };
}
