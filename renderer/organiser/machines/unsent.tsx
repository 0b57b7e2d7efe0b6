import type { Machine } from '../../../shared/contract/machines.ts';
import { Text } from '../../ui/text.tsx';
import { machineWords as words } from './machine-words.ts';
import './unsent.css';

/** What only the old machine has, and how it comes here. */
export function Unsent({ machine: { unsent } }: { machine: Machine }) {
  return (
    <section className="unsent" data-none={unsent === 0}>
      <p className="unsent-count">
        <Text words={countWords(unsent)} />
      </p>
      {unsent !== 0 && (
        <p>
          <Text words={words.howToGet} />
        </p>
      )}
    </section>
  );
}

function countWords(unsent: number | null) {
  if (unsent === null) return words.unsentUnknown;
  return unsent === 0 ? words.unsentNone : words.unsentKnown(unsent);
}
