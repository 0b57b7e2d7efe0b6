import type { BoothCounter, BoothState } from '../../shared/contract/booth.ts';
import { taps } from '../../shared/deeds.ts';
import type { RecentAction } from '../counter/action-line.tsx';
import { aimedAt, type Saying } from '../counter/asking.ts';
import { InTurn } from '../counter/in-turn.tsx';
import { Nobody } from '../counter/nobody.tsx';
import { Recent } from '../counter/recent.tsx';
import { SaidHere } from '../counter/said.tsx';
import type { TakingBack } from '../counter/taking-back.tsx';
import { spoken, Text } from '../ui/text.tsx';
import type { BoothsAtWork } from './booths.ts';
import './counter.css';
import type { Noting } from './note-pad.tsx';
import { PersonHere } from './person-here.tsx';
import { boothWords as words } from './words.ts';

export interface CounterColumnProps {
  readonly counter: BoothCounter;
  readonly booth: BoothState;
  readonly saying: Saying | undefined;
  readonly titleOf: (post: string) => string;
  readonly actions: readonly RecentAction[];
  readonly taking: TakingBack;
  readonly booths: BoothsAtWork;
  readonly onNote: (noting: Noting) => void;
  /** Whether scanners that no card has bound work here; `alone` where nobody needs to choose. */
  readonly front: 'alone' | 'chosen' | 'other';
  readonly onFront: () => void;
}

/** One counter of a booth: the person who is here, the actions for them, and their history. */
export function CounterColumn(props: CounterColumnProps) {
  const { counter, booth, saying, titleOf, actions, taking, booths, onNote, front, onFront } =
    props;
  const { standing } = counter;
  const { today } = booth;
  const figures = [
    [words.visits, today.visits],
    ...taps.map(({ column, figure }) => [column, today[figure]] as const),
    [words.intentsToday, today.intents],
    ...(today.walkIns > 0 ? [[words.walkIns, today.walkIns] as const] : []),
  ] as const;
  return (
    <section
      className="counter"
      aria-label={`${booth.code} ${booth.employer}`}
      data-counter={counter.id}
      data-front={counter.scanner === null && front === 'chosen'}
    >
      <header className="counter-head">
        {counter.scanner === null && front !== 'alone' ? (
          <button
            type="button"
            className="counter-front"
            aria-pressed={front === 'chosen'}
            aria-label={spoken(words.toFront(booth.code))}
            onClick={onFront}
          >
            {booth.code}
          </button>
        ) : (
          <b>{booth.code}</b>
        )}
        <h2>
          {booth.employer}
          <ScannerHere scanner={counter.scanner} front={front} />
        </h2>
        <dl>
          {figures.map(([name, figure]) => (
            <div key={name.en}>
              <dd>{figure}</dd>
              <dt>
                <Text words={name} />
              </dt>
            </div>
          ))}
        </dl>
        <SaidHere saying={saying} nameOf={titleOf} at="booth" />
      </header>
      <InTurn turn={counter.turn} className="counter-now">
        {standing ? (
          <PersonHere
            key={standing.visit}
            {...{ counter, standing, booth, titleOf, booths, onNote }}
          />
        ) : (
          <Nobody
            more={words.scanMore}
            onTyped={(text) => booths.typed({ ...aimedAt(counter), text })}
            onWalkIn={() => void booths.deed('booth.walkIn', aimedAt(counter))}
          />
        )}
      </InTurn>
      <Recent place={booth.code} actions={actions} taking={taking} />
    </section>
  );
}

function ScannerHere({
  scanner,
  front,
}: Pick<CounterColumnProps, 'front'> & Pick<BoothCounter, 'scanner'>) {
  if (scanner !== null) return <small>{scanner}</small>;
  if (front === 'alone') return undefined;
  return <small>{(front === 'chosen' ? words.isFront : words.tapForFront).zh}</small>;
}
