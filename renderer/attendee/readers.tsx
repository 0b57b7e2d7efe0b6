import type { ReaderState } from '../../shared/devices.ts';
import { Text, type Words } from '../ui/text.tsx';
import './readers.css';
import { words } from './words.ts';

/** Counts a starting reader as working: it will be ready before the person has a card out. */
export function works(readers: readonly ReaderState[], ...kinds: ReaderState['kind'][]): boolean {
  return readers.some(
    ({ kind, state }) => kinds.includes(kind) && (state === 'ready' || state === 'starting'),
  );
}

const nearestFirst: readonly ReaderState['state'][] = ['ready', 'starting', 'faulty', 'gone'];

/** The best state of each kind: with one scanner working, the loss of a second troubles nobody. */
export function bestOf(
  readers: readonly ReaderState[],
  ...kinds: ReaderState['kind'][]
): ReaderState['state'] | undefined {
  const states = readers.filter(({ kind }) => kinds.includes(kind)).map(({ state }) => state);
  return nearestFirst.find((state) => states.includes(state));
}

/** Shows the state by colour, shape and words. */
export function ReaderBadge({ name, state }: { name: Words; state: ReaderState['state'] }) {
  const said = words.readers[state];
  return (
    <p className={`reader reader-${state}`}>
      <svg viewBox="0 0 20 20" aria-hidden="true" focusable="false">
        {state === 'ready' && <path d="m4 11 4 4 8-10" />}
        {state === 'starting' && <path d="M10 4a6 6 0 1 1-6 6" />}
        {state === 'faulty' && <path d="M10 4v7m0 4.5h.01" />}
        {state === 'gone' && <path d="m5 5 10 10m0-10L5 15" />}
      </svg>
      <Text words={{ zh: `${name.zh}${said.zh}`, en: `${name.en} ${said.en}` }} />
    </p>
  );
}
