import { useCallback, useEffect, useState } from 'react';
import type { Delivery, PeopleHeld } from '../../../shared/contract/people-delivery.ts';
import { Button } from '../../ui/button.tsx';
import { Text, type Words } from '../../ui/text.tsx';
import { useAsked } from '../asked.ts';
import { DeliveryStick } from './delivery-stick.tsx';
import { deliveryWords as words } from './delivery-words.ts';
import type { SetUpPartProps } from '../set-up/set-up-part.ts';
import { useKeys } from '../keys/with-keys.ts';

/** How often it is looked at, while entrances take the lists. */
const LOOK_AGAIN_MS = 3_000;

/** How far the lists have come: to the server, and to each entrance. */
export function DeliveryHere({
  atWork: { client },
  setUp,
}: Pick<SetUpPartProps, 'atWork' | 'setUp'>) {
  const withKeys = useKeys();
  const [looks, setLooks] = useState(0);
  const [said, setSaid] = useState<Words>();
  const [busy, setBusy] = useState(false);
  const at = setUp.work?.at;
  const ask = useCallback(() => client.call('people.delivery', {}), [client]);
  const delivery = useAsked(ask, `${at} ${looks}`);
  useEffect(() => {
    const timer = setInterval(() => setLooks((before) => before + 1), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, []);
  if (!delivery || (delivery.lists.length === 0 && delivery.signed === null)) return undefined;

  async function deliver(): Promise<void> {
    setBusy(true);
    const sent = await withKeys(() => client.call('people.deliver', {}).catch(() => undefined));
    setBusy(false);
    setSaid(sent?.ok ? undefined : sent ? words.locked : words.unanswered);
    setLooks((before) => before + 1);
  }

  const { server, lists, entrances } = delivery;
  const unsigned = lists.some(({ signed }) => !signed);
  const waiting = entrances.filter(({ holds }) => holds !== 'newest');
  return (
    <section className="set-up-table">
      <h2>
        <Text words={words.title} beside />
      </h2>
      <p role="status" className="delivery-line" data-done={!unsigned && waiting.length === 0}>
        <Text words={lineOf(delivery, unsigned)} />
      </p>
      {!unsigned && (
        <ul className="delivery-entrances">
          {entrances.map(({ slot, zh, en, holds }) => (
            <li key={slot} data-has={holds === 'newest'}>
              <span aria-hidden="true">{marks[holds]}</span>
              <Text words={{ zh: `${slot} ${zh}`, en }} beside />
              <Text words={words.holds[holds]} beside />
            </li>
          ))}
        </ul>
      )}
      {unsigned && server !== 'none' && (
        <div className="set-up-row">
          <Button look="first" words={words.deliver} busy={busy} onPress={() => void deliver()} />
        </div>
      )}
      <output role="alert">{said && <Text words={said} beside />}</output>
      <DeliveryStick client={client} delivery={delivery} first={server === 'none'} />
    </section>
  );
}

const marks: Readonly<Record<PeopleHeld, string>> = {
  newest: '✓',
  older: '…',
  none: '…',
  unheard: '?',
};

function lineOf({ server, lists, entrances }: Delivery, unsigned: boolean): Words {
  if (server === 'none') return lists.length === 0 ? words.takenBack : words.none;
  if (unsigned) return words.unsigned;
  if (server !== 'has') return words.server[server];
  const has = entrances.filter(({ holds }) => holds === 'newest').length;
  return has === entrances.length ? words.all(has) : words.some(has, entrances.length);
}
