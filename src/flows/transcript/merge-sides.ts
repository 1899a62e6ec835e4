import type { Agreed, SideValues } from './side-values.ts';

/** One field as Lookout knew it and as it is now. */
export interface FieldSides<T> {
  agreed: T;
  linear: { seen: T; now: T };
  notion: { seen: T; now: T };
  /** The field is in conflict since earlier. */
  open: boolean;
}

/** What to do about a field. `settled` closes a conflict that was open. */
export type FieldMerge = 'nothing' | 'settled' | 'toNotion' | 'toLinear' | 'conflict';

/**
 * Who changed the field since it was last seen, and who is to follow. A side whose value is on its way to the other
 * (seen differs from agreed over there) may meet a change there: then both changed. Own echoes change nothing.
 */
export function mergeField<T>({ agreed, linear, notion, open }: FieldSides<T>): FieldMerge {
  const linearChanged = linear.now !== linear.seen;
  const notionChanged = notion.now !== notion.seen;
  if (linear.now === notion.now) {
    // It went there and back before the first write arrived: that write is still under way and is followed by another.
    if (!open && linearChanged && !notionChanged && notion.seen !== agreed) return 'toNotion';
    if (!open && notionChanged && !linearChanged && linear.seen !== agreed) return 'toLinear';
    return 'settled';
  }
  if (!linearChanged && !notionChanged) return 'nothing';
  if (open || (linearChanged && notionChanged)) return 'conflict';
  if (linearChanged) {
    if (linear.now === agreed) return 'nothing'; // the echo of what Notion's change did
    return linear.seen === agreed ? 'toNotion' : 'conflict';
  }
  if (notion.now === agreed) return 'nothing';
  return notion.seen === agreed ? 'toLinear' : 'conflict';
}

export interface SidesNow {
  memory: Agreed;
  linear: SideValues;
  /** Null: there is no page, or no to-do on it. */
  notion: SideValues | null;
  open: { done: boolean; title: boolean };
}

export interface MergedSides {
  memory: Agreed;
  done: FieldMerge;
  title: FieldMerge;
}

/** Compares both sides with what was last seen of them, field by field, and remembers what was seen now. */
export function mergeSides({ memory, linear, notion, open }: SidesNow): MergedSides {
  const seenThere = memory.notion ?? { done: memory.done, title: memory.title };
  const now = notion ?? seenThere;
  const merge = <Field extends keyof SideValues>(field: Field): FieldMerge => {
    if (!notion) return 'settled';
    // A to-do without words was emptied, not retitled; an issue cannot be without a title.
    if (field === 'title' && notion.title === '') return 'nothing';
    return mergeField<SideValues[Field]>({
      agreed: memory[field],
      linear: { seen: memory.linear[field], now: linear[field] },
      notion: { seen: seenThere[field], now: now[field] },
      open: open[field],
    });
  };
  const done = merge('done');
  const title = merge('title');
  return {
    done,
    title,
    memory: {
      done: valueAfter(done, memory.done, linear.done, now.done),
      title: valueAfter(title, memory.title, linear.title, now.title),
      linear,
      notion: notion && (notion.title === '' ? { ...notion, title: seenThere.title } : notion),
    },
  };
}

function valueAfter<T>(merge: FieldMerge, agreed: T, linear: T, notion: T): T {
  if (merge === 'toLinear') return notion;
  return merge === 'settled' || merge === 'toNotion' ? linear : agreed;
}
