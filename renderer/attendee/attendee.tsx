import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Hello, StationLink } from '../link/station-link.ts';
import { CountdownRing, useCountdown } from '../ui/countdown.tsx';
import { SpeakerIcon } from '../ui/icons.tsx';
import { Masthead } from '../ui/masthead.tsx';
import { spoken } from '../ui/text.tsx';
import { Toast } from '../ui/toast.tsx';
import { useTurn } from '../ui/turn.ts';
import { switchVoice, voice } from '../ui/voice.ts';
import './attendee.css';
import { useProclaimed } from './proclaim.ts';
import type { Kiosk } from './kiosk.ts';
import { LinkLost } from './link-lost.tsx';
import { patienceOf } from './patience.ts';
import { StepScreen } from './step-screen.tsx';
import { StillHere } from './still-here.tsx';
import { words } from './words.ts';

export interface AttendeeProps {
  readonly kiosk: Kiosk;
  readonly hello: Hello;
  readonly connection: StationLink['connection'];
  /** Staff have their panel open: no countdown runs. */
  readonly staffHere: boolean;
  readonly onStaff: () => void;
}

/** The attendee's page: one step after another, and what lies over all of them. */
export function Attendee({ kiosk, hello, connection, staffHere, onStaff }: AttendeeProps) {
  const { step, turn, ignored } = useStore(kiosk);
  const stage = useTurn<HTMLDivElement>(`${step.at} ${turn}`);
  const { there, on: readsAloud } = useStore(voice);
  const touched = useTouched(turn);
  const lane = step.at === 'welcome' ? step.welcome.lane : hello.lane;
  const patience = staffHere ? undefined : patienceOf(step, lane, touched);
  const countdown = useCountdown(patience?.seconds, turn, () =>
    kiosk.dispatch({ kind: 'time-up' }),
  );
  const asks =
    patience && countdown && countdown.left <= patience.askBefore ? countdown : undefined;
  useProclaimed(step, turn, ignored, hello.lane);

  return (
    <div ref={stage} className="stage" data-step={step.at}>
      <Masthead station={hello.station.name} staff={words.staffDoor} onStaff={onStaff}>
        {there && (
          <button
            type="button"
            className="mast-switch"
            aria-pressed={readsAloud}
            aria-label={spoken(words.readAloud)}
            onClick={switchVoice}
          >
            <SpeakerIcon on={readsAloud} />
          </button>
        )}
        {countdown && (
          <CountdownRing
            left={countdown.left}
            of={countdown.of}
            label={spoken(words.secondsLeft(countdown.left))}
          />
        )}
      </Masthead>
      <StepScreen step={step} kiosk={kiosk} hello={hello} />
      <Toast count={ignored} words={words.ignored} />
      {asks && (
        <StillHere
          left={asks.left}
          onYes={asks.extend}
          onNo={() => kiosk.dispatch({ kind: 'done' })}
        />
      )}
      {connection === 'lost' && <LinkLost hasPass={step.at === 'welcome'} />}
    </div>
  );
}

/** Whether this person has touched the screen in this step. */
function useTouched(turn: number): boolean {
  const [touchedIn, setTouchedIn] = useState<number>();
  useEffect(() => {
    const touched = (): void => setTouchedIn(turn);
    window.addEventListener('pointerdown', touched);
    return () => window.removeEventListener('pointerdown', touched);
  }, [turn]);
  return touchedIn === turn;
}
