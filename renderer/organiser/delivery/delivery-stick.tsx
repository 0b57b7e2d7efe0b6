import { use, useState } from 'react';
import type { Delivery } from '../../../shared/contract/people-delivery.ts';
import type { Client } from '../../link/client.ts';
import { PageDesk } from '../../saving/saving.ts';
import { keptWords } from '../../saving/words.ts';
import { Button } from '../../ui/button.tsx';
import { Text, type Words } from '../../ui/text.tsx';
import { deliveryWords as words } from './delivery-words.ts';
import { useKeys } from '../keys/with-keys.ts';
import './delivery-stick.css';

export interface DeliveryStickProps {
  readonly client: Client;
  readonly delivery: Delivery;
  /** There is no other way. */
  readonly first: boolean;
}

/** The lists in one file, for entrances without a network: what it holds is said before it is saved. */
export function DeliveryStick({ client, delivery: { lists }, first }: DeliveryStickProps) {
  const { keep } = use(PageDesk);
  const withKeys = useKeys();
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Words>();

  async function save(): Promise<void> {
    setBusy(true);
    setSaid(undefined);
    const made = await withKeys(() => client.call('people.file', {}).catch(() => undefined));
    setBusy(false);
    if (!made) return setSaid(words.unanswered);
    if (made.ok) return setSaid(keptWords(await keep(made.value, 'application/json')));
    const { kind } = made.fault;
    setSaid(kind === 'locked' ? words.locked : kind === 'none' ? words.nothing : words.elsewhere);
  }

  const people = lists.reduce((sum, list) => sum + list.people, 0);
  return (
    <div className="delivery-stick">
      <h3>
        <Text words={words.stickTitle} beside />
      </h3>
      <p>
        <Text words={words.stickMore} />
      </p>
      <p>
        <Text words={words.stickHolds(people, lists.length)} />
      </p>
      <div className="set-up-row">
        <Button
          look={first ? 'first' : 'second'}
          words={words.stick}
          busy={busy}
          onPress={() => void save()}
        />
      </div>
      <output role="alert">{said && <Text words={said} beside />}</output>
    </div>
  );
}
