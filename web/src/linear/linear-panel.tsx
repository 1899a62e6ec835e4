import { useState } from 'react';
import { useBoard } from '../api/linear.ts';
import { ActorSelect } from '../panels/actor-select.tsx';
import { SidePanel } from '../panels/side-panel.tsx';
import { useActor } from '../panels/use-actor.ts';
import { Column } from './column.tsx';
import { useCardChange } from './use-card-change.ts';

/** The forged Linear as a board: a team's workflow states in order, and the issues in each. */
export function LinearPanel({ onClose }: { onClose: () => void }) {
  const { data: board, error } = useBoard();
  const actor = useActor();
  const change = useCardChange(actor.by);
  const [chosen, setChosen] = useState<string>();
  const team = board?.teams.find((one) => one.key === chosen) ?? board?.teams[0];

  return (
    <SidePanel name="linear" title="Linear" closeLabel="Close the Linear panel" onClose={onClose}>
      <div className="tool-bar">
        <label className="tool-choice">
          <span>Team</span>
          <select
            className="field"
            value={team?.key ?? ''}
            onChange={(event) => setChosen(event.target.value)}
          >
            {board?.teams.map(({ key, name, states }) => (
              <option key={key} value={key}>
                {name} ({states.reduce((count, state) => count + state.issues.length, 0)})
              </option>
            ))}
          </select>
        </label>
        <ActorSelect actor={actor} />
      </div>
      {error ? <p className="notice">{error.message}</p> : null}
      {board && team ? (
        <div className="board" data-testid="linear-board">
          {team.states.map((state) => (
            <Column
              key={`${team.key}-${state.name}`}
              state={state}
              states={team.states.map(({ name }) => name)}
              users={board.users}
              change={change}
            />
          ))}
        </div>
      ) : null}
    </SidePanel>
  );
}
