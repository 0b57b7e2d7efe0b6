import { Button } from '../ui/button.tsx';
import { Text } from '../ui/text.tsx';
import { ActionLine, type RecentAction } from './action-line.tsx';
import { InTurn } from './in-turn.tsx';
import './recent.css';
import type { TakingBack } from './taking-back.tsx';
import { counterWords as words } from './words.ts';

export interface RecentProps {
  readonly place: string;
  readonly actions: readonly RecentAction[];
  readonly taking: TakingBack;
}

/** The newest action with a way to undo it, and the last twenty behind a key. */
export function Recent({ place, actions, taking }: RecentProps) {
  const [newest] = actions;
  return (
    <div className="recent">
      {newest ? (
        <InTurn turn={newest.fact} className="recent-newest">
          <div data-testid="newest">
            <ActionLine action={newest} onUndo={(fact) => taking.takeBack({ place, fact })} />
          </div>
        </InTurn>
      ) : (
        <p>
          <Text words={words.none} beside />
        </p>
      )}
      <Button
        look="plain"
        words={words.recent}
        disabled={actions.length === 0}
        onPress={() => taking.list(place)}
      />
    </div>
  );
}
