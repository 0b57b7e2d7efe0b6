import { useEffect, useRef, useState } from 'react';
import type { TakingOverFace } from '../../shared/contract/take-over.ts';
import type { Client } from '../link/client.ts';
import { Button } from '../ui/button.tsx';
import { Screen, Title } from '../ui/screen.tsx';
import { spoken, Text } from '../ui/text.tsx';
import { Willow, Wind } from '../ui/willow.tsx';
import './take-over-passphrase.css';
import { TakeOverSaid } from './take-over-said.tsx';
import { takeOverText as words } from './take-over-words.ts';

export interface TakeOverPassphraseProps {
  readonly client: Client;
  readonly face: Extract<TakingOverFace, { at: 'passphrase' }>;
  readonly onBack: () => void;
}

/** The passphrase, and which of the organisers' places this machine is. */
export function TakeOverPassphrase({ client, face, onBack }: TakeOverPassphraseProps) {
  const { fair, revision, slots, said } = face;
  const [typed, setTyped] = useState('');
  const field = useRef<HTMLInputElement>(null);
  // After the title, which takes the focus first.
  useEffect(() => field.current?.focus(), []);
  const [slot, setSlot] = useState(slots[0]?.slot ?? 0);
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
          <Title words={words.passphrase} />
          <p className="lead">
            <Text words={words.passphraseMore} />
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
            if (typed !== '') take();
          }}
        >
          <input
            ref={field}
            type="password"
            autoComplete="off"
            maxLength={200}
            aria-label={spoken(words.passphrase)}
            value={typed}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          />
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
          <Button look="first" words={words.take} disabled={typed === ''} onPress={take} />
        </form>
      }
      ways={<Button look="plain" words={words.back} onPress={onBack} />}
    />
  );
}
