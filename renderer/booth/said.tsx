import { useEffect, useState } from 'react';
import { AlertIcon, CheckIcon } from '../ui/icons.tsx';
import { Text } from '../ui/text.tsx';
import type { Saying } from './asking.ts';
import { boothWords, saidWords } from './words.ts';

const SHOWN_MS = 4_000;

/** What the last scan or tap led to; it stands there for a while, and its region always. */
export function SaidHere(props: { saying: Saying | undefined; nameOf: (code: string) => string }) {
  const { saying, nameOf } = props;
  const [over, setOver] = useState(0);
  const turn = saying?.turn ?? 0;
  useEffect(() => {
    const timer = setTimeout(() => setOver(turn), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [turn]);
  const shown = saying && turn > over ? saying : undefined;
  const badly = shown?.said.kind === 'refused' || shown?.said.kind === 'unanswered';
  return (
    <output className="said" data-badly={badly}>
      {shown && (
        <span key={turn}>
          {badly ? <AlertIcon /> : <CheckIcon />}
          <Text
            words={
              shown.said.kind === 'unanswered'
                ? boothWords.unanswered
                : saidWords(shown.said, nameOf)
            }
          />
        </span>
      )}
    </output>
  );
}
