import { useState } from 'react';
import type { SetUp } from '../../../shared/contract/setup.ts';
import { Ask } from '../../ui/ask.tsx';
import { Button } from '../../ui/button.tsx';
import { Text, type Words } from '../../ui/text.tsx';
import type { Publishing } from '../set-up/publishing.ts';
import type { SetUpAtWork } from '../set-up/set-up.ts';
import { setUpWords } from '../set-up/set-up-words.ts';
import { tableWords as words } from './table-words.ts';
import { useKeys } from '../keys/with-keys.ts';

interface UndoImportProps {
  readonly publishing: Publishing;
  readonly undo: NonNullable<SetUp['undo']>;
}

/** Takes the last published import back, in one step, after saying what becomes of what it brought. */
export const UndoImport = ({ publishing, undo }: UndoImportProps) => (
  <Undo
    title={words.undoTitle}
    ask={words.undoAsk}
    more={words.undoMore(undo)}
    said={publishing.said === setUpWords.notUndone ? publishing.said : undefined}
    onUndo={() => publishing.publish('undo')}
  />
);

interface UndoPeopleProps {
  readonly atWork: SetUpAtWork;
  readonly people: number;
}

/** The same for the last list of people. */
export function UndoPeople({ atWork, people }: UndoPeopleProps) {
  const [said, setSaid] = useState<Words>();
  const withKeys = useKeys();
  async function undo(): Promise<boolean> {
    const undone = await withKeys(() => atWork.undoPeople());
    setSaid(undone && !undone.ok ? words.undoPeopleNot : undefined);
    return undone?.ok ?? false;
  }
  return (
    <Undo
      title={words.undoPeopleTitle}
      ask={words.undoPeopleAsk}
      more={words.undoPeopleMore(people)}
      said={said}
      onUndo={undo}
    />
  );
}

interface UndoProps {
  readonly title: Words;
  readonly ask: Words;
  readonly more: Words;
  readonly said: Words | undefined;
  /** Whether it is undone. */
  readonly onUndo: () => Promise<boolean>;
}

function Undo({ title, ask, more, said, onUndo }: UndoProps) {
  const [asks, setAsks] = useState(false);
  async function agree(): Promise<void> {
    if (await onUndo()) setAsks(false);
  }
  return (
    <section className="set-up-table">
      <h2>
        <Text words={title} beside />
      </h2>
      <p>
        <Text words={more} />
      </p>
      <div className="set-up-row">
        <Button words={title} onPress={() => setAsks(true)} />
      </div>
      {asks && (
        <Ask
          title={ask}
          yes={words.undo}
          no={words.undoNot}
          said={said}
          onYes={agree}
          onNo={() => setAsks(false)}
        >
          <p>
            <Text words={more} />
          </p>
        </Ask>
      )}
    </section>
  );
}
