import type { CameraReport } from '../../../shared/contract/camera.ts';
import type { ReaderState } from '../../../shared/devices.ts';
import { readerBook } from './reader-book.ts';
import type { ReaderEvents } from './reader-events.ts';
import type { ConnectReaders, ReaderListener } from './reader-set.ts';

/** The page's camera as one of the station's readers: the page looks, and reports what it read. */
export interface PageCamera {
  readonly connect: ConnectReaders;
  report(report: CameraReport): void;
  read(text: string): void;
}

const ID = 'camera';

export function pageCamera(now: () => number): PageCamera {
  /** Staff have switched it on; otherwise nobody hears of it. */
  let isOn = false;
  let name = 'Camera';
  let listener: ReaderListener | undefined;
  let events: ReaderEvents | undefined;
  const book = readerBook(
    {
      onScan: (scan, reader) => listener?.onScan(scan, reader),
      onStates: () => listener?.onStates(states()),
      onUnavailable: () => undefined,
    },
    now,
  );
  const states = (): ReaderState[] => (isOn ? book.states() : []);
  const enter = (): ReaderEvents => book.enter({ id: ID, kind: 'camera', name, where: 'video' });

  return {
    connect(listening) {
      listener = listening;
      return Promise.resolve({
        states,
        health: () => (isOn ? book.health() : []),
        close: () => Promise.resolve(),
      });
    },
    report({ state, trouble, ...named }) {
      const was = isOn;
      isOn = state !== 'off';
      if (named.name !== '' && named.name !== name) {
        name = named.name;
        events = enter();
      }
      events ??= enter();
      if (trouble) book.trouble(ID, trouble);
      else if (isOn) events.onState(state === 'ready' ? 'ready' : 'starting');
      if (was !== isOn) listener?.onStates(states());
    },
    read(text) {
      events ??= enter();
      events.onScan({ kind: 'code', text });
    },
  };
}
