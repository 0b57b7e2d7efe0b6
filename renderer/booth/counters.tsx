import { useLayoutEffect, useState } from 'react';
import type { BoothCounter, BoothState } from '../../shared/contract/booth.ts';
import type { RecentAction } from '../counter/action-line.tsx';
import type { Saying } from '../counter/asking.ts';
import type { TakingBack } from '../counter/taking-back.tsx';
import { Text } from '../ui/text.tsx';
import { useTurn } from '../ui/turn.ts';
import type { BoothsAtWork } from './booths.ts';
import { CounterColumn } from './counter.tsx';
import type { Noting } from './note-pad.tsx';
import { boothWords as words } from './words.ts';

export interface CountersProps {
  readonly counters: readonly BoothCounter[];
  readonly known: readonly BoothState[];
  readonly saying: Saying | undefined;
  readonly titleOf: (post: string) => string;
  readonly actionsAt: (booth: string) => readonly RecentAction[];
  readonly taking: TakingBack;
  readonly booths: BoothsAtWork;
  readonly onNote: (noting: Noting) => void;
}

const MOST_COLUMNS = 3;

/**
 * Columns side by side, each with turns of its own. When a column comes, goes or scrolls into sight, all of
 * them begin a new turn, because another one is now under the finger.
 */
export function Counters({ counters, known, saying, actionsAt, ...rest }: CountersProps) {
  const [brought, setBrought] = useState(0);
  const places = counters.map(({ id, booth }) => `${booth} ${id}`);
  const main = useTurn<HTMLElement>(`${places.join(', ')} ${brought}`);
  useLayoutEffect(() => {
    const { current } = main;
    const column = [...(current?.children ?? [])].find(
      (child) => child.getAttribute('data-counter') === saying?.counter,
    );
    if (!current || !column) return;
    const before = [current.scrollLeft, current.scrollTop];
    column.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
    if (current.scrollLeft !== before[0] || current.scrollTop !== before[1]) {
      setBrought((times) => times + 1);
    }
  }, [main, saying]);

  return (
    <main
      ref={main}
      className="counters"
      data-columns={Math.min(counters.length, MOST_COLUMNS + 1)}
    >
      <h1 className="unseen">
        <Text words={words.title} />
      </h1>
      {counters.flatMap((counter) => {
        const booth = known.find(({ code }) => code === counter.booth);
        if (!booth) return [];
        return (
          <CounterColumn
            key={`${counter.booth} ${counter.id}`}
            counter={counter}
            booth={booth}
            saying={saying?.counter === counter.id ? saying : undefined}
            actions={actionsAt(booth.code)}
            {...rest}
          />
        );
      })}
    </main>
  );
}
