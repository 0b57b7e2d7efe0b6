import { useState } from 'react';
import type { SetUp } from '../../shared/contract/setup.ts';
import { Ask } from '../ui/ask.tsx';
import { Button } from '../ui/button.tsx';
import { Text } from '../ui/text.tsx';
import type { Publishing } from './publishing.ts';
import { setUpWords } from './set-up-words.ts';
import { tableWords as words } from './table-words.ts';

interface UndoImportProps {
  readonly publishing: Publishing;
  readonly undo: NonNullable<SetUp['undo']>;
}

/** Takes the last published import back, in one step, after saying what becomes of what it brought. */
export function UndoImport({ publishing, undo }: UndoImportProps) {
  const [asks, setAsks] = useState(false);
  async function agree(): Promise<void> {
    if (await publishing.publish('undo')) setAsks(false);
  }
  return (
    <section className="set-up-table">
      <h2>
        <Text words={words.undoTitle} beside />
      </h2>
      <p>
        <Text words={words.undoMore(undo)} />
      </p>
      <div className="set-up-row">
        <Button words={words.undoTitle} onPress={() => setAsks(true)} />
      </div>
      {asks && (
        <Ask
          title={words.undoAsk}
          yes={words.undo}
          no={words.undoNot}
          said={publishing.said === setUpWords.notUndone ? publishing.said : undefined}
          onYes={agree}
          onNo={() => setAsks(false)}
        >
          <p>
            <Text words={words.undoMore(undo)} />
          </p>
        </Ask>
      )}
    </section>
  );
}
