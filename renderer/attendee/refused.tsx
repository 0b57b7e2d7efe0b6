import type { RefusalKind } from '../../shared/contract/people.ts';
import { Button } from '../ui/button.tsx';
import {
  AlertIcon,
  BackIcon,
  CardIcon,
  CodeIcon,
  HandIcon,
  KeypadIcon,
  NamelessIcon,
} from '../ui/icons.tsx';
import { CardOnReader, CodeOnPhone } from '../ui/pictures.tsx';
import { Screen, Title } from '../ui/screen.tsx';
import { Text } from '../ui/text.tsx';
import './refused.css';
import { refusals, words } from './words.ts';

export interface RefusedProps {
  readonly why: RefusalKind;
  /** A person's pass or half-typed number is behind this screen. */
  readonly behind: 'idle' | 'keypad' | 'welcome';
  readonly cardWorks: boolean;
  readonly onType: () => void;
  readonly onNameless: () => void;
  readonly onBack: () => void;
  readonly onHelp: () => void;
}

interface Way {
  readonly about: 'card' | 'code';
  /** What to show to a reader next; the keys, if no reader can help. */
  readonly next: 'card' | 'code' | 'keys';
}

const ways: Readonly<Record<RefusalKind, Way>> = {
  'wrong-card': { about: 'card', next: 'card' },
  'card-unreadable': { about: 'card', next: 'card' },
  'card-moved': { about: 'card', next: 'card' },
  'code-unreadable': { about: 'code', next: 'code' },
  'code-unknown': { about: 'code', next: 'card' },
  'code-of-other-fair': { about: 'code', next: 'card' },
  'pass-forged': { about: 'code', next: 'card' },
  'pass-revoked': { about: 'code', next: 'card' },
  'blank-of-nobody': { about: 'code', next: 'card' },
  'blank-taken': { about: 'code', next: 'code' },
  'social-security-code': { about: 'code', next: 'card' },
  'reader-fault': { about: 'card', next: 'keys' },
};

export function RefusedScreen(props: RefusedProps) {
  const { why, behind: covered, cardWorks, onType, onNameless, onBack, onHelp } = props;
  const { title, more } = refusals[why];
  const { about, next } = ways[why];
  const way = next === 'card' && !cardWorks ? 'keys' : next;
  return (
    <Screen
      name="refused"
      tone="bad"
      scene={
        <>
          <span className="refused-mark" aria-hidden="true">
            {about === 'code' ? <CodeIcon /> : <CardIcon />}
            <i>
              <AlertIcon />
            </i>
          </span>
          <Title words={title} />
          <p className="lead" role="alert">
            <Text words={more} />
          </p>
        </>
      }
      act={
        <>
          {way !== 'keys' && (
            <div className="refused-next">
              {way === 'card' ? <CardOnReader /> : <CodeOnPhone />}
              <h2>
                <Text words={way === 'card' ? words.idle.card : words.refused.scanAgain} />
              </h2>
            </div>
          )}
          <Button
            look={way === 'keys' ? 'first' : 'second'}
            icon={<KeypadIcon />}
            words={words.refused.typeInstead}
            onPress={onType}
          />
          <Button icon={<NamelessIcon />} words={words.refused.nameless} onPress={onNameless} />
        </>
      }
      ways={
        <>
          <Button
            look="plain"
            icon={<BackIcon />}
            words={covered === 'welcome' ? words.refused.behindPass : words.back}
            onPress={onBack}
          />
          <Button look="plain" icon={<HandIcon />} words={words.askStaff} onPress={onHelp} />
        </>
      }
    />
  );
}
