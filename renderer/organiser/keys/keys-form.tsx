import { type ReactNode, useEffect, useState } from 'react';
import type { CallOutput } from '../../../shared/contract/calls.ts';
import type { Client } from '../../link/client.ts';
import { sendInParts } from '../../link/in-parts.ts';
import { Button } from '../../ui/button.tsx';
import { PassphraseField } from '../../ui/passphrase-field.tsx';
import { Text, type Words } from '../../ui/text.tsx';
import { SheetLines } from '../../first/sheet-lines.tsx';
import { keyWords as words, openKeysWords, sheetWords } from './key-words.ts';
import './keys-form.css';
import { PickFile } from '../pick-file.tsx';

export interface KeysFormProps {
  readonly client: Client;
  readonly onOpen: () => void;
  /** Beside the button that opens. */
  readonly children?: ReactNode;
}

type File = CallOutput<'keys.state'>['file'];

/** Opens the organiser's keys by the passphrase; a station without their file asks for that, too. */
export function KeysForm({ client, onOpen, children }: KeysFormProps) {
  const [file, setFile] = useState<File>();
  const [given, setGiven] = useState<Words>();
  const [typing, setTyping] = useState(false);
  const [typed, setTyped] = useState('');
  const [said, setSaid] = useState<Words>();
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    client.call('keys.state', {}).then(
      (state) => setFile(state.file),
      () => setSaid(words.unanswered),
    );
  }, [client]);
  // From any reader of the station, while the question is open.
  useEffect(
    () =>
      client.listen({
        sheet({ step }) {
          setSaid(step === 'taken' ? undefined : sheetWords[step]);
          if (step === 'taken') setGiven(words.sheetTaken);
        },
      }),
    [client],
  );

  async function work(step: () => Promise<Words | undefined>): Promise<void> {
    setBusy(true);
    setSaid(await step().catch(() => words.unanswered));
    setBusy(false);
  }

  const open = () =>
    work(async () => {
      const opened = await client.call('keys.open', { passphrase: typed });
      if (!opened.ok) return openKeysWords[opened.fault.kind];
      setTyped('');
      onOpen();
      return undefined;
    });
  const openSample = () =>
    work(async () => {
      await client.call('setup.openSample', {});
      onOpen();
      return undefined;
    });
  const send = (picked: globalThis.File) =>
    work(async () => {
      setGiven(undefined);
      if (picked.size === 0) return openKeysWords['not-organisers'];
      await client.call('keys.begin', { bytes: picked.size });
      const sent = await sendInParts(picked, (base64) => client.call('keys.part', { base64 }));
      if (!sent) return words.unanswered;
      setGiven(words.chosen(picked.name));
      return undefined;
    });

  if (file === 'sample') {
    return (
      <div className="keys-form">
        <p>
          <Text words={words.sampleMore} beside />
        </p>
        <output role="alert">{said && <Text words={said} beside />}</output>
        <div className="keys-form-ways">
          {children}
          <Button
            look="first"
            words={words.openSample}
            busy={busy}
            onPress={() => void openSample()}
          />
        </div>
      </div>
    );
  }
  const ready = typed !== '' && (file === 'here' || given !== undefined);
  return (
    <form
      className="keys-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy && ready) void open();
      }}
    >
      {file === 'none' && (
        <div className="keys-form-file">
          <p>
            <Text words={words.bringMore} beside />
          </p>
          <div className="keys-form-bring">
            <Button words={words.typeSheet} disabled={busy} onPress={() => setTyping(true)} />
            <PickFile
              words={words.chooseFile}
              accept=".json"
              disabled={busy}
              onPick={(picked) => void send(picked)}
            />
          </div>
          {given && <Text words={given} beside />}
        </div>
      )}
      {typing && (
        <SheetLines
          onSend={async (lines) => {
            const sent = await client.call('keys.sheetLines', { lines: [...lines] });
            if (!sent.ok) {
              return sent.fault.kind === 'other-fair'
                ? sheetWords['other-fair']
                : words.sheetNotRight;
            }
            setSaid(undefined);
            setGiven(words.sheetTaken);
            return undefined;
          }}
          onClose={() => setTyping(false)}
        />
      )}
      <PassphraseField words={words.passphrase} value={typed} onChange={setTyped} disabled={busy} />
      <output role="alert">{said && <Text words={said} beside />}</output>
      <div className="keys-form-ways">
        {children}
        <Button
          look="first"
          words={words.open}
          busy={busy}
          disabled={!ready}
          onPress={() => void open()}
        />
      </div>
    </form>
  );
}
