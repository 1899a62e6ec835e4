import type { Confirm } from '@slack/types';
import { createContext, useContext, useState } from 'react';
import { useBlockHost } from './block-host.tsx';
import type { ElementValue } from './form-values.ts';

/** In an input block, changes are only kept; elsewhere each change is sent to the app at once. */
interface FieldPlace {
  blockId: string;
  /** Ids of the label and of the hint or error, for elements inside an input block. */
  labelId?: string;
  describedBy?: string;
  invalid?: boolean;
  dispatch: boolean;
}

export const FieldContext = createContext<FieldPlace>({ blockId: '', dispatch: true });

interface ElementIdentity {
  type: string;
  action_id?: string;
  confirm?: Confirm;
}

/** The current value of an element and the way to change it, wherever the element stands. */
export function useElement(element: ElementIdentity) {
  const host = useBlockHost();
  const place = useContext(FieldContext);
  const [pending, setPending] = useState(false);
  const actionId = element.action_id ?? '';

  const send = async (detail: Record<string, unknown>, changed?: ElementValue) => {
    setPending(true);
    const identity = { type: element.type, action_id: actionId, block_id: place.blockId };
    await host.act({ ...detail, ...identity }, element.confirm, changed);
    setPending(false);
  };

  const keep = (detail: Omit<ElementValue, 'type'>): ElementValue => {
    const value = { type: element.type, ...detail };
    host.setValue(place.blockId, actionId, value);
    return value;
  };

  return {
    place,
    pending,
    value: host.values[place.blockId]?.[actionId],
    /** Attributes that tie an element to its label, hint and error. */
    aria: {
      'aria-labelledby': place.labelId,
      'aria-describedby': place.describedBy,
      'aria-invalid': place.invalid || undefined,
    },
    keep,
    send,
    /** Keeps the value, and tells the app when it listens to changes here. */
    change: (detail: Omit<ElementValue, 'type'>) => {
      const changed = keep(detail);
      if (place.dispatch) void send({ ...detail }, changed);
    },
    loadOptions: (query: string) => host.loadOptions(place.blockId, actionId, query),
  };
}
