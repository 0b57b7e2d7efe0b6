import { useId } from 'react';
import { Text, type Words } from '../ui/text.tsx';
import './pick-file.css';

interface PickProps {
  readonly words: Words;
  readonly accept: string;
  readonly disabled?: boolean;
}
export interface PickFileProps extends PickProps {
  readonly onPick: (file: File) => void;
  /** Somebody dropped several files at once. */
  readonly onSeveral?: () => void;
}

export interface PickFilesProps extends PickProps {
  readonly onPick: (files: readonly File[]) => void;
}

export const PickFile = ({ onPick, ...props }: PickFileProps) => (
  <Picker {...props} several={false} onPick={([file]) => file && onPick(file)} />
);

export const PickFiles = (props: PickFilesProps) => <Picker {...props} several />;

/** The browser's own file picker, styled like the page. */
function Picker({
  words,
  accept,
  disabled = false,
  several,
  onPick,
  onSeveral,
}: PickFilesProps & { readonly several: boolean; readonly onSeveral?: () => void }) {
  const id = useId();
  return (
    <span
      className="pick-file"
      data-disabled={disabled}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        const files = [...event.dataTransfer.files];
        if (disabled || files.length === 0) return;
        if (!several && files.length > 1) onSeveral?.();
        else onPick(files);
      }}
    >
      <input
        id={id}
        type="file"
        accept={accept}
        disabled={disabled}
        multiple={several}
        onChange={({ currentTarget }) => {
          onPick([...(currentTarget.files ?? [])]);
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
