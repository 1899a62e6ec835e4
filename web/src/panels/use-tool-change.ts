import { useQueryClient } from '@tanstack/react-query';
import { useToast } from '../ui/toast.tsx';

type Change = (work: Promise<unknown>, said?: string) => Promise<boolean>;

/**
 * Waits for a person's change in a forged tool and for what it made stale; answers whether it was made.
 * `said` is for those who do not see the change; a refusal is shown to everybody.
 */
export function useToolChange(queryKey: readonly (string | undefined)[]): Change {
  const cache = useQueryClient();
  const toast = useToast();
  return async (work, said) => {
    try {
      await work;
      if (said) toast.announce(said);
      return true;
    } catch (error) {
      toast.error(error);
      return false;
    } finally {
      await cache.invalidateQueries({ queryKey });
    }
  };
}
