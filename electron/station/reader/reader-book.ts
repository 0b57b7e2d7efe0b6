import type { ReaderTrouble } from '../../../shared/contract/readers.ts';
import type { ReaderState } from '../../../shared/devices.ts';
import type { ReaderEvents } from './reader-events.ts';
import type { ReaderHealth, ReaderListener } from './reader-set.ts';

/** Which readers a station has had today, and their state, for the page and for staff. */
export interface ReaderBook {
  /**
   * A reader is plugged in, or comes back: records its session's events here and passes them on.
   */
  enter(reader: Omit<ReaderState, 'state'> & { readonly where: string }): ReaderEvents;
  /** The device is there but can't be used. */
  trouble(id: string, trouble: ReaderTrouble): void;
  readonly states: () => ReaderState[];
  readonly health: () => ReaderHealth[];
}

interface Page {
  readonly state: ReaderState;
  readonly where: string;
  readonly trouble: ReaderTrouble | undefined;
  readonly lastScan: number | undefined;
  readonly lastComplaint: ReaderHealth['lastComplaint'];
  /** The time of each fault, oldest first. */
  readonly faults: readonly number[];
}

const HOUR_MS = 3_600_000;
/** Limits the list: a reader that sends rubbish all day must not fill the memory. */
const MOST_FAULTS = 10_000;

export function readerBook(listener: ReaderListener, now: () => number): ReaderBook {
  const pages = new Map<string, Page>();

  function write(page: Page): void {
    const before = pages.get(page.state.id);
    pages.set(page.state.id, page);
    if (before?.state.state !== page.state.state) listener.onStates(states());
  }

  const states = (): ReaderState[] => [...pages.values()].map(({ state }) => state);
  const lastHour = (faults: readonly number[]): number[] =>
    faults.filter((at) => now() - at < HOUR_MS).slice(-MOST_FAULTS);

  return {
    enter({ where, ...reader }) {
      const { id } = reader;
      const known = pages.get(id);
      write({
        state: { ...reader, state: 'starting' },
        where,
        trouble: undefined,
        lastScan: known?.lastScan,
        lastComplaint: known?.lastComplaint,
        faults: known?.faults ?? [],
      });
      const amend = (change: (page: Page) => Page): void => {
        const page = pages.get(id);
        if (page) write(change(page));
      };
      return {
        onScan(scan, complaint) {
          // A card of the wrong kind is the person's matter, so count only the reader's own
          // failures.
          const ours =
            scan.kind === 'fault' &&
            (scan.fault === 'reader-fault' || scan.fault === 'code-unreadable');
          amend((page) => ({
            ...page,
            lastScan: scan.kind === 'fault' ? page.lastScan : now(),
            lastComplaint: complaint ? { at: now(), complaint } : page.lastComplaint,
            faults: ours ? [...lastHour(page.faults), now()] : page.faults,
          }));
          listener.onScan(scan, id);
        },
        onState(state, complaint) {
          const trouble = troubleOf(state);
          amend((page) => ({
            ...page,
            state: { ...page.state, state },
            trouble,
            lastComplaint: complaint ? { at: now(), complaint } : page.lastComplaint,
            faults: trouble === undefined ? page.faults : [...lastHour(page.faults), now()],
          }));
        },
      };
    },
    trouble(id, trouble) {
      const page = pages.get(id);
      if (!page || page.trouble === trouble) return;
      const state = trouble === 'unplugged' ? 'gone' : 'faulty';
      write({ ...page, state: { ...page.state, state }, trouble });
    },
    states,
    health: () =>
      [...pages.values()].map(({ state, where, trouble, lastScan, lastComplaint, faults }) => ({
        ...state,
        where,
        trouble,
        lastScan,
        lastComplaint:
          lastComplaint && now() - lastComplaint.at < HOUR_MS ? lastComplaint : undefined,
        faultsLastHour: lastHour(faults).length,
      })),
  };
}

function troubleOf(state: ReaderState['state']): ReaderTrouble | undefined {
  switch (state) {
    case 'gone':
      return 'unplugged';
    case 'faulty':
      return 'not-answering';
    case 'ready':
    case 'starting':
      return undefined;
  }
}
