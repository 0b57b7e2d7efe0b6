import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { BoothAction, BoothState } from '../../shared/contract/booth.ts';
import { factWords } from '../../shared/deeds.ts';
import type { RecentAction } from '../counter/action-line.tsx';
import { BoundScanners } from '../counter/bound-scanners.tsx';
import { type CounterFaceProps, CounterPage } from '../counter/counter-page.tsx';
import { InTurn } from '../counter/in-turn.tsx';
import { SaidHere } from '../counter/said.tsx';
import { TakingBackSheets, useTakingBack } from '../counter/taking-back.tsx';
import { counterWords, stepWords } from '../counter/words.ts';
import { Button } from '../ui/button.tsx';
import type { BoothsAtWork } from './booths.ts';
import { BoothDayList } from './booth-day.tsx';
import './booth.css';
import { Counters } from './counters.tsx';
import { inFront, isList, MOST_COLUMNS } from './front.ts';
import { NotePad, type Noting } from './note-pad.tsx';
import { SignIn } from './sign-in.tsx';
import { boothWords as words } from './words.ts';

export interface BoothProps extends CounterFaceProps {
  readonly booths: BoothsAtWork;
}

const noBooths: readonly BoothState[] = [];

/** The recruiter's page: a column for each scanner's counter, and the employers who have signed in. */
export function Booth({ booths, ...frame }: BoothProps) {
  const { face, saying, chosen } = useStore(booths);
  const [signingIn, setSigningIn] = useState(false);
  /** What was said before the page turned: it is not said again over the next one's title. */
  const [read, setRead] = useState<number>();
  const [listed, setListed] = useState<string>();
  const [noting, setNoting] = useState<Noting>();
  const taking = useTakingBack((booth, undone) => booths.undo({ booth, ...undone }));
  const counters = face?.counters ?? [];
  const known = face?.booths ?? noBooths;
  const atSignIn = signingIn || counters.length === 0;
  const titleOf = (post: string): string =>
    known.flatMap(({ posts }) => posts).find(({ code }) => code === post)?.title ?? post;
  const actionsAt = (booth: string): RecentAction[] =>
    (known.find(({ code }) => code === booth)?.recent ?? []).map((action) => ({
      ...action,
      words: inWords(action, titleOf),
    }));
  const front = inFront(counters, chosen);
  useEffect(() => void booths.front(front), [booths, front]);
  const elsewhere = heardElsewhere();

  return (
    <CounterPage
      {...frame}
      load={booths.load}
      awaited={face?.awaited ?? []}
      masthead={
        <>
          <SaidHere
            saying={elsewhere}
            nameOf={titleOf}
            at="booth"
            place={counters.find(({ id }) => id === elsewhere?.counter)?.booth}
          />
          {counters.length > 0 && (
            <InTurn turn={String(atSignIn)} className="booth-where">
              <Button
                look="plain"
                words={atSignIn ? counterWords.backToBooths : words.signIn}
                onPress={() => {
                  setSigningIn(!signingIn);
                  setRead(saying?.turn);
                }}
              />
            </InTurn>
          )}
        </>
      }
    >
      {face && atSignIn && (
        <SignIn
          booths={face.booths}
          onList={setListed}
          onPresence={(booth, now) => {
            void booths.deed('booth.presence', { booth, now });
            if (now === 'closed') return;
            // Beside others it is not chosen by that: its scanner may yet come with its card.
            if (counters.length >= MOST_COLUMNS) booths.choose(booth);
            setSigningIn(false);
          }}
          scanners={
            <BoundScanners
              counters={counters.map(({ booth, ...counter }) => ({ ...counter, place: booth }))}
              onRelease={(counter) => void booths.release(counter)}
            />
          }
        />
      )}
      {!atSignIn && (
        <Counters
          {...{ counters, saying, titleOf, actionsAt, taking, booths, front }}
          known={known}
          onNote={setNoting}
        />
      )}
      {listed !== undefined && (
        <BoothDayList booth={listed} booths={booths} onClose={() => setListed(undefined)} />
      )}
      <TakingBackSheets taking={taking} nameOf={(booth) => booth} actionsAt={actionsAt} />
      {noting && (
        <NotePad
          key={noting.visit}
          noting={noting}
          nextHere={
            counters.find(
              ({ id, standing }) => id === noting.counter && standing?.visit !== noting.visit,
            )?.standing?.number
          }
          onNote={async (text) => {
            const kept = await booths.note({ booth: noting.booth, visit: noting.visit, text });
            if (!kept) return 'unanswered';
            return kept.ok ? undefined : kept.fault.kind;
          }}
          onClose={() => setNoting(undefined)}
        />
      )}
    </CounterPage>
  );

  /** Said of a counter that is not on the screen, or of none. */
  function heardElsewhere() {
    if (!saying || saying.turn === read) return undefined;
    const shown = counters.filter(({ booth }) => !isList(counters) || booth === front);
    return shown.some(({ id }) => id === saying.counter && !atSignIn) ? undefined : saying;
  }
}

function inWords({ kind, step, post }: BoothAction, titleOf: (post: string) => string): string {
  const what = factWords[kind].zh + (step ? `：${stepWords(step).zh}` : '');
  return post === undefined ? what : `${what} · ${titleOf(post)}`;
}
