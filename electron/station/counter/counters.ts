/**
 * Where people are served. Each scanner bound to a place (a booth or a desk) is a counter with a
 * person of its own; a place without a scanner has one counter on the screen. So nobody has to
 * remember to switch between places.
 */

export interface Counter {
  readonly id: string;
  /** The code of its booth or desk. */
  readonly place: string;
  readonly scanner: string | undefined;
}

export interface CountersOptions {
  /** The booths or desks of this station. */
  readonly places: readonly { readonly code: string }[];
  readonly bindings: ReadonlyMap<string, string>;
  readonly keepBindings: (bindings: ReadonlyMap<string, string>) => void;
  readonly isOpen: (place: string) => boolean;
  readonly random: (length: number) => string;
}

const TOUCH = 'touch:';

export function openCounters<P>(options: CountersOptions) {
  const { places, keepBindings, isOpen, random } = options;
  const served = new Set(places.map(({ code }) => code));
  const bindings = new Map([...options.bindings].filter(([, place]) => served.has(place)));
  const people = new Map<string, P>();
  /** The place that the page shows, or that somebody chose there for the scanners without a card. */
  let inFront: string | undefined;
  const turns = new Map<string, string>();

  /** Random and not a count: a page may outlive a restart of this station. */
  function newTurn(id: string): string {
    const turn = random(8);
    turns.set(id, turn);
    return turn;
  }

  function leave(id: string): void {
    people.delete(id);
    newTurn(id);
  }

  function countersAt(place: string): Counter[] {
    const scanners = [...bindings].filter(([, other]) => other === place);
    if (scanners.length === 0) return [{ id: TOUCH + place, place, scanner: undefined }];
    return scanners.map(([reader]) => ({ id: reader, place, scanner: reader }));
  }

  const all = (): Counter[] =>
    places.filter(({ code }) => isOpen(code)).flatMap(({ code }) => countersAt(code));

  return {
    serves: (place: string): boolean => served.has(place),
    all,

    /** Whether or not the booth is open: a scan opens it. */
    byId(id: string): Counter | undefined {
      const place = id.startsWith(TOUCH) ? id.slice(TOUCH.length) : bindings.get(id);
      return place === undefined
        ? undefined
        : countersAt(place).find((counter) => counter.id === id);
    },

    /** An unbound scanner belongs to the place in front, or to the only one that is served or open. */
    ofReader(reader: string): Counter | undefined {
      const bound = bindings.get(reader);
      if (bound !== undefined) return countersAt(bound).find(({ id }) => id === reader);
      if (inFront !== undefined && isOpen(inFront)) return countersAt(inFront)[0];
      const open = places.filter(({ code }) => isOpen(code));
      const [only, ...more] = places.length === 1 ? places : open;
      return only && more.length === 0 ? countersAt(only.code)[0] : undefined;
    },

    setFront(place: string | undefined): void {
      inFront = place !== undefined && served.has(place) ? place : undefined;
    },

    /** The scanner goes with the screen again; the person at its counter stays, if there is room. */
    release(reader: string): void {
      const place = bindings.get(reader);
      if (place === undefined) return;
      const person = people.get(reader);
      bindings.delete(reader);
      leave(reader);
      const [first] = countersAt(place);
      if (person && first && !people.has(first.id)) {
        people.set(first.id, person);
        newTurn(first.id);
      }
      keepBindings(bindings);
    },

    bind(reader: string, place: string): Counter {
      const onScreen = people.get(TOUCH + place);
      if (bindings.get(reader) !== place) leave(reader);
      bindings.set(reader, place);
      // The person at the counter on the screen moves to the scanner's counter.
      if (onScreen) {
        leave(TOUCH + place);
        people.set(reader, onScreen);
      }
      keepBindings(bindings);
      return { id: reader, place, scanner: reader };
    },

    person: (id: string): P | undefined => people.get(id),
    turn: (id: string): string => turns.get(id) ?? newTurn(id),
    arrive(id: string, person: P): void {
      people.set(id, person);
      newTurn(id);
    },
    /** The same person with more data, so the turn stays. */
    update: (id: string, person: P): void => void people.set(id, person),
    leave,
    leaveWhere(gone: (person: P) => boolean): void {
      for (const { id } of all()) {
        const person = people.get(id);
        if (person && gone(person)) leave(id);
      }
    },
    /** Closes the place: nobody is served there any more. */
    clear(place: string): void {
      for (const { id } of countersAt(place)) leave(id);
    },
  };
}
export type Counters<P> = ReturnType<typeof openCounters<P>>;
