import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Modal } from '../ui/modal.tsx';
import { spoken, Text } from '../ui/text.tsx';
import './note-pad.css';
import { counterWords } from '../counter/words.ts';
import { boothWords as words, noteChoices, type NoteFault, noteFaults } from './words.ts';

/** The visit that a note was begun for. */
export interface Noting {
  readonly booth: string;
  readonly counter: string;
  readonly visit: string;
  readonly number: string;
  readonly name: string;
}

export interface NotePadProps {
  readonly noting: Noting;
  /** The number of the person who has come to the same counter meanwhile. */
  readonly nextHere: string | undefined;
  /** Resolves to what went wrong; the pad then keeps the text. */
  readonly onNote: (text: string) => Promise<NoteFault | 'unanswered' | undefined>;
  readonly onClose: () => void;
}

/** A usual remark by one tap, or free text. */
export function NotePad({ noting, nextHere, onNote, onClose }: NotePadProps) {
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<NoteFault | 'unanswered'>();

  const [keeping, setKeeping] = useState(false);

  async function keep(note: string): Promise<void> {
    if (keeping) return;
    setKeeping(true);
    const fault = await onNote(note);
    if (!fault) return onClose();
    setKeeping(false);
    setWrong(fault);
  }

  return (
    <Modal label={words.noteTitle} onClose={onClose}>
      <h2 className="note-title">
        <Text words={words.noteTitle} />
        <b data-testid="note-about">{noting.number}</b>
        {noting.name}
      </h2>
      <p className="quiet">
        <Text words={words.noteMore} beside />
      </p>
      {nextHere !== undefined && (
        <p className="note-next" role="status">
          <Text words={words.noteNextHere(nextHere)} beside />
        </p>
      )}
      <div className="counter-choices">
        {noteChoices.map((choice) => (
          <Button key={choice.en} words={choice} onPress={() => void keep(choice.zh)} />
        ))}
      </div>
      <form
        className="note-own"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim()) void keep(text.trim());
        }}
      >
        <input
          value={text}
          maxLength={200}
          aria-label={spoken(words.noteOwn)}
          placeholder={words.noteOwn.zh}
          onChange={({ target }) => {
            setText(target.value);
            setWrong(undefined);
          }}
        />
        <Button
          look="first"
          words={words.noteKeep}
          disabled={text.trim() === ''}
          onPress={() => void keep(text.trim())}
        />
      </form>
      {wrong && (
        <p className="note-wrong" role="alert">
          <Text words={noteFaults[wrong]} beside />
        </p>
      )}
      <Button look="plain" words={counterWords.cancel} onPress={onClose} />
    </Modal>
  );
}
