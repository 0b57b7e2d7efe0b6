import { useLayoutEffect, useState } from 'react';
import type { BoothCounter, BoothState } from '../../shared/contract/booth.ts';
import type { RecentAction } from '../counter/action-line.tsx';
import type { Saying } from '../counter/asking.ts';
import type { TakingBack } from '../counter/taking-back.tsx';
import { Text } from '../ui/text.tsx';
import { useTurn } from '../ui/turn.ts';
import type { BoothsAtWork } from './booths.ts';
import { BoothList } from './booth-list.tsx';
import { CounterColumn, type CounterColumnProps } from './counter.tsx';
import { isList, MOST_COLUMNS } from './front.ts';
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
  /** The booth in front. */
  readonly front: string | undefined;
}

/**
 * Columns side by side, each with turns of its own; where there are too many, one booth beside a list of all.
 * When a column comes, goes or scrolls into sight, all of them begin a new turn, because another one is now
 * under the finger.
 */
export function Counters(props: CountersProps) {
  const { counters: all, known, saying, actionsAt, front, ...rest } = props;
  const { choose } = rest.booths;
  const asList = isList(all);
  const counters = asList ? all.filter(({ booth }) => booth === front) : all;
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

  const columns = (
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
            front={frontOf(booth.code)}
            onFront={() => choose(booth.code)}
            {...rest}
          />
        );
      })}
    </main>
  );
  return asList ? (
    <div className="booth-of-list">
      <BoothList {...{ known, front }} counters={all} onFront={choose} />
      {columns}
    </div>
  ) : (
    columns
  );

  /** Of a list, what is shown is in front; of one column, there is nothing to choose. */
  function frontOf(booth: string): CounterColumnProps['front'] {
    if (asList || all.length === 1) return 'alone';
    return booth === front ? 'chosen' : 'other';
  }
}
