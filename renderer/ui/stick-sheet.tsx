import { type ComponentProps, useState } from 'react';
import { ListSheet } from './list-sheet.tsx';
import { StickFiles } from './on-sticks.tsx';
import { Text, type Words } from './text.tsx';
import './stick-sheet.css';

/** A sheet from which one file of a stick is taken, and what became of it. */

type Files = ComponentProps<typeof StickFiles>;
type Said = { readonly words: Words; readonly well: boolean };

export interface StickSheetProps extends Pick<Files, 'there' | 'files'> {
  readonly words: Files['none'] & { readonly [word in 'sheet' | 'close' | 'taking']: Words };
  /** Until a file is tapped. */
  readonly head: Words | undefined;
  readonly taking: boolean;
  readonly said: Said | undefined;
  readonly onTake: (id: string) => void;
  readonly onClose: () => void;
}

export function StickSheet(props: StickSheetProps) {
  const { words, head, taking, said, there, files, onTake, onClose } = props;
  const shown = taking ? words.taking : head;
  return (
    <ListSheet
      title={words.sheet}
      close={words.close}
      onClose={onClose}
      head={
        <div className="stick-sheet-head">
          <p role="status">{shown && <Text words={shown} />}</p>
          <output role="alert" data-well={said?.well}>
            {said && <Text words={said.words} beside />}
          </output>
        </div>
      }
    >
      <StickFiles there={there} none={words} files={files} onTake={onTake} />
    </ListSheet>
  );
}

/** `take` says what to show then, or undefined where the sheet closes. */
export function useTaking(take: (id: string) => Promise<Said | undefined>) {
  const [taking, setTaking] = useState(false);
  const [said, setSaid] = useState<Said>();
  async function onTake(id: string): Promise<void> {
    setTaking(true);
    setSaid(undefined);
    setSaid(await take(id));
    setTaking(false);
  }
  return { taking, said, onTake: (id: string) => void onTake(id) };
}
