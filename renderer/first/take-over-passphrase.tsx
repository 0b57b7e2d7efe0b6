import { useState } from 'react';
import type { TakingOverFace } from '../../shared/contract/take-over.ts';
import type { Client } from '../link/client.ts';
import { Button } from '../ui/button.tsx';
import { Screen, Title } from '../ui/screen.tsx';
import { Text } from '../ui/text.tsx';
import { Willow, Wind } from '../ui/willow.tsx';
import { PassphraseField } from './passphrase-field.tsx';
import './take-over-passphrase.css';
import { TakeOverSaid } from './take-over-said.tsx';
import { takeOverText as words } from './take-over-words.ts';

export interface TakeOverPassphraseProps {
  readonly client: Client;
  readonly face: Extract<TakingOverFace, { at: 'passphrase' }>;
  readonly typed: string;
  readonly onTyped: (typed: string) => void;
  readonly onBack: () => void;
}

/** The passphrase, unless it was typed before, and which of the organisers' places this machine is. */
export function TakeOverPassphrase(props: TakeOverPassphraseProps) {
  const { client, face, typed, onTyped, onBack } = props;
  const { fair, revision, slots, isTyped, said } = face;
  const [title, more] = isTyped
    ? [words.confirm, words.confirmMore]
    : [words.passphrase, words.passphraseMore];
  const [slot, setSlot] = useState(slots[0]?.slot ?? 0);
  const ready = isTyped || typed !== '';
  const take = (): void =>
    void client.call('first.openOrganiser', { passphrase: typed, slot }).catch(() => undefined);
  return (
    <Screen
      name="take-over-passphrase"
      tone={said === undefined ? 'calm' : 'bad'}
      scene={
        <>
          <Willow faint />
          <Wind />
          <Title words={title} />
          <p className="lead">
            <Text words={more} />
          </p>
          <TakeOverSaid said={said} />
          <p className="take-over-fair">
            <Text words={fair} /> <Text words={words.revision(revision)} beside />
          </p>
        </>
      }
      act={
        <form
          className="take-over-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (ready) take();
          }}
        >
          {!isTyped && <PassphraseField words={words.passphrase} typed={typed} onTyped={onTyped} />}
          {slots.length > 1 ? (
            <label>
              <Text words={words.slot} beside />
              <select
                value={slot}
                onChange={({ currentTarget }) => setSlot(Number(currentTarget.value))}
              >
                {slots.map((each) => (
                  <option key={each.slot} value={each.slot}>
                    {each.slot} · {each.name.zh}
                  </option>
                ))}
              </select>
            </label>
          ) : (
            <p>
              <Text words={words.oneSlot} />
            </p>
          )}
          <Button look="first" words={words.take} disabled={!ready} onPress={take} />
        </form>
      }
      ways={<Button look="plain" words={words.back} onPress={onBack} />}
    />
  );
}
