import { useState } from 'react';
import type { BoothAction, BoothState, UndoReason } from '../../shared/contract.ts';
import { Button } from '../ui/button.tsx';
import { Modal } from '../ui/modal.tsx';
import { Text } from '../ui/text.tsx';
import type { BoothsAtWork } from './booths.ts';
import './recent.css';
import { actionWords, boothWords as words, stepWords, undoReasons } from './words.ts';

export interface RecentProps {
  readonly booth: BoothState;
  readonly titleOf: (post: string) => string;
  readonly booths: BoothsAtWork;
}

/** The newest action with its way back, and behind a key the last twenty. */
export function Recent({ booth, titleOf, booths }: RecentProps) {
  const [all, setAll] = useState(false);
  const [asking, setAsking] = useState<BoothAction>();
  const [newest] = booth.recent;

  async function undo(action: BoothAction, reason?: UndoReason): Promise<void> {
    setAsking(undefined);
    const { code } = booth;
    const input = { booth: code, fact: action.fact, ...(reason && { reason }) };
    const taken = await booths.undo(input);
    if (taken?.ok === false && taken.fault.kind === 'reason-needed') setAsking(action);
  }
  const onUndo = (action: BoothAction): void => void undo(action);

  return (
    <div className="recent">
      {newest ? (
        <div data-testid="newest">
          <Action action={newest} {...{ titleOf, onUndo }} />
        </div>
      ) : (
        <p>
          <Text words={words.none} beside />
        </p>
      )}
      <Button
        look="plain"
        words={words.recent}
        disabled={booth.recent.length === 0}
        onPress={() => setAll(true)}
      />
      {all && (
        <Modal label={words.recent} look="whole" onClose={() => setAll(false)}>
          <div className="recent-all">
            <h2>
              <Text words={words.recentTitle} />
            </h2>
            <ol>
              {booth.recent.map((action) => (
                <li key={action.fact}>
                  <Action action={action} {...{ titleOf, onUndo }} />
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

function Action(props: {
  action: BoothAction;
  titleOf: (post: string) => string;
  onUndo: (action: BoothAction) => void;
}) {
  const { action, titleOf, onUndo } = props;
  return (
    <div className="action" data-taken-back={action.takenBack}>
      <time>{action.at}</time>
      <code>{action.number?.slice(0, 4) ?? '—'}</code>
      <span>
        {actionWords[action.kind].zh}
        {action.step && `：${stepWords(action.step).zh}`}
        {action.post !== undefined && ` · ${titleOf(action.post)}`}
      </span>
      {action.takenBack ? (
        <em>
          <Text words={words.takenBack} />
        </em>
      ) : (
        <Button look="plain" words={words.undo} onPress={() => onUndo(action)} />
      )}
    </div>
  );
}
