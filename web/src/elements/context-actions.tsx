import type { FeedbackButtons, IconButton } from '@slack/types';
import { useState } from 'react';
import { useWorkspace } from '../state/workspace.tsx';
import { ThumbDownIcon, ThumbUpIcon, TrashIcon } from '../ui/icons.tsx';
import { useElement } from './use-element.ts';

export function FeedbackElement({ element }: { element: FeedbackButtons }) {
  const { send, pending } = useElement(element);
  const [chosen, setChosen] = useState<string>();
  const choices = [
    { part: element.positive_button, icon: <ThumbUpIcon /> },
    { part: element.negative_button, icon: <ThumbDownIcon /> },
  ];
  return choices.map(({ part, icon }) => (
    <button
      key={part.value}
      type="button"
      className="btn btn-quiet"
      aria-label={part.accessibility_label ?? part.text.text}
      aria-pressed={chosen === part.value}
      aria-busy={pending}
      onClick={() => {
        if (pending) return;
        setChosen(part.value);
        void send({ value: part.value, text: part.text });
      }}
    >
      {icon} {part.text.text}
    </button>
  ));
}

export function IconButtonElement({ element }: { element: IconButton }) {
  const { send, pending } = useElement(element);
  const { me } = useWorkspace();
  if (element.visible_to_user_ids && !element.visible_to_user_ids.includes(me)) return null;
  return (
    <button
      type="button"
      className="btn btn-quiet"
      aria-label={element.accessibility_label ?? element.text.text}
      title={element.text.text}
      aria-busy={pending}
      onClick={() => {
        if (!pending) void send(element.value === undefined ? {} : { value: element.value });
      }}
    >
      {element.icon === 'trash' ? <TrashIcon /> : element.text.text}
    </button>
  );
}
