import { type ComponentType, useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { words } from './attendee/words.ts';
import { freshPageOnceBack } from './link/fresh-page.ts';
import { NoticePage } from './ui/notice-page.tsx';

/**
 * A component in a file of its own, fetched when it is drawn, or earlier. Unlike `React.lazy` it needs no
 * Suspense, which holds back what has arrived, and it handles a file that failed to load.
 */

export type Part<P extends object> = ComponentType<P> & { readonly fetch: () => void };

export interface PartOptions<P> {
  /** It stands beside a whole screen, so nothing takes its place meanwhile. */
  readonly aside?: boolean;
  /** Drawn instead if the file did not arrive. */
  readonly Failed?: ComponentType<P>;
}

interface Arrival<P> {
  readonly Here: ComponentType<P> | undefined;
  readonly failed: boolean;
}

export function part<P extends object>(
  load: () => Promise<ComponentType<P>>,
  { aside = false, Failed = FailedFace }: PartOptions<P> = {},
): Part<P> {
  const arrival = createStore<Arrival<P>>(() => ({ Here: undefined, failed: false }));
  let fetching: Promise<void> | undefined;

  // Chromium remembers a failed module until the document ends, so a second try is useless.
  function fetch(): void {
    fetching ??= load().then(
      (Here) => arrival.setState({ Here }),
      () => arrival.setState({ failed: true }),
    );
  }

  function Fetched(props: P) {
    const { Here, failed } = useStore(arrival);
    useEffect(fetch, []);
    if (Here) return <Here {...props} />;
    if (failed) return <Failed {...props} />;
    return <div className="starting" hidden={aside} data-coming />;
  }
  return Object.assign(Fetched, { fetch });
}

function FailedFace() {
  useEffect(freshPageOnceBack, []);
  const { lost, lostMore } = words.link;
  return <NoticePage name="reconnecting" title={lost} more={lostMore} busy />;
}
