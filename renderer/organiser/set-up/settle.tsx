import { useState } from 'react';
import type { SetUp } from '../../../shared/contract/setup.ts';
import { Ask } from '../../ui/ask.tsx';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import type { Publishing } from './publishing.ts';
import { setUpWords as words } from './set-up-words.ts';

interface SettleProps {
  readonly publishing: Publishing;
  readonly setUp: SetUp;
  readonly open: SetUp['now'];
  readonly other: NonNullable<SetUp['other']>;
}

/** Two organisers changed the fair without knowing of each other: one revision must take the place of both. */
export function Settle({ publishing, setUp, open, other }: SettleProps) {
  const [asks, setAsks] = useState(false);
  const stopped = setUp.stations.filter(({ slot }) => other.revokes.includes(slot));
  async function settle(): Promise<void> {
    if (await publishing.publish('settle')) setAsks(false);
  }
  return (
    <section className="set-up-table" role="alert">
      <h2>
        <Text words={words.splitTitle(other.revision)} beside />
      </h2>
      <p>
        <Text words={words.splitMore(open.revision)} />
      </p>
      <div className="set-up-row">
        <Button look="first" words={words.settle} onPress={() => setAsks(true)} />
      </div>
      {asks && (
        <Ask
          title={words.settleAsk}
          yes={words.settle}
          no={words.settleNot}
          said={publishing.said === words.notSettled ? publishing.said : undefined}
          onYes={settle}
          onNo={() => setAsks(false)}
        >
          <p>
            <Text words={words.splitMore(open.revision)} />
          </p>
          {stopped.length > 0 && (
            <>
              <p>
                <Text words={words.settleStops} />
              </p>
              <ul>
                {stopped.map(({ slot, zh, en }) => (
                  <li key={slot}>
                    {slot} <Text words={{ zh, en }} beside />
                  </li>
                ))}
              </ul>
            </>
          )}
        </Ask>
      )}
    </section>
  );
}
