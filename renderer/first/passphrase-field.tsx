import { useEffect, useRef } from 'react';
import { spoken, type Words } from '../ui/text.tsx';

export interface PassphraseFieldProps {
  readonly words: Words;
  readonly typed: string;
  readonly onTyped: (typed: string) => void;
}

/** The one thing to type on its screen. */
export function PassphraseField({ words, typed, onTyped }: PassphraseFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  // After the title, which takes the focus first.
  useEffect(() => field.current?.focus(), []);
  return (
    <input
      ref={field}
      type="password"
      autoComplete="off"
      maxLength={200}
      aria-label={spoken(words)}
      value={typed}
      onChange={({ currentTarget }) => onTyped(currentTarget.value)}
    />
  );
}
