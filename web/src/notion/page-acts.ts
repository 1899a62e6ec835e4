import { createContext, useContext } from 'react';

/** What a person does on an open page; the promises resolve to whether it was done. */
export interface PageActs {
  tick: (block: string, checked: boolean) => Promise<boolean>;
  rewrite: (block: string, text: string) => Promise<boolean>;
  open: (page: string) => void;
}

export const PageActsContext = createContext<PageActs | undefined>(undefined);

export function usePageActs(): PageActs {
  const acts = useContext(PageActsContext);
  if (!acts) throw new Error('usePageActs outside PageActsContext');
  return acts;
}
