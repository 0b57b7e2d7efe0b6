import type { CallInput, CallOutput, StationEvent } from '../../../shared/contract/calls.ts';
import type {
  CounterSaid,
  RefusalAtCounter,
  UndoReason,
} from '../../../shared/contract/counter.ts';
import type { FactRef } from '../../../shared/facts.ts';
import type { Fair, StationSlot } from '../../../shared/fair.ts';
import { hasHeardAll, heardBy, slotsOnList } from '../../../shared/machines/hears.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Commanded } from '../keys/booth-cards.ts';
import type { Scan } from '../reader/scan.ts';
import type { SavingFault } from '../store/saving.ts';
import type { Store } from '../store/store.ts';
import { actionKind } from './actions.ts';
import { type Counter, openCounters } from './counters.ts';
import { scanReader } from './scanned.ts';
import { takingBack } from './taking-back.ts';
import { type Who, whoseCode } from './who.ts';

/** What booths and service desks share at their counters, independent of the service. */

export interface CounterOptions {
  readonly fair: Fair;
  /** Slots whose passes are refused; more than the fair in force names while a newer one waits. */
  readonly revoked: () => readonly number[];
  readonly station: StationSlot;
  readonly store: Store;
  readonly now: () => number;
  readonly random: (length: number) => string;
  readonly emit: (event: StationEvent) => void;
  readonly nameOfReader: (reader: string) => string;
  readonly onTrouble: (error: unknown) => void;
}

export interface FloorOptions extends CounterOptions {
  readonly places: readonly { readonly code: string }[];
  readonly isOpen: (place: string) => boolean;
  /** Sends the page its state again after a change at this place, or at any if absent. */
  readonly show: (place?: string) => void;
  /** Facts of other machines came. */
  readonly onNews?: () => void;
}

export type Done = Result<unknown, { readonly kind: SavingFault }>;
type Tap = CallInput<'booth.next'>;

export function openFloor<P extends Who>(options: FloorOptions) {
  const { fair, station, store, now, emit, show } = options;
  const { settings } = store;
  const counters = openCounters<P>({
    ...options,
    bindings: settings.scanners(),
    keepBindings: (bindings) => settings.setScanners(bindings),
  });
  const read = scanReader(fair, options.revoked, store.isErased, now);
  const before = heardBy(fair, station.slot);
  const takeBack = takingBack({ ...options, slots: slotsOnList(fair, station.slot) });

  const say = (counter: Counter | undefined, said: CounterSaid): void =>
    emit({ name: 'counter', payload: { counter: counter?.id ?? null, said } });
  const refuse = (counter: Counter | undefined, why: RefusalAtCounter): void =>
    say(counter, { kind: 'refused', why });

  /** The counter of a tap, if nobody has come or gone there since. */
  function aimedAt({ counter: id, turn }: Tap): Counter | undefined {
    const counter = counters.byId(id);
    if (counter && counters.turn(id) === turn) return counter;
    refuse(counter, 'gone');
    return undefined;
  }

  return {
    ...counters,
    say,
    refuse,
    aimedAt,
    show,

    /** Machines that this one goes on for, and whose records have not come. */
    awaited(): number[] {
      const known = settings.machinesHeard();
      return before
        .filter((machine) => !hasHeardAll(known, [machine]))
        .map((machine) => machine.of);
    },

    shown: ({ id, scanner }: Counter) => ({
      id,
      turn: counters.turn(id),
      scanner: scanner === undefined ? null : options.nameOfReader(scanner),
    }),

    take(
      scan: Scan,
      reader: string,
      onCard: (card: Commanded, counter: Counter | undefined) => void,
      onPerson: (counter: Counter, who: Who) => void,
    ): void {
      const counter = counters.ofReader(reader);
      const scanned = read(scan, reader);
      switch (scanned.is) {
        case 'repeat':
          return;
        case 'refused':
          return refuse(counter, scanned.why);
        case 'card':
          return onCard(scanned.card, counter);
        case 'person':
          if (counter) onPerson(counter, scanned.who);
          else refuse(undefined, 'scanner-unbound');
      }
    },

    typed(
      { text, ...tap }: CallInput<'booth.typed'>,
      onPerson: (counter: Counter, who: Who) => Done,
    ): CallOutput<'booth.typed'> {
      const who = whoseCode(text);
      if (!who.ok) return who;
      if (store.isErased(who.value.pseudonym)) return fail({ kind: 'revoked' });
      const counter = aimedAt(tap);
      return answered(counter && onPerson(counter, who.value));
    },

    undo(place: string, fact: FactRef, reason: UndoReason | undefined): CallOutput<'booth.undo'> {
      const retracted = takeBack(place, fact, reason);
      if (!retracted.ok) return retracted;
      counters.leaveWhere(({ visit }) => visit === fact);
      show(place);
      const action = actionKind(retracted.value);
      const counter = counters.all().find((other) => other.place === place);
      if (action) say(counter, { kind: 'undone', action });
      return ok({});
    },

    next: (tap: Tap): CallOutput<'booth.next'> => {
      const counter = aimedAt(tap);
      if (!counter) return fail({ kind: 'gone' });
      counters.leave(counter.id);
      show(counter.place);
      return ok({});
    },

    calls: {
      'counter.front': ({ place }: CallInput<'counter.front'>) => {
        counters.setFront(place ?? undefined);
        return {};
      },
      'counter.release': ({ counter }: CallInput<'counter.release'>) => {
        counters.release(counter);
        show();
        return {};
      },
    },

    /** The same for every duty with counters. */
    face: {
      // A visit counts even if nobody looks at the screen.
      waitsForPage: false,
      reset: async () => undefined,
      someoneHere: () => counters.all().some(({ id }) => counters.person(id)),
      onNews() {
        counters.leaveWhere(({ pseudonym }) => store.isErased(pseudonym));
        options.onNews?.();
        show();
      },
    },
  };
}
/** The reply to a call; undefined means that the tap's person had gone. */
export function answered<F extends { readonly kind: string }>(
  done: Result<unknown, F> | undefined,
): Result<Record<string, never>, F | { readonly kind: 'gone' }> {
  if (!done) return fail({ kind: 'gone' });
  return done.ok ? ok({}) : done;
}
