import { useState } from 'react';
import type { SetUp } from '../../shared/contract/setup.ts';
import { Button } from '../ui/button.tsx';
import { Modal } from '../ui/modal.tsx';
import { Qr } from '../ui/qr.tsx';
import { Text, type Words } from '../ui/text.tsx';
import './enrol-machine.css';
import type { SetUpAtWork } from './set-up.ts';
import { offerFaultWords, setUpWords as words } from './set-up-words.ts';
import { useKeys } from './with-keys.ts';

export interface EnrolMachineProps {
  readonly atWork: SetUpAtWork;
  readonly stations: SetUp['stations'];
}

/** The code that a new machine's scanner reads off this screen. */
export function EnrolMachine({ atWork, stations }: EnrolMachineProps) {
  const [slot, setSlot] = useState(stations[0]?.slot ?? 0);
  const [token, setToken] = useState('');
  const [code, setCode] = useState<string>();
  const [said, setSaid] = useState<Words>();
  const [busy, setBusy] = useState(false);
  const withKeys = useKeys();

  async function offer(): Promise<void> {
    setBusy(true);
    const offered = await withKeys(() => atWork.offer({ slot, ...(token !== '' && { token }) }));
    setBusy(false);
    setSaid(offered?.ok === false ? offerFaultWords[offered.fault.kind] : undefined);
    if (offered?.ok) setCode(offered.value.text);
  }

  return (
    <section className="set-up-table">
      <h2>
        <Text words={words.offerTitle} beside />
      </h2>
      <p>
        <Text words={words.offerMore} />
      </p>
      <form
        className="set-up-row"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void offer();
        }}
      >
        <label>
          <Text words={words.station} beside />
          <select
            value={slot}
            onChange={({ currentTarget }) => setSlot(Number(currentTarget.value))}
          >
            {stations.map((station) => (
              <option key={station.slot} value={station.slot}>
                {station.slot} · {station.zh}
              </option>
            ))}
          </select>
        </label>
        <label>
          <Text words={words.token} beside />
          <input
            type="password"
            autoComplete="off"
            value={token}
            onChange={({ currentTarget }) => setToken(currentTarget.value)}
          />
        </label>
        <Button words={words.offer} busy={busy} onPress={() => void offer()} />
      </form>
      <output>{said && <Text words={said} beside />}</output>
      {code !== undefined && (
        <Modal label={words.offerOf(slot)} onClose={() => setCode(undefined)}>
          <div className="enrolment-code">
            <Qr text={code} label={words.offerOf(slot)} />
            <p>
              <Text words={words.offerWarning} />
            </p>
            <Button words={words.close} onPress={() => setCode(undefined)} />
          </div>
        </Modal>
      )}
    </section>
  );
}
