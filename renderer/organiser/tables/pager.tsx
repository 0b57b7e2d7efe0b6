import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import './pager.css';
import { tableWords as words } from './table-words.ts';

export interface PagerProps {
  readonly from: number;
  readonly length: number;
  readonly count: number;
  readonly onFrom: (from: number) => void;
}

/** Draws a part of a long list at a time. */
export function Pager({ from, length, count, onFrom }: PagerProps) {
  if (count <= length) return undefined;
  return (
    <div className="pager">
      <Button
        words={words.earlier}
        disabled={from === 0}
        onPress={() => onFrom(Math.max(0, from - length))}
      />
      <Text words={words.window(from + 1, Math.min(count, from + length), count)} beside />
      <Button
        words={words.later}
        disabled={from + length >= count}
        onPress={() => onFrom(from + length)}
      />
    </div>
  );
}
