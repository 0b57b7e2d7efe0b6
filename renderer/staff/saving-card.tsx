import { useCallback, useState } from 'react';
import type { SavingPlace } from '../../shared/contract/saving.ts';
import type { Client } from '../link/client.ts';
import { placeLine } from '../saving/words.ts';
import { Button } from '../ui/button.tsx';
import { Text, type Words } from '../ui/text.tsx';
import { useLookAgain } from './look-again.ts';
import { Card } from './panel-cards.tsx';
import './saving-card.css';
import { savingCardWords as words } from './words.ts';

/** Where this station saves files: the sticks that are there now, and a folder that staff set. */
export function SavingCard({ client, staffKey: key }: { client: Client; staffKey: string }) {
  const [places, setPlaces] = useState<readonly SavingPlace[]>();
  const [typed, setTyped] = useState<string>();
  const [said, setSaid] = useState<{ readonly words: Words; readonly well: boolean }>();
  const look = useCallback(async () => {
    const there = await client.call('saving.places', { key });
    setPlaces(there.ok ? there.value : undefined);
  }, [client, key]);
  useLookAgain(look);
  // The page's browser saves files itself.
  if (!places) return undefined;
  const folder = places.find(({ kind }) => kind === 'folder')?.name ?? '';
  const media = places.filter(({ kind }) => kind === 'medium');

  async function set(to: string | null): Promise<void> {
    const done = await client.call('saving.setFolder', { key, folder: to }).catch(() => undefined);
    if (done?.ok) setTyped(undefined);
    if (!done) setSaid({ words: words.unanswered, well: false });
    else if (done.ok) setSaid({ words: words.set, well: true });
    else setSaid({ words: words.faults[done.fault.kind], well: false });
    await look().catch(() => undefined);
  }

  return (
    <Card title={words.title} area="saving">
      <ul className="saving-media">
        {media.length === 0 && (
          <li className="quiet">
            <Text words={words.noStick} />
          </li>
        )}
        {media.map((place) => (
          <li key={place.id}>
            <b>{place.name}</b> <Text words={placeLine(place)} beside />
          </li>
        ))}
      </ul>
      <label className="printer-field">
        <Text words={words.folder} beside />
        <input
          value={typed ?? folder}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
      </label>
      <div className="printer-ways">
        <Button
          words={words.use}
          disabled={typed === undefined || typed.trim() === '' || typed === folder}
          onPress={() => void set(typed?.trim() ?? null)}
        />
        <Button look="plain" words={words.own} onPress={() => void set(null)} />
      </div>
      <output className="saving-said" data-well={said?.well}>
        {said && <Text words={said.words} />}
      </output>
    </Card>
  );
}
