import type { BoothAction, BoothState, Counter } from '../../shared/contract.ts';
import { Text } from '../ui/text.tsx';
import type { Saying } from './asking.ts';
import type { BoothsAtWork } from './booths.ts';
import './counter.css';
import { Nobody } from './nobody.tsx';
import { PersonHere } from './person-here.tsx';
import { Recent } from './recent.tsx';
import { SaidHere } from './said.tsx';
import { actionWords, boothWords as words, stepWords } from './words.ts';

export interface CounterColumnProps {
  readonly counter: Counter;
  readonly booth: BoothState;
  readonly saying: Saying | undefined;
  readonly titleOf: (post: string) => string;
  readonly booths: BoothsAtWork;
}

/** One place where people stand: who is here now, what may be tapped, what was. */
export function CounterColumn({ counter, booth, saying, titleOf, booths }: CounterColumnProps) {
  const { standing } = counter;
  return (
    <section className="counter" aria-label={`${booth.code} ${booth.employer}`}>
      <header className="counter-head">
        <b>{booth.code}</b>
        <h2>
          {booth.employer}
          {counter.scanner !== null && <small>{counter.scanner}</small>}
        </h2>
        <dl>
          {(
            [
              [words.visits, booth.today.visits],
              [words.resumes, booth.today.resumes],
              [words.intentsToday, booth.today.intents],
              ...(booth.today.walkIns > 0 ? [[words.walkIns, booth.today.walkIns] as const] : []),
            ] as const
          ).map(([name, figure]) => (
            <div key={name.en}>
              <dd>{figure}</dd>
              <dt>
                <Text words={name} />
              </dt>
            </div>
          ))}
        </dl>
      </header>
      <SaidHere saying={saying} titleOf={titleOf} />
      {standing ? (
        <PersonHere key={standing.visit} {...{ counter, standing, booth, titleOf, booths }} />
      ) : (
        <Nobody
          more={words.scanMore}
          onTyped={async (text) => {
            const found = await booths.typed(counter.id, text);
            return found?.ok === false ? found.fault.kind : undefined;
          }}
          onWalkIn={() => void booths.deed('booth.walkIn', { counter: counter.id })}
        />
      )}
      <Recent
        actions={booth.recent.map((action) => ({ ...action, words: inWords(action, titleOf) }))}
        onUndo={async (fact, reason) => {
          const input = { booth: booth.code, fact, ...(reason && { reason }) };
          const taken = await booths.undo(input);
          return taken?.ok === false && taken.fault.kind === 'reason-needed';
        }}
      />
    </section>
  );
}

function inWords({ kind, step, post }: BoothAction, titleOf: (post: string) => string): string {
  const what = actionWords[kind].zh + (step ? `：${stepWords(step).zh}` : '');
  return post === undefined ? what : `${what} · ${titleOf(post)}`;
}
