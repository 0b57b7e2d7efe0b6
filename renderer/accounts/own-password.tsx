import { type FormEvent, useState } from 'react';
import type { Client } from '../link/client.ts';
import { Button } from '../ui/button.tsx';
import { Modal } from '../ui/modal.tsx';
import { Text, type Words } from '../ui/text.tsx';
import './own-password.css';
import { accountWords as words, ownFaultWords } from './words.ts';

export interface OwnPasswordProps {
  readonly client: Client;
  readonly onEnded: () => void;
}

/** For everybody who is signed in. */
export function OwnPassword({ client, onEnded }: OwnPasswordProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button look="plain" words={words.ownPassword} onPress={() => setOpen(true)} />
      {isOpen && (
        <Modal label={words.ownPassword} onClose={() => setOpen(false)}>
          <Change client={client} onEnded={onEnded} onClose={() => setOpen(false)} />
        </Modal>
      )}
    </>
  );
}

interface ChangeProps extends OwnPasswordProps {
  readonly onClose: () => void;
}

function Change({ client, onEnded, onClose }: ChangeProps) {
  const [now, setNow] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Words>();
  const [done, setDone] = useState(false);

  async function change(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (next !== again) return setSaid(words.passwordsDiffer);
    setBusy(true);
    setSaid(undefined);
    const reply = await client
      .call('accounts.ownPassword', { now, password: next })
      .catch(() => undefined);
    setBusy(false);
    if (reply?.ok) return setDone(true);
    if (reply?.fault.kind === 'signed-out') return onEnded();
    setSaid(ownFaultWords(reply?.fault.kind));
  }

  if (done) {
    return (
      <div className="own-password">
        <h2>
          <Text words={words.passwordChanged} />
        </h2>
        <p>
          <Text words={words.passwordChangedMore} />
        </p>
        <Button look="first" words={words.gotIt} onPress={onClose} />
      </div>
    );
  }
  return (
    <form className="own-password" onSubmit={(event) => void change(event)}>
      <h2>
        <Text words={words.ownPassword} />
      </h2>
      <Field words={words.passwordNow} field="current-password" text={now} onText={setNow} />
      <Field words={words.passwordNext} field="new-password" text={next} onText={setNext} />
      <Field words={words.passwordAgain} field="new-password" text={again} onText={setAgain} />
      <output role="alert">{said && <Text words={said} beside />}</output>
      <div className="own-password-ways">
        <Button words={words.keep} onPress={onClose} />
        <button type="submit" className="button button-first" disabled={busy}>
          <Text words={words.ownPassword} />
        </button>
      </div>
    </form>
  );
}

interface FieldProps {
  readonly words: Words;
  readonly field: 'current-password' | 'new-password';
  readonly text: string;
  readonly onText: (text: string) => void;
}

function Field({ words: label, field, text, onText }: FieldProps) {
  return (
    <label>
      <Text words={label} beside />
      <input
        required
        type="password"
        autoComplete={field}
        maxLength={200}
        value={text}
        onChange={({ target }) => onText(target.value)}
      />
    </label>
  );
}
