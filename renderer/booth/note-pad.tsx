import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Modal } from '../ui/modal.tsx';
import { spoken, Text } from '../ui/text.tsx';
import './note-pad.css';
import { boothWords as words, noteChoices } from './words.ts';

/** One of the usual things with a tap, or a line of one's own. */
export function NotePad(props: { onNote: (text: string) => void; onClose: () => void }) {
  const { onNote, onClose } = props;
  const [text, setText] = useState('');
  return (
    <Modal label={words.noteTitle} onClose={onClose}>
      <h2>
        <Text words={words.noteTitle} />
      </h2>
      <div className="note-choices">
        {noteChoices.map((choice) => (
          <Button key={choice.en} words={choice} onPress={() => onNote(choice.zh)} />
        ))}
      </div>
      <form
        className="note-own"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim()) onNote(text.trim());
        }}
      >
        <input
          value={text}
          maxLength={200}
          aria-label={spoken(words.noteOwn)}
          placeholder={words.noteOwn.zh}
          onChange={({ target }) => setText(target.value)}
        />
        <Button
          look="first"
          words={words.noteKeep}
          disabled={text.trim() === ''}
          onPress={() => onNote(text.trim())}
        />
      </form>
      <Button look="plain" words={words.cancel} onPress={onClose} />
    </Modal>
  );
}
