import { useState } from 'react';
import type { HubView } from '../../../shared/contract/hub.ts';
import { Button } from '../../ui/button.tsx';
import { Text, type Words } from '../../ui/text.tsx';
import type { Hub } from './hub.ts';
import { hubWords as words, upstreamFaultWords } from './words.ts';

/** The central server, if there is one. */
export function HubUpstream({ atWork, hub }: { readonly atWork: Hub; readonly hub: HubView }) {
  const [address, setAddress] = useState(hub.upstream?.address ?? hub.fairServer ?? '');
  const [pin, setPin] = useState(hub.upstream?.pins.join(' ') ?? '');
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Words>();

  async function save(upstream: Parameters<Hub['setUpstream']>[0]): Promise<void> {
    setBusy(true);
    const saved = await atWork.setUpstream(upstream);
    setBusy(false);
    if (saved) setSaid(saved.ok ? words.saved : upstreamFaultWords[saved.fault.kind]);
  }
  const typed = { address: address.trim(), pins: pin.split(/\s+/).filter(Boolean) };

  return (
    <section className="hub-part" aria-label={words.upstream.zh}>
      <h3>
        <Text words={words.upstream} beside />
      </h3>
      <p className="quiet">
        <Text words={words.upstreamMore} />
      </p>
      <form
        className="hub-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy && typed.address !== '') void save(typed);
        }}
      >
        <label>
          <Text words={words.upstreamAddress} beside />
          <input
            type="text"
            inputMode="url"
            autoComplete="off"
            placeholder="https://"
            maxLength={200}
            value={address}
            onChange={({ currentTarget }) => setAddress(currentTarget.value)}
          />
        </label>
        <label>
          <Text words={words.upstreamPin} beside />
          <input
            type="text"
            autoComplete="off"
            maxLength={400}
            value={pin}
            onChange={({ currentTarget }) => setPin(currentTarget.value)}
          />
        </label>
        <div className="hub-ways">
          <Button
            words={words.save}
            busy={busy}
            disabled={typed.address === ''}
            onPress={() => void save(typed)}
          />
          {hub.upstream && <Button words={words.none} onPress={() => void save(null)} />}
        </div>
      </form>
      <output role="alert">{said && <Text words={said} beside />}</output>
    </section>
  );
}
