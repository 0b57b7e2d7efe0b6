import type { CallOutput } from '../../../shared/contract/calls.ts';
import type { DeskAction, DeskFace } from '../../../shared/contract/desk.ts';
import type { Happening } from '../../../shared/facts.ts';
import { servedBy } from '../../../shared/fair.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { Counter } from '../counter/counters.ts';
import { answered, type CounterOptions, type Done, openFloor } from '../counter/floor.ts';
import type { Who } from '../counter/who.ts';
import type { Commanded } from '../keys/booth-cards.ts';
import type { Duty } from '../role/duty.ts';
import { saving } from '../store/saving.ts';
import { deskBook } from './book.ts';

type DeskHappening = Extract<Happening, { kind: DeskAction['kind'] }>;
type NotOfThisDesk = Extract<CallOutput<'desk.consult'>, { ok: false }>;

/** The clerk's duty: consultations by topic, leaflets by count, and service steps due to people. */
export function deskDuty(options: CounterOptions): Duty {
  const { fair, station, store, emit, onTrouble } = options;
  const desks = servedBy(station, 'desk', fair.desks);
  const deskOf = new Map(desks.map((desk) => [desk.code, desk]));
  const book = deskBook(options);
  const floor = openFloor<Who>({
    ...options,
    places: desks,
    isOpen: () => true,
    show: () => emit({ name: 'desks', payload: page() }),
  });

  const page = (): DeskFace => ({
    desks: desks.map(book.state),
    counters: floor.all().map((counter) => {
      const who = floor.person(counter.id);
      return {
        ...floor.shown(counter),
        desk: counter.place,
        standing: who ? book.visitor(who) : null,
      };
    }),
    awaited: floor.awaited(),
  });

  function receive(counter: Counter, who: Who): Done {
    const before = floor.person(counter.id);
    if (before?.pseudonym !== who.pseudonym) floor.arrive(counter.id, who);
    floor.show();
    floor.say(counter, { kind: 'person' });
    return ok({});
  }

  /** A desk accepts one kind of card: the one that binds a scanner to it. */
  function takeCard(
    reader: string,
    { booth: desk, command }: Commanded,
    counter: Counter | undefined,
  ): void {
    if (command.does !== 'bind' || !floor.serves(desk)) {
      return floor.refuse(counter, 'card-of-other-booth');
    }
    const bound = floor.bind(reader, desk);
    floor.show();
    floor.say(bound, { kind: 'bound', booth: desk });
  }

  function write(counter: Counter, happening: DeskHappening, person?: string): Done {
    const done = saving(onTrouble, () =>
      store.ledger.append([{ happening, ...(person !== undefined && { person }) }]),
    );
    if (done.ok) {
      floor.show();
      floor.say(counter, { kind: 'desk', did: happening.kind });
    } else {
      floor.refuse(counter, done.fault.kind);
    }
    return done;
  }

  /** A scanner may have moved to another desk, which has its own topics and leaflets. */
  function notOfThisDesk(counter: Counter): NotOfThisDesk {
    floor.refuse(counter, 'not-of-this-desk');
    return fail({ kind: 'not-of-this-desk' });
  }

  return {
    ...floor.face,
    take: async (scan, reader) =>
      floor.take(
        scan,
        reader,
        (card, counter) => takeCard(reader, card, counter),
        (counter, who) => void receive(counter, who),
      ),
    handlers: {
      ...floor.calls,
      'desk.face': page,
      'desk.typed': (input) => floor.typed(input, receive),
      'desk.consult': ({ topic, ...tap }) => {
        const counter = floor.aimedAt(tap);
        if (!counter) return fail({ kind: 'gone' });
        const { id, place: desk } = counter;
        if (!hasCode(deskOf.get(desk)?.topics, topic)) return notOfThisDesk(counter);
        const person = floor.person(id)?.pseudonym;
        return answered(write(counter, { kind: 'consult', what: { desk, topic } }, person));
      },
      'desk.handout': ({ counter: id, item, copies }) => {
        const counter = floor.byId(id);
        if (!counter) return fail({ kind: 'gone' });
        const { place: desk } = counter;
        if (!hasCode(deskOf.get(desk)?.leaflets, item)) return notOfThisDesk(counter);
        return answered(write(counter, { kind: 'handout', what: { desk, item, copies } }));
      },
      'desk.service': ({ service: code, ...tap }) => {
        const counter = floor.aimedAt(tap);
        const person = floor.person(tap.counter)?.pseudonym;
        const service = book.services.find((other) => other.code === code);
        if (!counter || person === undefined || !service) return fail({ kind: 'gone' });
        const step = book.nextStep(person, service);
        if (step === undefined) return fail({ kind: 'all-done' });
        const what = { desk: counter.place, step };
        return answered(write(counter, { kind: 'service', what }, person));
      },
      'desk.undo': ({ desk, fact, reason }) => floor.undo(desk, fact, reason),
      'desk.next': floor.next,
    },
  };
}

const hasCode = (coded: readonly { readonly code: string }[] | undefined, code: string): boolean =>
  coded?.some((each) => each.code === code) ?? false;
