import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import './countdown.css';

export interface Countdown {
  readonly left: number;
  readonly of: number;
  /** Restarts it, as a touch does. */
  readonly extend: () => void;
}

/** A touch on the question whether anybody is there must not count as a touch. */
export const UNTOUCHED = 'data-untouched';

/** Counts down while nobody touches anything; `turn` names what it counts for. */
export function useCountdown(
  seconds: number | undefined,
  turn: string | number,
  onUp: () => void,
): Countdown | undefined {
  const counted = `${turn} ${seconds}`;
  const [last, setLast] = useState({ counted, left: 0 });
  const deadline = useRef(0);
  const timeUp = useEffectEvent(onUp);

  const extend = useCallback(() => {
    deadline.current = performance.now() + (seconds ?? 0) * 1000;
    setLast({ counted, left: seconds ?? 0 });
  }, [counted, seconds]);

  useEffect(() => {
    if (seconds === undefined) return;
    deadline.current = performance.now() + seconds * 1000;
    const touched = ({ target }: Event): void => {
      if (!(target instanceof Element && target.closest(`[${UNTOUCHED}]`))) extend();
    };
    const timer = setInterval(() => {
      const left = Math.max(0, Math.ceil((deadline.current - performance.now()) / 1000));
      setLast((last) =>
        last.counted === counted && last.left === left ? last : { counted, left },
      );
      if (left > 0) return;
      clearInterval(timer);
      timeUp();
    }, 200);
    window.addEventListener('pointerdown', touched);
    window.addEventListener('keydown', touched);
    return () => {
      clearInterval(timer);
      window.removeEventListener('pointerdown', touched);
      window.removeEventListener('keydown', touched);
    };
  }, [seconds, counted, extend]);

  if (seconds === undefined) return undefined;
  return { left: last.counted === counted ? last.left : seconds, of: seconds, extend };
}

const ROUND = 2 * Math.PI * 20;

/** A ring that empties, with the seconds in it. */
export function CountdownRing({
  left,
  of: seconds,
  label,
}: {
  left: number;
  of: number;
  label: string;
}) {
  return (
    <div className="countdown" role="timer" aria-label={label}>
      <svg viewBox="0 0 48 48" aria-hidden="true" focusable="false">
        <circle cx="24" cy="24" r="20" />
        <circle
          className="countdown-left"
          cx="24"
          cy="24"
          r="20"
          strokeDasharray={ROUND}
          strokeDashoffset={ROUND * (1 - left / seconds)}
        />
      </svg>
      <span>{left}</span>
    </div>
  );
}
