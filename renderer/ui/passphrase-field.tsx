import { type ReactNode, useId, useState } from 'react';
import { say } from '../../shared/say.ts';
import { EyeIcon } from './icons.tsx';
import './passphrase-field.css';
import { spoken, Text, type Words } from './text.tsx';

export interface PassphraseFieldProps {
  readonly words: Words;
  readonly value: string;
  readonly onChange: (typed: string) => void;
  readonly disabled?: boolean;
  /** What is said of it, below. */
  readonly children?: ReactNode;
}

const show = say('显示口令', 'Show the passphrase');

/** Hidden from anyone who looks over a shoulder, unless the clerk wants to see it. */
export function PassphraseField(props: PassphraseFieldProps) {
  const { words, value, onChange, disabled = false, children } = props;
  const id = useId();
  const [shown, setShown] = useState(false);
  return (
    <div className="passphrase">
      <label htmlFor={id}>
        <Text words={words} beside />
      </label>
      <span className="passphrase-row">
        <input
          id={id}
          type={shown ? 'text' : 'password'}
          autoComplete="off"
          autoCapitalize="off"
          inputMode="url"
          spellCheck={false}
          maxLength={200}
          disabled={disabled}
          value={value}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
        <button
          type="button"
          aria-label={spoken(show)}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
        >
          <EyeIcon />
        </button>
      </span>
      {children}
    </div>
  );
}
