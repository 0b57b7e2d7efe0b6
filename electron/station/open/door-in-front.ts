import type { StationEvent } from '../../../shared/contract/calls.ts';
import type { Dispatch } from '../../../shared/contract/dispatch.ts';
import type { Notify } from './notice-board.ts';
import type { StationDoor } from './station-door.ts';

/**
 * A door that pages keep while what is behind it changes: a station that opens later, or a sample
 * that is left again. Until then it answers for itself.
 */
export interface DoorInFront {
  readonly door: Omit<StationDoor, 'close'>;
  /** To the pages, from what stands in front. */
  readonly emit: (event: StationEvent) => void;
  readonly behind: () => StationDoor | undefined;
  readonly handOverTo: (station: StationDoor) => void;
  /** Answers for itself again; the station behind it is returned, to be closed. */
  readonly takeBack: () => StationDoor | undefined;
  readonly leave: () => void;
}

export function doorInFront(own: () => Dispatch): DoorInFront {
  let stationDoor: StationDoor | undefined;
  let onLeave: () => void = () => undefined;
  const listeners = new Map<(event: StationEvent) => void, () => void>();
  /** Until something is behind: its notices are in the ledger's file. */
  const notices: Parameters<Notify>[0][] = [];

  return {
    door: {
      dispatch: (name, input) => (stationDoor?.dispatch ?? own())(name, input),
      onEvent(listener) {
        listeners.set(listener, stationDoor?.onEvent(listener) ?? (() => undefined));
        return () => {
          listeners.get(listener)?.();
          listeners.delete(listener);
        };
      },
      onLeave: (listener) => void (onLeave = listener),
      notify(notice) {
        if (stationDoor) stationDoor.notify(notice);
        else notices.push(notice);
      },
      scanInHand: () => stationDoor?.scanInHand(),
    },
    emit(event) {
      for (const listener of listeners.keys()) listener(event);
    },
    behind: () => stationDoor,
    handOverTo(station) {
      stationDoor = station;
      station.onLeave(() => onLeave());
      for (const notice of notices.splice(0)) station.notify(notice);
      for (const listener of listeners.keys()) listeners.set(listener, station.onEvent(listener));
    },
    takeBack() {
      const was = stationDoor;
      stationDoor = undefined;
      for (const [listener, stop] of listeners) {
        stop();
        listeners.set(listener, () => undefined);
      }
      return was;
    },
    leave: () => onLeave(),
  };
}
