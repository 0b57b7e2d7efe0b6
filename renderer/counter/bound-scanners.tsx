import { Button } from '../ui/button.tsx';
import { Text } from '../ui/text.tsx';
import './bound-scanners.css';
import { counterWords as words } from './words.ts';

interface Bound {
  readonly id: string;
  readonly scanner: string | null;
  /** What its card bound it to. */
  readonly place: string;
}

export interface BoundScannersProps {
  readonly counters: readonly Bound[];
  readonly onRelease: (counter: string) => void;
}

/** Scanners that a card has bound to a place: each can be given back to whatever the screen shows. */
export function BoundScanners({ counters, onRelease }: BoundScannersProps) {
  const bound = counters.filter(({ scanner }) => scanner !== null);
  if (bound.length === 0) return undefined;
  return (
    <ul className="bound-scanners">
      {bound.map(({ id, scanner, place }) => (
        <li key={id}>
          <Text words={words.boundTo(scanner ?? '', place)} />
          <Button look="plain" words={words.release} onPress={() => onRelease(id)} />
        </li>
      ))}
    </ul>
  );
}
