import { useState } from 'react';
import type { UndoReason } from '../../shared/contract.ts';
import { Button } from '../ui/button.tsx';
import { Modal } from '../ui/modal.tsx';
import { Text } from '../ui/text.tsx';
import './recent.css';
import { boothWords as words, undoReasons } from './words.ts';

/** An action in words, whatever it was. */
export interface RecentAction {
  readonly fact: string;
  readonly at: string;
  readonly number?: string;
  readonly words: string;
  readonly takenBack: boolean;
}

export interface RecentProps {
  readonly actions: readonly RecentAction[];
  /** Whether it wants a reason first. */
  readonly onUndo: (fact: string, reason?: UndoReason) => Promise<boolean>;
}

/** The newest action with its way back, and behind a key the last twenty. */
export function Recent({ actions, onUndo }: RecentProps) {
  const [all, setAll] = useState(false);
  const [asking, setAsking] = useState<string>();
  const [newest] = actions;

  async function undo(fact: string, reason?: UndoReason): Promise<void> {
    setAsking(undefined);
    if (await onUndo(fact, reason)) setAsking(fact);
  }
  const takeBack = (fact: string): void => void undo(fact);

  return (
    <div className="recent">
      {newest ? (
        <div data-testid="newest">
          <Action action={newest} onUndo={takeBack} />
        </div>
      ) : (
        <p>
          <Text words={words.none} beside />
        </p>
      )}
      <Button
        look="plain"
        words={words.recent}
        disabled={actions.length === 0}
        onPress={() => setAll(true)}
      />
      {all && (
        <Modal label={words.recent} look="whole" onClose={() => setAll(false)}>
          <div className="recent-all">
            <h2>
              <Text words={words.recentTitle} />
            </h2>
            <ol>
              {actions.map((action) => (
                <li key={action.fact}>
                  <Action action={action} onUndo={takeBack} />
                </li>
              ))}
            </ol>
            <Button look="first" words={words.backToBooths} onPress={() => setAll(false)} />
          </div>
        </Modal>
      )}
      {asking && (
        <Modal label={words.why} onClose={() => setAsking(undefined)}>
          <h2>
            <Text words={words.why} />
          </h2>
          <div className="note-choices">
            {(['slip', 'duplicate', 'mistaken', 'request'] as const).map((reason) => (
              <Button
                key={reason}
                words={undoReasons[reason]}
                onPress={() => void undo(asking, reason)}
              />
            ))}
          </div>
          <Button look="plain" words={words.cancel} onPress={() => setAsking(undefined)} />
        </Modal>
      )}
    </div>
  );
}

function Action(props: { action: RecentAction; onUndo: (fact: string) => void }) {
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
