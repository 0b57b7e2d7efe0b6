import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { knownWords } from '../../shared/new-fair/known-words.ts';
import { isEnough, passphraseStrength, plainPassphrase } from '../../shared/new-fair/passphrase.ts';
import { Button } from '../ui/button.tsx';
import { PassphraseField } from '../ui/passphrase-field.tsx';
import { Text, type Words } from '../ui/text.tsx';
import type { StepProps } from './step.ts';
import './step-passphrase.css';
import { makeFaultWords, newFairWords as words, strengthWords } from './words.ts';

export interface StepPassphraseProps extends Omit<StepProps, 'change'> {
  /** Where the assistant has its button for what comes next. */
  readonly place: Element | null;
}

/** Chosen here, typed twice, handed to the station once: the page keeps none of it. */
export function StepPassphrase({ client, state, place }: StepPassphraseProps) {
  const [proposed, setProposed] = useState<string>();
  const [own, setOwn] = useState<string>();
  const [repeated, setRepeated] = useState('');
  const [said, setSaid] = useState<Words>();
  const [busy, setBusy] = useState(false);

  function propose(): void {
    client.call('newfair.propose', {}).then(
      ({ passphrase }) => setProposed(passphrase),
      () => setSaid(words.unanswered),
    );
  }
  useEffect(propose, [client]);

  const chosen = own ?? proposed ?? '';
  const strength = passphraseStrength(chosen, knownWords(state.draft));
  const isSame = plainPassphrase(repeated) === plainPassphrase(chosen);
  const ready = isEnough(strength) && isSame;

  async function make(): Promise<void> {
    setSaid(undefined);
    setBusy(true);
    const made = await client.call('newfair.make', { passphrase: chosen }).catch(() => undefined);
    setBusy(false);
    // Where it is made, the station of the fair takes this page's place by itself.
    if (!made) setSaid(words.unanswered);
    else if (!made.ok) setSaid(makeFaultWords[made.fault.kind]);
  }

  return (
    <form
      className="step-passphrase"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready && !busy) void make();
      }}
    >
      {own === undefined ? (
        <>
          <p className="proposed" aria-live="polite">
            {proposed ?? '····-····-····'}
          </p>
          <p>
            <Text words={words.proposedMore} />
          </p>
          <div className="step-passphrase-ways">
            <Button words={words.other} disabled={busy} onPress={propose} />
            <Button words={words.own} disabled={busy} onPress={() => setOwn('')} />
          </div>
        </>
      ) : (
        <>
          <PassphraseField words={words.passphrase} value={own} onChange={setOwn} disabled={busy}>
            <p className="strength" data-strength={strength}>
              <span aria-hidden="true" />
              <Text words={strengthWords[strength]} beside />
            </p>
          </PassphraseField>
          <p>
            <Text words={words.ownMore} />
          </p>
          <div className="step-passphrase-ways">
            <Button
              words={words.backToProposed}
              disabled={busy}
              onPress={() => setOwn(undefined)}
            />
          </div>
        </>
      )}
      <PassphraseField
        words={words.repeat}
        value={repeated}
        onChange={setRepeated}
        disabled={busy}
      />
      <output role="alert">
        {repeated.length >= chosen.length && chosen !== '' && !isSame && !said && (
          <Text words={words.notSame} beside />
        )}
        {said && <Text words={said} beside />}
      </output>
      {place &&
        createPortal(
          <Button
            look="first"
            words={busy ? words.making : words.make}
            busy={busy}
            disabled={!ready}
            onPress={() => void make()}
          />,
          place,
        )}
    </form>
  );
}
