import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { BoothState } from '../../shared/contract.ts';
import type { Hello, StationLink } from '../station-link.ts';
import { Button } from '../ui/button.tsx';
import { Masthead } from '../ui/masthead.tsx';
import { Text } from '../ui/text.tsx';
import type { BoothsAtWork } from './booths.ts';
import { BoothDayList } from './booth-day.tsx';
import './booth.css';
import { CounterColumn } from './counter.tsx';
import { SaidHere } from './said.tsx';
import { SignIn } from './sign-in.tsx';
import { boothWords as words } from './words.ts';

export interface BoothProps {
  readonly booths: BoothsAtWork;
  readonly hello: Hello;
  readonly connection: StationLink['connection'];
  readonly onStaff: () => void;
}

/** The recruiter's face: a column for each scanner's counter, and who has signed in. */
export function Booth({ booths, hello, connection, onStaff }: BoothProps) {
  const { face, saying } = useStore(booths);
  const [signingIn, setSigningIn] = useState(false);
  const [listed, setListed] = useState<string>();
  useEffect(() => {
    if (connection === 'up') void booths.load();
  }, [booths, connection]);
  const counters = face?.counters ?? [];
  const boothOf = new Map(face?.booths.map((booth) => [booth.code, booth]));
  const atSignIn = signingIn || counters.length === 0;
  const titleOf = (post: string): string =>
    face?.booths.flatMap(({ posts }) => posts).find(({ code }) => code === post)?.title ?? post;
  const elsewhere =
    saying && !counters.some(({ id }) => id === saying.counter && !atSignIn) ? saying : undefined;

  return (
    <div className="booth-face" data-lost={connection !== 'up'}>
      <Masthead station={hello.station.name} staff={words.staffDoor} onStaff={onStaff}>
        {counters.length > 0 && (
          <Button
            look="plain"
            words={atSignIn ? words.backToBooths : words.signIn}
            onPress={() => setSigningIn(!signingIn)}
          />
        )}
      </Masthead>
      <SaidHere saying={elsewhere} titleOf={titleOf} />
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
      {listed !== undefined && (
        <BoothDayList booth={listed} booths={booths} onClose={() => setListed(undefined)} />
      )}
      {!atSignIn && (
        <main className="counters" data-many={counters.length > 2}>
          <h1 className="unseen">
            <Text words={words.title} />
          </h1>
          {counters.map((counter) => (
            <CounterColumn
              key={counter.id}
              counter={counter}
              booth={boothOf.get(counter.booth) ?? noBooth(counter.booth)}
              saying={saying?.counter === counter.id ? saying : undefined}
              titleOf={titleOf}
              booths={booths}
            />
          ))}
        </main>
      )}
    </div>
  );
}

/** Never seen: a counter comes with its booth. */
const noBooth = (code: string): BoothState => ({
  code,
  zone: '',
  employer: '',
  open: false,
  posts: [],
  today: { visits: 0, visitors: 0, walkIns: 0, resumes: 0, intents: 0 },
  recent: [],
});
