import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import './long-press.css';
import { spoken, type Words } from './text.tsx';

const HOLD_MS = 3_000;

export interface LongPressProps {
  readonly label: Words;
  readonly onHeld: () => void;
  readonly children: ReactNode;
}

/** A hidden way in: three seconds, with a ring that shows the progress. */
export function LongPress({ label, onHeld, children }: LongPressProps) {
  const [held, setHeld] = useState(false);
  const done = useEffectEvent(onHeld);
  useEffect(() => {
    if (!held) return;
    const timer = setTimeout(() => {
      setHeld(false);
      done();
    }, HOLD_MS);
    return () => clearTimeout(timer);
  }, [held]);
  const release = (): void => setHeld(false);
  return (
    <button
      type="button"
      className="long-press"
      data-held={held}
      aria-label={spoken(label)}
      onPointerDown={() => setHeld(true)}
      onPointerUp={release}
      onPointerLeave={release}
      onPointerCancel={release}
      onBlur={release}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={({ code }) => {
        if (code === 'Space' || code === 'Enter') setHeld(true);
      }}
      onKeyUp={release}
    >
      {children}
      <svg viewBox="0 0 72 72" aria-hidden="true" focusable="false">
        <circle cx="36" cy="36" r="33" pathLength="1" />
      </svg>
    </button>
  );
}
