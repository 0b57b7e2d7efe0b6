import { useState } from 'react';
import type { CallInput, CallOutput } from '../../shared/contract/calls.ts';
import type { UndoReason } from '../../shared/contract/counter.ts';
import { Button } from '../ui/button.tsx';
import { Modal } from '../ui/modal.tsx';
import { Text } from '../ui/text.tsx';
import { useTurn } from '../ui/turn.ts';
import { ActionLine, type RecentAction } from './action-line.tsx';
import './taking-back.css';
import { counterWords as words, undoReasons } from './words.ts';

/**
 * The last twenty actions of a place, and the question why an older one is taken back. They belong to the
 * page: columns come, go and move, and a list that moved with its column could not be closed.
 */

type Undo = (
  place: string,
  undone: Omit<CallInput<'booth.undo'>, 'booth'>,
) => Promise<CallOutput<'booth.undo'> | undefined>;

interface Which {
  readonly place: string;
  readonly fact: string;
}

export interface TakingBack {
  readonly listed: string | undefined;
  readonly asking: Which | undefined;
  readonly list: (place: string | undefined) => void;
  readonly ask: (which: Which | undefined) => void;
  readonly takeBack: (which: Which, reason?: UndoReason) => void;
}

export function useTakingBack(undo: Undo): TakingBack {
  const [listed, list] = useState<string>();
  const [asking, ask] = useState<Which>();

  async function takeBack({ place, fact }: Which, reason?: UndoReason): Promise<void> {
    ask(undefined);
    const taken = await undo(place, { fact, ...(reason && { reason }) });
    if (taken?.ok === false && taken.fault.kind === 'reason-needed') ask({ place, fact });
  }
  return {
    listed,
    asking,
    list,
    ask,
    takeBack: (which, reason) => void takeBack(which, reason),
  };
}

export interface TakingBackProps {
  readonly taking: TakingBack;
  readonly nameOf: (place: string) => string;
  readonly actionsAt: (place: string) => readonly RecentAction[];
}

export function TakingBackSheets({ taking, nameOf, actionsAt }: TakingBackProps) {
  const { listed, asking, list, ask, takeBack } = taking;
  const asked = asking && actionsAt(asking.place).find(({ fact }) => fact === asking.fact);
  return (
    <>
      {listed !== undefined && (
        <Modal label={words.recent} look="whole" onClose={() => list(undefined)}>
          <div className="recent-all">
            <h2>
              {nameOf(listed)} <Text words={words.recentTitle} />
            </h2>
            <Actions
              actions={actionsAt(listed)}
              onUndo={(fact) => takeBack({ place: listed, fact })}
            />
            <Button look="first" words={words.backToBooths} onPress={() => list(undefined)} />
          </div>
        </Modal>
      )}
      {asking && (
        <Modal label={words.why} onClose={() => ask(undefined)}>
          <h2>
            <Text words={words.why} />
          </h2>
          {asked && (
            <p>
              {asked.at} {asked.number} {asked.words}
            </p>
          )}
          <div className="counter-choices">
            {(['slip', 'duplicate', 'mistaken', 'request'] as const).map((reason) => (
              <Button
                key={reason}
                words={undoReasons[reason]}
                onPress={() => takeBack(asking, reason)}
              />
            ))}
          </div>
          <Button look="plain" words={words.cancel} onPress={() => ask(undefined)} />
        </Modal>
      )}
    </>
  );
}

/** A new action moves the others down, under a finger that was aimed at another one. */
function Actions(props: {
  readonly actions: readonly RecentAction[];
  readonly onUndo: (fact: string) => void;
}) {
  const { actions, onUndo } = props;
  const lines = useTurn<HTMLOListElement>(actions[0]?.fact ?? '');
  return (
    <ol ref={lines}>
      {actions.map((action) => (
        <li key={action.fact}>
          <ActionLine action={action} onUndo={onUndo} />
        </li>
      ))}
    </ol>
  );
}
