import type { ReactNode } from 'react';
import { BoardIcon, GlobeIcon, PageIcon } from '../ui/icons.tsx';
import { type PanelName, panelId, toggleId } from './panel-names.ts';

const PANELS: readonly { name: PanelName; label: string; short: string; icon: ReactNode }[] = [
  { name: 'web', label: 'Edit the web', short: 'Web', icon: <GlobeIcon /> },
  { name: 'linear', label: 'Linear', short: 'Linear', icon: <BoardIcon /> },
  { name: 'notion', label: 'Notion', short: 'Notion', icon: <PageIcon /> },
];

interface PanelSwitchProps {
  open: PanelName | undefined;
  onOpen: (name: PanelName | undefined) => void;
}

/** In the head of the channel: which panel stands beside it. */
export function PanelSwitch({ open, onOpen }: PanelSwitchProps) {
  return (
    <fieldset className="panel-switch">
      <legend className="visually-hidden">Beside the channel</legend>
      {PANELS.map(({ name, label, short, icon }) => (
        <button
          key={name}
          id={toggleId(name)}
          type="button"
          className="btn"
          aria-label={label}
          title={label}
          aria-expanded={open === name}
          aria-controls={open === name ? panelId(name) : undefined}
          onClick={() => onOpen(open === name ? undefined : name)}
        >
          {icon} <span>{short}</span>
        </button>
      ))}
    </fieldset>
  );
}
