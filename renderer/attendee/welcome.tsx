import { useEffect, useEffectEvent, useState } from 'react';
import type { Welcome } from '../../shared/contract/people.ts';
import { type Words, Text } from '../ui/text.tsx';
import { Button } from '../ui/button.tsx';
import { BackIcon, CheckIcon, CompassIcon, HandIcon, LockIcon, PencilIcon } from '../ui/icons.tsx';
import type { CodeShown } from '../ui/qr.tsx';
import { Screen, Title } from '../ui/screen.tsx';
import { Willow } from '../ui/willow.tsx';
import { CodeScreen } from './code-screen.tsx';
import { PrePrinted, type PrePrintedProps, PrintTicket, type PrintingProps } from './paper.tsx';
import { Ticket } from './ticket.tsx';
import './welcome.css';
import { earlierWords, hello, words } from './words.ts';

export interface WelcomeProps {
  readonly welcome: Welcome;
  readonly refreshed: boolean;
  readonly settled: boolean;
  readonly fair: Words;
  /** Absent if there is no printer. */
  readonly print: PrintingProps | undefined;
  readonly prePrinted: PrePrintedProps | undefined;
  /** The number of questions at this fair. */
  readonly asks: number;
  readonly onQuestions: () => void;
  readonly onPosts: () => void;
  readonly onMyDay: () => void;
  readonly onDone: () => void;
  readonly onHelp: () => void;
  /** Nothing of the pass can be scanned: tells staff. */
  readonly onNoCode: () => void;
}

export function WelcomeScreen(props: WelcomeProps) {
  const { welcome, refreshed, settled, fair, asks, print, prePrinted } = props;
  const { onQuestions, onPosts, onMyDay, onDone, onHelp } = props;
  const [today] = useState(() => localDay(new Date()));
  const [shown, setShown] = useState<CodeShown>('well');
  const [enlarged, setEnlarged] = useState(false);
  const ready = useReady(FIRST_GLANCE_MS);
  useRoomAgain(() => setShown('well'));
  const noCode = useEffectEvent(props.onNoCode);
  useEffect(() => {
    if (shown === 'missing') noCode();
  }, [shown]);
  const done = (
    <Button
      look="first"
      icon={<CheckIcon />}
      words={words.welcome.finish}
      disabled={!ready}
      tap="ends"
      onPress={onDone}
    />
  );
  const help = <Button look="plain" icon={<HandIcon />} words={words.askStaff} onPress={onHelp} />;

  if (enlarged || shown !== 'well') {
    return (
      <CodeScreen
        welcome={welcome}
        missing={shown === 'missing'}
        onShown={(how) => {
          // On a full screen, even a small code must do.
          if (how === 'missing') setShown('missing');
        }}
        ways={
          enlarged ? (
            <Button
              look="first"
              icon={<BackIcon />}
              words={words.welcome.smaller}
              onPress={() => setEnlarged(false)}
            />
          ) : (
            <>
              {done}
              {help}
            </>
          )
        }
      />
    );
  }
  return (
    <Screen
      name="welcome"
      tone="good"
      scene={
        <>
          <Willow faint />
          <div className="result">
            <span className="result-mark">
              <CheckIcon />
            </span>
            <div>
              <Title words={titleOf(welcome, refreshed)} />
              <output className="result-said">
                <Text words={saidOf(welcome, refreshed, today)} beside />
              </output>
            </div>
          </div>
          <Ticket
            {...{
              welcome,
              fair,
            }} /* The code's own screen decides whether it can be read at all. */
            onShown={(how) => setShown(how === 'well' ? 'well' : 'too-small')}
            onEnlarge={() => setEnlarged(true)}
          />
        </>
      }
      act={
        <>
          <div className="photo">
            <h2>
              <Text words={refreshed ? words.welcome.photoAgain : words.welcome.photo} />
            </h2>
            {print && !settled ? (
              <PrintTicket {...print} />
            ) : (
              <ul>
                <li>
                  <Text words={words.welcome.photoMore} />
                </li>
                <li>
                  <Text words={words.welcome.noPhone} />
                </li>
              </ul>
            )}
          </div>
          <div className="welcome-ways">
            {!welcome.anonymous && !welcome.byPass && !settled && (
              <Button
                look="second"
                icon={<PencilIcon />}
                words={words.welcome.questions}
                more={words.welcome.questionsMore(asks)}
                onPress={onQuestions}
              />
            )}
            {!settled && (
              <Button
                look="second"
                icon={<CompassIcon />}
                words={words.welcome.posts}
                more={words.welcome.postsMore}
                onPress={onPosts}
              />
            )}
            {!settled && prePrinted && <PrePrinted {...prePrinted} />}
          </div>
        </>
      }
      end={done}
      ways={
        <>
          {welcome.byCard && !settled && (
            <Button
              look="plain"
              icon={<LockIcon />}
              words={words.welcome.myDay}
              onPress={onMyDay}
            />
          )}
          {help}
        </>
      }
    />
  );
}

/** A double tap must not dismiss the pass that its first tap brought. */
const FIRST_GLANCE_MS = 1_200;

function useReady(afterMs: number): boolean {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setReady(true), afterMs);
    return () => clearTimeout(timer);
  }, [afterMs]);
  return ready;
}

/** A changed window may have room for the code. */
function useRoomAgain(onChange: () => void): void {
  const changed = useEffectEvent(onChange);
  useEffect(() => {
    const look = (): void => changed();
    window.addEventListener('resize', look);
    return () => window.removeEventListener('resize', look);
  }, []);
}

function titleOf({ anonymous, earlier, greeting, byPass }: Welcome, refreshed: boolean): Words {
  if (refreshed) return words.welcome.refreshed;
  if (anonymous || (greeting.by === 'nothing' && !byPass)) return words.welcome.anonymous;
  if (earlier || byPass) return words.welcome.again;
  return hello(greeting);
}

function saidOf({ anonymous, earlier, byPass }: Welcome, refreshed: boolean, today: string): Words {
  if (earlier && !refreshed) return earlierWords(earlier, today);
  if (anonymous) return words.welcome.kept;
  return byPass ? words.welcome.samePass : words.welcome.done;
}

/** The local day as `2027-02-27`, to recognise an earlier one. */
function localDay(now: Date): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
