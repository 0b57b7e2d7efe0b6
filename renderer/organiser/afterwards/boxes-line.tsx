import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Text, type Words } from '../../ui/text.tsx';
import { useKeys } from '../keys/with-keys.ts';
import type { AfterwardsPartProps } from './part.ts';
import { afterwardsWords as words, fetchFaults } from './words.ts';

interface BoxesLineProps extends Pick<AfterwardsPartProps, 'atWork' | 'state' | 'go'> {
  /** What was shown may have more names now. */
  readonly onNews: () => void;
}

/** How many sealed names and numbers are here, and the way to the others. */
export function BoxesLine({ atWork, state: { boxes }, go, onNews }: BoxesLineProps) {
  const withKeys = useKeys();
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Words>();

  async function fetch(): Promise<void> {
    setBusy(true);
    const got = await withKeys(() => atWork.fetchBoxes());
    setBusy(false);
    if (got?.ok) onNews();
    setSaid(
      got?.ok
        ? words.fetched(got.value.boxes, got.value.fresh)
        : got && fetchFaults[got.fault.kind],
    );
  }

  const overNetwork = boxes.overNetwork && boxes.hasServer;
  return (
    <section>
      <h2>
        <Text words={words.fetchTitle} beside />
      </h2>
      <p>
        <Text words={words.boxesHere(boxes.here, boxes.lists)} beside />
      </p>
      {!overNetwork && (
        <p className="quiet">
          <Text words={words.bySticks} />
        </p>
      )}
      <div className="tools">
        {overNetwork ? (
          <Button words={words.fetch} busy={busy} onPress={() => void fetch()} />
        ) : (
          <Button words={words.toSticks} onPress={() => go('sticks')} />
        )}
      </div>
      <output role="alert">{said && <Text words={said} beside />}</output>
    </section>
  );
}
