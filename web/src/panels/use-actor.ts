import { useState } from 'react';
import { useWorkspace } from '../state/workspace.tsx';

export interface Actor {
  /** E-mail of who acts, by which Linear and Notion know the people of Slack. */
  by: string;
  people: { name: string; email: string }[];
  choose: (email: string) => void;
}

/** Who acts in a panel: oneself, until another person is chosen there. */
export function useActor(): Actor {
  const { users, meUser } = useWorkspace();
  const [chosen, choose] = useState<string>();
  const people = users.flatMap(({ is_bot, email, real_name, name }) =>
    email && !is_bot ? [{ name: real_name ?? name, email }] : [],
  );
  return { by: chosen ?? meUser?.email ?? people[0]?.email ?? '', people, choose };
}
