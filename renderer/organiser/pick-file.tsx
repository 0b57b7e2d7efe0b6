import { useId } from 'react';
import { Text, type Words } from '../ui/text.tsx';
import './pick-file.css';

export interface PickFileProps {
  readonly words: Words;
  readonly accept: string;
  readonly disabled?: boolean;
  readonly onPick: (file: File) => void;
}

/** The browser's own file picker, styled like the page. */
export function PickFile({ words, accept, disabled = false, onPick }: PickFileProps) {
  const id = useId();
  return (
    <span className="pick-file" data-disabled={disabled}>
      <input
        id={id}
        type="file"
        accept={accept}
        disabled={disabled}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) onPick(file);
          // People may choose the same file again after a correction.
          currentTarget.value = '';
        }}
      />
      <label htmlFor={id}>
        <Text words={words} />
      </label>
    </span>
  );
}
