import { useState } from 'react';
import { Text } from '../ui/text.tsx';
import { SaveFile } from './save-file.tsx';
import type { SetUpAtWork } from './set-up.ts';
import { setUpWords as words } from './set-up-words.ts';

/** A booth's paper; one zone at a time, because a large fair would need thousands of pages. */
export function PrintCards({ atWork, zones }: { atWork: SetUpAtWork; zones: readonly string[] }) {
  const [zone, setZone] = useState(zones[0] ?? '');
  return (
    <section className="set-up-table">
      <h2>
        <Text words={words.cardsTitle} beside />
      </h2>
      <p>
        <Text words={words.cardsMore} />
      </p>
      <div className="set-up-row">
        <label>
          <Text words={words.zone} beside />
          <select value={zone} onChange={({ currentTarget }) => setZone(currentTarget.value)}>
            {zones.map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        </label>
        <SaveFile words={words.cards} type="text/html" make={() => atWork.sheets(zone)} />
      </div>
    </section>
  );
}
