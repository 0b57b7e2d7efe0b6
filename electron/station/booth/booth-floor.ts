import type { BoothFace, BoothState, BoothVisitor } from '../../../shared/contract/booth.ts';
import type { FactRef } from '../../../shared/facts.ts';
import { servedBy } from '../../../shared/fair.ts';
import { slotsOnList } from '../../../shared/machines/hears.ts';
import { shortCode } from '../../../shared/pass.ts';
import type { Counter } from '../counter/counters.ts';
import { type CounterOptions, openFloor } from '../counter/floor.ts';
import type { Who } from '../counter/who.ts';
import { type Booth, boothBook } from './book.ts';
import { boothDeeds } from './deeds.ts';

/** The person at a booth's counter. */
export interface Visitor extends Who {
  /** The visit that their scan or typed code wrote. */
  readonly visit: FactRef;
  readonly atMs: number;
  /** The post that the next tap is for; empty if no post accepts them. */
  readonly post: string;
}

/** The station's booths, which of them are open, and what the page shows of them. */
export function openBooths(options: CounterOptions) {
  const { fair, station, store, now, emit, onTrouble } = options;
  const booths = servedBy(station, 'booth', fair.booths);
  const boothOf = new Map(booths.map((booth) => [booth.code, booth]));
  const slots = slotsOnList(fair, station.slot);
  const book = boothBook({ fair, store, slots, now });
  const open = new Set([...book.openNow()].filter((code) => boothOf.has(code)));
  /** A cache: cleared when something happens at the booth. */
  const states = new Map<string, BoothState>();
  const floor = openFloor<Visitor>({
    ...options,
    places: booths,
    isOpen: (booth) => open.has(booth),
    onNews: lookWhoIsOpen,
    show(booth) {
      if (booth === undefined) states.clear();
      else states.delete(booth);
      emit({ name: 'booths', payload: page() });
    },
  });

  /** As other machines left it; nobody who is served here is sent away by it. */
  function lookWhoIsOpen(): void {
    const now = book.openNow();
    for (const { code } of booths) {
      if (now.has(code)) open.add(code);
      else if (!isServing(code)) open.delete(code);
    }
  }

  const isServing = (booth: string): boolean =>
    floor.all().some(({ id, place }) => place === booth && floor.person(id));

  function stateOf(booth: Booth): BoothState {
    const state = states.get(booth.code) ?? book.state(booth, open.has(booth.code));
    states.set(booth.code, state);
    return state;
  }

  function shownVisitor(visitor: Visitor, booth: string): BoothVisitor {
    const { visit, pseudonym, tells, post } = visitor;
    return {
      visit,
      number: shortCode(pseudonym),
      name: tells.name,
      anonymous: tells.anonymous,
      ...(tells.education && { education: tells.education }),
      trades: [...tells.trades],
      post,
      history: book.asActions(book.history(pseudonym, booth)),
      notes: book.notesOf(pseudonym, booth),
    };
  }

  const page = (): BoothFace => ({
    booths: booths.map(stateOf),
    counters: floor.all().map((counter) => {
      const visitor = floor.person(counter.id);
      return {
        ...floor.shown(counter),
        booth: counter.place,
        standing: visitor ? shownVisitor(visitor, counter.place) : null,
      };
    }),
    awaited: floor.awaited(),
  });

  return {
    ...floor,
    boothOf,
    book,
    deeds: boothDeeds({ store, book, now, onTrouble }),
    open,
    /** The last used post per booth. Not per scanner: a scanner may move to another booth. */
    lastPost: new Map<string, string>(),
    now,
    stateOf,
    page,
    boothAt({ place }: Counter): Booth {
      const booth = boothOf.get(place);
      if (!booth) throw new Error(`a counter at ${place}, which is not served here`);
      return booth;
    },
  };
}
export type BoothFloor = ReturnType<typeof openBooths>;

/** A person at a counter, with the counter and its floor. */
export interface Here {
  readonly floor: BoothFloor;
  readonly counter: Counter;
  readonly visitor: Visitor;
}
