import { use, useState } from 'react';
import type { HubView } from '../../../shared/contract/hub.ts';
import { PageDesk } from '../../saving/saving.ts';
import { Button } from '../../ui/button.tsx';
import { Qr } from '../../ui/qr.tsx';
import { Text, type Words } from '../../ui/text.tsx';
import { useKeys } from '../keys/with-keys.ts';
import type { Hub } from './hub.ts';
import { hubWords as words, signFaultWords } from './words.ts';

export interface HubCodeProps {
  readonly atWork: Hub;
  readonly hub: HubView;
}

/** The signed code that tells stations where the hub is now. */
export function HubCode({ atWork, hub }: HubCodeProps) {
  const { keep } = use(PageDesk);
  const withKeys = useKeys();
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Words>();
  const { code, pinned } = hub;

  async function sign(): Promise<void> {
    setSaid(undefined);
    setBusy(true);
    const signed = await withKeys(() => atWork.sign());
    setBusy(false);
    if (!signed) return;
    if (!signed.ok) return setSaid(signFaultWords[signed.fault.kind]);
    // Where the station has no organiser's file of its own, the one that goes with the revision.
    if (signed.value.file) await keep(signed.value.file, 'application/json');
  }

  return (
    <section className="hub-part" aria-label={words.code.zh}>
      <h3>
        <Text words={words.code} beside />
      </h3>
      {code === null ? (
        <p className="quiet">
          <Text words={words.codeWanted} />
        </p>
      ) : (
        <figure className="hub-code">
          <Qr text={code} label={words.code} />
          <figcaption>
            <Text words={words.codeMore} />
          </figcaption>
        </figure>
      )}
      {(code === null || pinned === 'must') && (
        <div className="hub-ways">
          <Button look="first" words={words.sign} busy={busy} onPress={() => void sign()} />
        </div>
      )}
      <output role="alert">{said && <Text words={said} beside />}</output>
    </section>
  );
}
