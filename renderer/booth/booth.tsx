import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { BoothAction, BoothState } from '../../shared/contract.ts';
import { factWords } from '../../shared/words/fact-words.ts';
import type { Hello, StationLink } from '../link/station-link.ts';
import { Button } from '../ui/button.tsx';
import { Masthead } from '../ui/masthead.tsx';
import { Text } from '../ui/text.tsx';
import type { RecentAction } from './action-line.tsx';
import type { BoothsAtWork } from './booths.ts';
import { BoothDayList } from './booth-day.tsx';
import './booth.css';
import { Counters } from './counters.tsx';
import { InTurn } from './in-turn.tsx';
import { NotePad, type Noting } from './note-pad.tsx';
import { SaidHere } from './said.tsx';
import { SignIn } from './sign-in.tsx';
import { TakingBackSheets, useTakingBack } from './taking-back.tsx';
import { boothWords as words, stepWords } from './words.ts';

export interface BoothProps {
  readonly booths: BoothsAtWork;
  readonly hello: Hello;
  readonly connection: StationLink['connection'];
  readonly onStaff: () => void;
}

const noBooths: readonly BoothState[] = [];

/** The recruiter's face: a column for each scanner's counter, and who has signed in. */
export function Booth({ booths, hello, connection, onStaff }: BoothProps) {
  const { face, saying } = useStore(booths);
  const [signingIn, setSigningIn] = useState(false);
  const [listed, setListed] = useState<string>();
  const [noting, setNoting] = useState<Noting>();
  const taking = useTakingBack(async (booth, fact, reason) => {
    const taken = await booths.undo({ booth, fact, ...(reason && { reason }) });
    return taken?.ok === false && taken.fault.kind === 'reason-needed';
  });
  useEffect(() => {
    if (connection === 'up') void booths.load();
  }, [booths, connection]);
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
  const elsewhere =
    saying && !counters.some(({ id }) => id === saying.counter && !atSignIn) ? saying : undefined;

  return (
    <div className="booth-face" data-lost={connection !== 'up'}>
      <Masthead station={hello.station.name} staff={words.staffDoor} onStaff={onStaff}>
        <SaidHere saying={elsewhere} nameOf={titleOf} />
        {counters.length > 0 && (
          <InTurn turn={String(atSignIn)} className="booth-where">
            <Button
              look="plain"
              words={atSignIn ? words.backToBooths : words.signIn}
              onPress={() => setSigningIn(!signingIn)}
            />
          </InTurn>
        )}
      </Masthead>
      {connection !== 'up' && (
        <p className="booth-lost" role="alert">
          <Text words={words.unanswered} beside />
        </p>
      )}
      {face && atSignIn && (
        <SignIn
          booths={face.booths}
          onList={setListed}
          onPresence={(booth, now) => {
            void booths.deed('booth.presence', { booth, now });
            if (now === 'open') setSigningIn(false);
          }}
        />
      )}
      {!atSignIn && (
        <Counters
          {...{ counters, saying, titleOf, actionsAt, taking, booths }}
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
    </div>
  );
}

function inWords({ kind, step, post }: BoothAction, titleOf: (post: string) => string): string {
  const what = factWords[kind].zh + (step ? `：${stepWords(step).zh}` : '');
  return post === undefined ? what : `${what} · ${titleOf(post)}`;
}
