import type { ReactNode } from 'react';
import type { ReaderState } from '../../shared/devices.ts';
import { CardOnReader, CodeOnPhone } from '../ui/pictures.tsx';
import { Text, type Words } from '../ui/text.tsx';
import './invitation.css';
import { bestOf, ReaderBadge, works } from './readers.tsx';
import { words } from './words.ts';

/** What to do here, as pictures first. Invites only what this kiosk can read at the moment. */
export function Invitation(props: { readers: readonly ReaderState[]; express: boolean }) {
  const { readers, express } = props;
  const card = works(readers, 'id-card');
  const code = works(readers, 'code', 'wedge', 'camera');
  const { idle } = words;
  const cardSpot = (
    <Spot key="card" picture={<CardOnReader />} words={idle.card} off={!card}>
      <ReaderBadge name={words.readers.card} state={bestOf(readers, 'id-card') ?? 'gone'} />
    </Spot>
  );
  const codeState = bestOf(readers, 'code', 'wedge', 'camera');
  const codeSpot = codeState && (
    <Spot
      key="code"
      picture={<CodeOnPhone />}
      words={card && !express ? idle.code : idle.onlyCode}
      off={!code}
    >
      <ReaderBadge name={words.readers.code} state={codeState} />
    </Spot>
  );
  return (
    <div className="invitation" data-express={express}>
      {express && (
        <h2>
          <Text words={idle.express} />
        </h2>
      )}
      <div className="spots" aria-live="polite">
        {express ? [codeSpot, cardSpot] : [cardSpot, codeSpot]}
      </div>
      <p className="invitation-more">
        <Text words={moreOf({ express, card, code })} />
      </p>
    </div>
  );
}

function moreOf(there: { express: boolean; card: boolean; code: boolean }): Words {
  if (there.express) return words.idle.expressMore;
  if (there.card) return words.idle.cardMore;
  return there.code ? words.idle.codeMore : words.idle.onlyKeys;
}

interface SpotProps {
  readonly picture: ReactNode;
  readonly words: Words;
  /** Nothing is read there now, so its picture must not invite. */
  readonly off: boolean;
  readonly children: ReactNode;
}

function Spot({ picture, words, off: isOff, children }: SpotProps) {
  return (
    <section className="spot" data-off={isOff}>
      {picture}
      <h2>
        <Text words={words} />
      </h2>
      {children}
    </section>
  );
}
