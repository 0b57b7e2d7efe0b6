import { useEffect, useRef } from 'react';
import type { JoiningFace } from '../../shared/contract/first.ts';
import type { Client } from '../link/client.ts';
import { Button } from '../ui/button.tsx';
import { CodeOnPhone } from '../ui/pictures.tsx';
import { Screen, Title } from '../ui/screen.tsx';
import { spoken, Text } from '../ui/text.tsx';
import './join-passphrase.css';
import { Becomes, JoinSaid } from './join-said.tsx';
import { joinWords as words } from './join-words.ts';
import { ScanAct, type Scanning } from './scan-act.tsx';

export interface JoinPassphraseProps {
  readonly client: Client;
  readonly face: Extract<JoiningFace, { at: 'passphrase' }>;
  readonly scanning: Scanning;
  /** Kept while it is tried, so that one wrong character can be mended. */
  readonly typed: string;
  readonly onTyped: (typed: string) => void;
  readonly onBack: () => void;
}

/** A file from a stick is locked with what is printed on the strip that was made with it. */
export function JoinPassphrase({
  client,
  face,
  scanning,
  typed,
  onTyped,
  onBack,
}: JoinPassphraseProps) {
  const field = useRef<HTMLInputElement>(null);
  // After the title, which takes the focus first.
  useEffect(() => field.current?.focus(), []);
  const ready = typed.trim() !== '';
  const goOn = (): void =>
    void client.call('first.passphrase', { text: typed }).catch(() => undefined);
  return (
    <Screen
      name="join-passphrase"
      tone={face.said === undefined ? 'calm' : 'bad'}
      scene={
        <>
          <Title words={words.passphrase} />
          <p className="lead">
            <Text words={words.passphraseMore} />
          </p>
          <form
            className="join-passphrase"
            onSubmit={(event) => {
              event.preventDefault();
              if (ready) goOn();
            }}
          >
            <input
              ref={field}
              type="text"
              autoComplete="off"
              spellCheck={false}
              maxLength={200}
              aria-label={spoken(words.passphrase)}
              value={typed}
              onChange={({ currentTarget }) => onTyped(currentTarget.value)}
            />
            <Button look="first" words={words.goOn} disabled={!ready} onPress={goOn} />
          </form>
          <JoinSaid face={face} />
          <Becomes face={face} />
        </>
      }
      act={
        <ScanAct
          scanning={scanning}
          picture={<CodeOnPhone />}
          atScanner={words.passphraseAtScanner}
          inFrame={words.byStrip}
        />
      }
      ways={<Button look="plain" words={words.back} onPress={onBack} />}
    />
  );
}
