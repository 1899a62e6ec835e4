import type { Confirm, KnownBlock } from '@slack/types';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { api, type SentAction } from '../api/client.ts';
import type { OptionsReply } from '../api/types.ts';
import { useWorkspace } from '../state/workspace.tsx';
import { useConfirm } from '../ui/confirm.tsx';
import { useToast } from '../ui/toast.tsx';
import { type ElementValue, type FormValues, formValues } from './form-values.ts';

/** What an element needs from the surface (message, modal or home) it stands on. */
interface BlockHost {
  values: FormValues;
  errors: Record<string, string>;
  setValue: (blockId: string, actionId: string, value: ElementValue) => void;
  /** Sends a block_actions interaction; asks first when the element wants that. Resolves when answered. */
  act: (action: SentAction, confirm?: Confirm, changed?: ElementValue) => Promise<void>;
  loadOptions: (blockId: string, actionId: string, value: string) => Promise<OptionsReply>;
}

const HostContext = createContext<BlockHost | undefined>(undefined);

export function useBlockHost(): BlockHost {
  const host = useContext(HostContext);
  if (!host) throw new Error('Block element outside a surface');
  return host;
}

type Surface = { channel: string; message_ts: string } | { view_id: string };

interface SurfaceProps {
  surface: Surface;
  blocks: KnownBlock[];
  edits: FormValues;
  onEdits: (edits: FormValues) => void;
  errors?: Record<string, string>;
  children: ReactNode;
}

const NO_ERRORS = {};

/** Gives the elements below it their values and their way to the app. */
export function BlockSurface({
  surface,
  blocks,
  edits,
  onEdits,
  errors = NO_ERRORS,
  children,
}: SurfaceProps) {
  const { me } = useWorkspace();
  const confirm = useConfirm();
  const toast = useToast();
  const values = useMemo(() => formValues(blocks, edits), [blocks, edits]);
  const host: BlockHost = {
    values,
    errors,
    setValue: (blockId, actionId, value) =>
      onEdits({ ...edits, [blockId]: { ...edits[blockId], [actionId]: value } }),
    act: async (action, wanted, changed) => {
      if (wanted && !(await confirm(wanted))) return;
      const { block_id, action_id } = action;
      const current = changed
        ? { ...values, [block_id]: { ...values[block_id], [action_id]: changed } }
        : values;
      try {
        await api.act({ user: me, ...surface, action, state: { values: current } });
      } catch (error) {
        toast.error(error);
      }
    },
    loadOptions: (block_id, action_id, value) =>
      api.options({ user: me, ...surface, block_id, action_id, value }),
  };
  return <HostContext value={host}>{children}</HostContext>;
}

/** A surface that keeps what people choose to itself: messages and the home tab. */
export function SelfContainedSurface(props: Pick<SurfaceProps, 'surface' | 'blocks' | 'children'>) {
  const [edits, setEdits] = useState<FormValues>({});
  return <BlockSurface {...props} edits={edits} onEdits={setEdits} />;
}
