import { useId } from 'react';
import { Text, type Words } from '../ui/text.tsx';
import './pick-file.css';

export interface PickFileProps {
  readonly words: Words;
  readonly accept: string;
  readonly disabled?: boolean;
  readonly onPick: (file: File) => void;
}

/** The browser's own way to choose a file, looking like the page's. */
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
          // The same file, mended, may be chosen again.
          currentTarget.value = '';
        }}
      />
      <label htmlFor={id}>
        <Text words={words} />
      </label>
    </span>
  );
}
