import { useEffect, useState } from 'react';
import './toast.css';
import { AlertIcon } from './icons.tsx';
import { Text, type Words } from './text.tsx';

const SHOWN_MS = 4_000;

/**
 * Shown for a while, each time the count goes up. Its region exists before, so that screen readers announce
 * it.
 */
export function Toast({ count, words }: { count: number; words: Words }) {
  const [seen, setSeen] = useState(count);
  useEffect(() => {
    const timer = setTimeout(() => setSeen(count), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [count]);
  return (
    <output className="toasts">
      {count > seen && (
        <span key={count} className="toast" data-testid="toast">
          <AlertIcon />
          <Text words={words} />
        </span>
      )}
    </output>
  );
}
