import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from './client.ts';
import { ANY_STATE, keys } from './event-effects.ts';

export function useWorkspaceState(user: string | undefined) {
  return useQuery({ queryKey: keys.state(user), queryFn: () => api.state(user) });
}

export function useMessages(user: string, channel: string) {
  const cache = useQueryClient();
  return useQuery({
    queryKey: keys.messages(user, channel),
    queryFn: async () => {
      const { messages } = await api.messages(user, channel);
      // Reading a channel marks it read, so its count is out of date now.
      void cache.invalidateQueries({ queryKey: ANY_STATE });
      return messages;
    },
  });
}

export function useThread(user: string, channel: string, ts: string) {
  return useQuery({
    queryKey: keys.thread(user, channel, ts),
    queryFn: () => api.thread(user, channel, ts).then((answer) => answer.messages),
  });
}

export function useOpenViews(user: string) {
  return useQuery({
    queryKey: keys.views(user),
    queryFn: () => api.views(user).then((answer) => answer.views),
  });
}

export function useHome(user: string) {
  return useQuery({
    queryKey: keys.home(user),
    queryFn: () => api.home(user).then((answer) => answer.view),
  });
}

export function useSite() {
  return useQuery({ queryKey: keys.site(), queryFn: api.site });
}
