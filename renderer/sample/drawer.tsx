import { useEffect, useState } from 'react';
import type { CallOutput } from '../../shared/contract/calls.ts';
import type { Client } from '../link/client.ts';
import { BackIcon, CardIcon, CodeIcon, CrossIcon } from '../ui/icons.tsx';
import { spoken, Text } from '../ui/text.tsx';
import './drawer.css';
import { sampleWords } from './words.ts';

type Things = CallOutput<'sample.things'>;

export interface SampleDrawerProps {
  readonly client: Client;
  /** It was opened from the first screen, and leads back there. */
  readonly fromFirst: boolean;
}

/**
 * Replaces hardware, only at a sample fair: cards and codes to put on the reader. It covers the screen
 * during a choice, and then gets out of the way.
 */
export function SampleDrawer({ client, fromFirst }: SampleDrawerProps) {
  const [open, setOpen] = useState(false);
  const [things, setThings] = useState<Things>([]);
  useEffect(() => {
    client.call('sample.things', {}).then(setThings, () => undefined);
  }, [client]);

  function present(id: string): void {
    setOpen(false);
    client.call('sample.present', { id }).catch(() => undefined);
  }

  return (
    <aside className="drawer" data-open={open} aria-label={spoken(sampleWords.reader)}>
      <button
        type="button"
        className="drawer-handle"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <span className="ribbon">
          <Text words={sampleWords.sample} />
        </span>
        {open ? <CrossIcon /> : <CardIcon />}
        <Text words={open ? sampleWords.close : sampleWords.reader} />
      </button>
      {fromFirst && (
        <button
          type="button"
          className="drawer-back"
          onClick={() => void client.call('first.back', {}).catch(() => undefined)}
        >
          <BackIcon />
          <Text words={sampleWords.back} />
        </button>
      )}
      {open && (
        <div className="drawer-things" role="group" aria-label={spoken(sampleWords.things)}>
          {things.map((thing) => (
            <button
              key={thing.id}
              type="button"
              className={`thing thing-${thing.kind}`}
              onClick={() => present(thing.id)}
            >
              {thing.kind === 'card' ? <CardIcon /> : <CodeIcon />}
              <span>
                <Text words={thing} />{' '}
                <small>
                  <Text words={thing.note} />
                </small>
              </span>
            </button>
          ))}
        </div>
      )}
    </aside>
  );
}
