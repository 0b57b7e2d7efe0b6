import { Button } from '../ui/button.tsx';
import { Text } from '../ui/text.tsx';
import './action-line.css';
import { counterWords as words } from './words.ts';

/** An action of any kind, in words. */
export interface RecentAction {
  readonly fact: string;
  readonly at: string;
  readonly number?: string;
  readonly words: string;
  readonly takenBack: boolean;
}

export function ActionLine(props: { action: RecentAction; onUndo: (fact: string) => void }) {
  const { action, onUndo } = props;
  return (
    <div className="action" data-taken-back={action.takenBack}>
      <time>{action.at}</time>
      <code>{action.number?.slice(0, 4) ?? '—'}</code>
      <span>{action.words}</span>
      {action.takenBack ? (
        <em>
          <Text words={words.takenBack} />
        </em>
      ) : (
        <Button look="plain" words={words.undo} onPress={() => onUndo(action.fact)} />
      )}
    </div>
  );
}
