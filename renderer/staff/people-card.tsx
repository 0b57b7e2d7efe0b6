import { useCallback, useState } from 'react';
import type { PeopleHere } from '../../shared/contract/staff-people.ts';
import type { Client } from '../link/client.ts';
import { Button } from '../ui/button.tsx';
import { Text, type Words } from '../ui/text.tsx';
import { useLookAgain } from './look-again.ts';
import { Card } from './panel-cards.tsx';
import { PeopleSticks } from './people-sticks.tsx';
import './people-card.css';
import { peopleWords as words } from './people-words.ts';

/** At an entrance: which lists of registered people it holds, seen before the doors open. */
export function PeopleCard({ client, staffKey: key }: { client: Client; staffKey: string }) {
  const [here, setHere] = useState<PeopleHere>();
  const [sticks, setSticks] = useState(false);
  const look = useCallback(async () => {
    const there = await client.call('staff.people', { key });
    setHere(there.ok ? (there.value ?? undefined) : undefined);
  }, [client, key]);
  useLookAgain(look);
  if (!here) return undefined;
  const lacks = here.people === 0 && here.held === null;
  return (
    <Card title={words.title} area="people">
      <p className="people-held" data-lacks={lacks} role="status">
        <Text words={heldWords(here)} />
      </p>
      <p className="quiet">
        <Text words={lacks ? words.noneMore : words.newest[here.newest]} />
      </p>
      <Button
        look={lacks ? 'first' : 'second'}
        words={words.take}
        onPress={() => setSticks(true)}
      />
      {sticks && (
        <PeopleSticks
          client={client}
          staffKey={key}
          onTaken={() => void look().catch(() => undefined)}
          onClose={() => setSticks(false)}
        />
      )}
    </Card>
  );
}

function heldWords({ held, people }: PeopleHere): Words {
  if (!held) return people === 0 ? words.none : words.byHand(people);
  if (held.lists === 0) return words.takenBack(held.signed);
  return words.held(held.signed, held.lists, held.people);
}
