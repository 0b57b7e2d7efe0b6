import type { ReactNode } from 'react';
import './button.css';
import { Text, type Words } from './text.tsx';

export interface ButtonProps {
  readonly words: Words;
  readonly more?: Words;
  readonly icon?: ReactNode;
  readonly look?: 'first' | 'second' | 'plain';
  readonly disabled?: boolean;
  /** What a tap by mistake would do: write something for a person, or send them away. */
  readonly tap?: 'decides' | 'ends';
  /** Work is in progress: shows it, and ignores a second tap. */
  readonly busy?: boolean;
  readonly onPress: () => void;
}

export function Button(props: ButtonProps) {
  const {
    words,
    more,
    icon,
    look = 'second',
    disabled = false,
    tap,
    busy = false,
    onPress,
  } = props;
  return (
    <button
      type="button"
      className={`button button-${look}`}
      disabled={disabled}
      data-tap={tap}
      aria-busy={busy}
      aria-disabled={busy}
      onClick={() => {
        if (!busy) onPress();
      }}
    >
      {busy ? <span className="button-busy" aria-hidden="true" /> : icon}
      <span className="button-words">
        <Text words={words} />
        {more && (
          <span className="button-more">
            {' '}
            <Text words={more} beside />
          </span>
        )}
      </span>
    </button>
  );
}
