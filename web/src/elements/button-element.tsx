import type { Button, WorkflowButton } from '@slack/types';
import { safeUrl } from '../text/entities.ts';
import { PlainText } from '../text/mrkdwn-view.tsx';
import { useElement } from './use-element.ts';

export function ButtonElement({ element }: { element: Button }) {
  const { send, pending } = useElement(element);
  const style = element.style ? ` btn-${element.style}` : '';
  const press = () => {
    // Not `disabled` while it waits: that would take the keyboard focus away.
    if (pending) return;
    const url = element.url && safeUrl(element.url);
    if (url) window.open(url, '_blank', 'noopener,noreferrer');
    void send({ text: element.text, ...(element.value === undefined ? {} : { value: element.value }) });
  };
  return (
    <button
      type="button"
      className={`btn${style}`}
      aria-label={element.accessibility_label}
      aria-busy={pending}
      onClick={press}
    >
      <PlainText text={element.text.text} />
      {element.url ? <span aria-hidden="true"> ↗</span> : null}
    </button>
  );
}

/** Workflows do not exist here; the button is shown so that a message looks right. */
export function WorkflowButtonElement({ element }: { element: WorkflowButton }) {
  return (
    <button type="button" className="btn" disabled title="Workflows are not part of the sandbox">
      <PlainText text={element.text.text} />
    </button>
  );
}
