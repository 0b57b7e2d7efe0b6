import { useState } from 'react';
import type { CallOutput } from '../../shared/contract/calls.ts';
import type { SetUp } from '../../shared/contract/setup.ts';
import { Button } from '../ui/button.tsx';
import { Text, type Words } from '../ui/text.tsx';
import { PickFile } from './pick-file.tsx';
import type { SetUpAtWork } from './set-up.ts';
import { setUpWords as words } from './set-up-words.ts';

type Fault = Extract<CallOutput<'setup.open'>, { ok: false }>['fault']['kind'];
const faults: Readonly<Record<Fault, Words>> = {
  gone: words.gone,
  'wrong-secret': words.wrongSecret,
  damaged: words.damaged,
  'other-fair': words.otherFair,
};

/** The organiser's file and its passphrase: both are needed, and only for a limited time. */
export function OpenKeys({ atWork, setUp }: { atWork: SetUpAtWork; setUp: SetUp }) {
  const [passphrase, setPassphrase] = useState('');
  const [said, setSaid] = useState<Words>();
  const [busy, setBusy] = useState(false);

  async function open(): Promise<void> {
    setBusy(true);
    const opened = await atWork.open(passphrase);
    setBusy(false);
    setPassphrase('');
    setSaid(opened?.ok === false ? faults[opened.fault.kind] : undefined);
  }

  async function openSample(): Promise<void> {
    setBusy(true);
    await atWork.openSample();
    setBusy(false);
  }

  return (
    <section className="set-up-keys">
      <h2>
        <Text words={words.openTitle} beside />
      </h2>
      <p>
        <Text words={words.openMore} />
      </p>
      <div className="set-up-row">
        <PickFile
          words={words.chooseFile}
          accept=".json"
          onPick={(file) => {
            setSaid(undefined);
            void atWork.send('organiser-file', file);
          }}
        />
        {setUp.sample && (
          <Button words={words.openSample} busy={busy} onPress={() => void openSample()} />
        )}
      </div>
      {setUp.work?.at === 'closed' && (
        <form
          className="set-up-row"
          onSubmit={(event) => {
            event.preventDefault();
            if (!busy) void open();
          }}
        >
          <label>
            <Text words={words.passphrase} beside />
            <input
              type="password"
              autoComplete="off"
              value={passphrase}
              onChange={({ currentTarget }) => setPassphrase(currentTarget.value)}
            />
          </label>
          <Button look="first" words={words.open} busy={busy} onPress={() => void open()} />
        </form>
      )}
      <output>{said && <Text words={said} beside />}</output>
    </section>
  );
}
