import type { Overflow } from '@slack/types';
import { safeUrl } from '../text/entities.ts';
import { PlainText } from '../text/mrkdwn-view.tsx';
import { MoreIcon } from '../ui/icons.tsx';
import { Menu } from '../ui/menu.tsx';
import { useElement } from './use-element.ts';

export function OverflowElement({ element }: { element: Overflow }) {
  const { send, pending } = useElement(element);
  return (
    <Menu
      label="More options"
      className="btn btn-icon"
      icon={<MoreIcon />}
      busy={pending}
      items={element.options.map((option) => ({
        key: option.value ?? option.text.text,
        label: <PlainText text={option.text.text} />,
        hint: option.description?.text,
        onSelect: () => {
          const url = option.url && safeUrl(option.url);
          if (url) window.open(url, '_blank', 'noopener,noreferrer');
          void send({ selected_option: option });
        },
      }))}
    />
  );
}
