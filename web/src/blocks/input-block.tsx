import type { InputBlock as Input } from '@slack/types';
import { useId, useMemo } from 'react';
import { useBlockHost } from '../elements/block-host.tsx';
import { type AnyElement, Element } from '../elements/element.tsx';
import { FieldContext } from '../elements/use-element.ts';
import { PlainText } from '../text/mrkdwn-view.tsx';

/** A labelled field with its hint, and the app's complaint beside it. */
export function InputBlock({ block, blockId }: { block: Input; blockId: string }) {
  const id = useId();
  const error = useBlockHost().errors[blockId];
  const dispatch = block.dispatch_action ?? false;
  const hasHint = Boolean(block.hint);
  const place = useMemo(
    () => ({
      blockId,
      dispatch,
      labelId: `${id}-label`,
      describedBy: [error ? `${id}-error` : '', hasHint ? `${id}-hint` : ''].join(' ').trim() || undefined,
      invalid: Boolean(error),
    }),
    [blockId, dispatch, id, error, hasHint],
  );
  return (
    <div className={error ? 'input-block input-block-invalid' : 'input-block'}>
      <div className="input-label" id={place.labelId}>
        <PlainText text={block.label.text} />
        {block.optional ? <span className="muted"> (optional)</span> : null}
      </div>
      <FieldContext value={place}>
        <Element element={block.element as AnyElement} />
      </FieldContext>
      {error ? (
        <p className="input-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      ) : null}
      {block.hint ? (
        <p className="input-hint" id={`${id}-hint`}>
          <PlainText text={block.hint.text} />
        </p>
      ) : null}
    </div>
  );
}
