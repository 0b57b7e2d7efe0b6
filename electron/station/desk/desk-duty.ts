import { dayAndHour, wallClock } from '../../../shared/calendar.ts';
import type {
  BoothSaid,
  CallInput,
  DeskAction,
  DeskFace,
  DeskState,
  StationEvent,
  UndoReason,
} from '../../../shared/contract.ts';
import { type Fact, type FactRef, type Happening, refOf } from '../../../shared/facts.ts';
import { type Fair, servedBy, type StationSlot } from '../../../shared/fair.ts';
import { shortCode } from '../../../shared/pass.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { servicesOf, stepsOf } from '../../../shared/services.ts';
import { compareFacts } from '../../../shared/tally/standing.ts';
import { type CounterPlace, openCounters } from '../counter/counters.ts';
import { repeats } from '../counter/repeats.ts';
import { takingBack } from '../counter/taking-back.ts';
import { type Who, whoseCode, whoShows } from '../counter/who.ts';
import type { Duty } from '../role/duty.ts';
import { blankReader } from '../keys/blank-passes.ts';
import { boothCardReader } from '../keys/booth-cards.ts';
import { passReader } from '../keys/pass-reader.ts';
import type { Scan } from '../reader/scan.ts';
import { type Saved, type SavingFault, saving } from '../store/saving.ts';
import type { Store } from '../store/store.ts';

export interface DeskDutyOptions {
  readonly fair: Fair;
  readonly station: StationSlot;
  readonly store: Store;
  readonly now: () => number;
  readonly random: (length: number) => string;
  readonly emit: (event: StationEvent) => void;
  readonly nameOfReader: (reader: string) => string;
  readonly onTrouble: (error: unknown) => void;
}

type Desk = Fair['desks'][number];
type AtCounter = CallInput<'desk.next'>;
type Done = Result<unknown, { readonly kind: SavingFault }>;

const RECENT = 20;

/** The clerk's work: consultations by topic, leaflets by count, services that people have a right to. */
export function deskDuty(options: DeskDutyOptions): Duty {
  const { fair, station, store, now, emit, onTrouble } = options;
  const { ledger } = store;
  const desks = servedBy(station, fair.desks);
  const deskOf = new Map(desks.map((desk) => [desk.code, desk]));
  const services = servicesOf(fair);
  const passes = {
    readPass: passReader(fair),
    readBlank: blankReader(fair),
    isErased: store.isErased,
  };
  const readCard = boothCardReader(fair);
  const takeBack = takingBack({ store, slot: station.slot, now, onTrouble });
  const counters = openCounters<Who>({
    places: desks,
    bindings: store.settings.scanners(),
    keepBindings: (bindings) => store.settings.setScanners(bindings),
    isOpen: () => true,
    random: options.random,
  });
  const isRepeat = repeats(now);

  function actionOf({ chained, person }: Fact, stands: boolean): DeskAction | undefined {
    const { kind, what } = chained;
    if (kind !== 'consult' && kind !== 'handout' && kind !== 'service') return undefined;
    return {
      fact: refOf(chained),
      at: wallClock(chained.stamp.ms, fair.utcOffsetMinutes),
      kind,
      what: nameOf(chained),
      ...('copies' in what && { copies: what.copies }),
      ...(person && { number: shortCode(person.pseudonym) }),
      takenBack: !stands,
    };
  }

  function nameOf({ kind, what }: Fact['chained']): { zh: string; en: string } {
    const found =
      kind === 'consult'
        ? deskOf.get(what.desk)?.topics.find(({ code }) => code === what.topic)
        : kind === 'handout'
          ? deskOf.get(what.desk)?.leaflets?.find(({ code }) => code === what.item)
          : kind === 'service'
            ? services.find((service) => stepsOf(service).includes(what.step))
            : undefined;
    return { zh: found?.zh ?? '', en: found?.en ?? '' };
  }

  function stateOf({ code, zh, en, topics, leaflets = [] }: Desk): DeskState {
    const { day } = dayAndHour(now(), fair.utcOffsetMinutes);
    return {
      code,
      zh,
      en,
      topics: topics.map((topic) => ({
        ...topic,
        today: ledger.tally(day, 'consults', `topic:${topic.code}`),
      })),
      leaflets: leaflets.map((leaflet) => ({
        ...leaflet,
        today: ledger.tally(day, 'handouts', `item:${leaflet.code}`),
      })),
      today: {
        consults: ledger.tally(day, 'consults', `desk:${code}`),
        handouts: ledger.tally(day, 'handouts', `desk:${code}`),
      },
      recent: ledger
        .atPlace(code, RECENT)
        .flatMap(({ fact, stands }) => actionOf(fact, stands) ?? []),
    };
  }

  function standing({ pseudonym, tells }: Who) {
    const facts = ledger
      .standingOf(pseudonym)
      .toSorted((a, b) => compareFacts(a.chained, b.chained));
    const done = stepsDone(facts);
    return {
      number: shortCode(pseudonym),
      name: tells.name,
      history: facts.flatMap((fact) => actionOf(fact, true) ?? []),
      services: services.map((service) => ({
        ...service,
        done: stepsOf(service).filter((step) => done.has(step)).length,
      })),
    };
  }

  const face = (): DeskFace => ({
    desks: desks.map(stateOf),
    counters: counters.all().map(({ id, booth, scanner }) => {
      const here = counters.here(id);
      return {
        id,
        desk: booth,
        turn: counters.turn(id),
        scanner: scanner === undefined ? null : options.nameOfReader(scanner),
        standing: here ? standing(here) : null,
      };
    }),
  });

  const changed = (): void => emit({ name: 'desks', payload: face() });
  const say = (place: CounterPlace | undefined, said: BoothSaid): void =>
    emit({ name: 'counter', payload: { counter: place?.id ?? null, said } });
  const refuse = (
    place: CounterPlace | undefined,
    why: Extract<BoothSaid, { kind: 'refused' }>['why'],
  ): void => say(place, { kind: 'refused', why });

  function receive(place: CounterPlace, who: Who): void {
    const before = counters.here(place.id);
    if (before?.pseudonym !== who.pseudonym) counters.stand(place.id, who);
    changed();
    say(place, { kind: 'person' });
  }

  function write(place: CounterPlace, happening: Happening, person?: string): Saved<unknown> {
    const done = saving(onTrouble, () =>
      ledger.append([{ happening, ...(person !== undefined && { person }) }]),
    );
    if (!done.ok) {
      refuse(place, done.fault.kind);
      return done;
    }
    changed();
    const { kind } = happening;
    if (kind === 'consult' || kind === 'handout' || kind === 'service') {
      say(place, { kind: 'desk', did: kind });
    }
    return done;
  }

  async function take(scan: Scan, reader: string): Promise<void> {
    const place = counters.ofReader(reader);
    if (scan.kind !== 'code')
      return refuse(place, scan.kind === 'fault' ? 'reader-fault' : 'id-card');
    if (isRepeat(reader, scan.text)) return undefined;
    const card = readCard(scan.text);
    if (card) {
      if (!card.ok) return refuse(place, card.fault.kind);
      const { booth, command } = card.value;
      if (command.does !== 'bind' || !counters.serves(booth)) {
        return refuse(place, 'card-of-other-booth');
      }
      const bound = counters.bind(reader, booth);
      changed();
      return say(bound, { kind: 'bound', booth });
    }
    const who = whoShows(scan.text, passes);
    if (!who.ok) return refuse(place, who.fault.kind);
    if (place) receive(place, who.value);
    else refuse(undefined, 'scanner-unbound');
  }

  /** What a tap was for, as long as it still stands there; else that it is gone is said. */
  function seen({ counter: id, turn }: AtCounter) {
    const place = counters.byId(id);
    if (place && counters.turn(id) === turn) return { place, person: counters.here(id)?.pseudonym };
    refuse(place, 'gone');
    return undefined;
  }

  /** A scanner may have gone to another desk, which has topics and leaflets of its own. */
  function notOfThis(place: CounterPlace) {
    refuse(place, 'not-of-this-desk');
    return fail({ kind: 'not-of-this-desk' });
  }

  const answered = (done: Done | undefined) => {
    if (!done) return fail({ kind: 'gone' });
    return done.ok ? ok({}) : done;
  };

  function undo(desk: string, ref: FactRef, reason: UndoReason | undefined) {
    const taken = takeBack(desk, ref, reason);
    if (!taken.ok) return taken;
    changed();
    const { kind } = taken.value.chained;
    if (kind === 'consult' || kind === 'handout' || kind === 'service') {
      say(
        counters.all().find(({ booth }) => booth === desk),
        { kind: 'undone', action: kind },
      );
    }
    return ok({});
  }

  return {
    take,
    waitsForPage: false,
    reset: async () => undefined,
    someoneHere: () => counters.all().some(({ id }) => counters.here(id)),
    onNews() {
      for (const { id } of counters.all()) {
        const here = counters.here(id);
        if (here && store.isErased(here.pseudonym)) counters.leave(id);
      }
      changed();
    },
    handlers: {
      'desk.face': face,
      'desk.typed': ({ text, ...at }) => {
        const who = whoseCode(text);
        if (!who.ok) return who;
        if (store.isErased(who.value.pseudonym)) return fail({ kind: 'revoked' });
        const saw = seen(at);
        if (!saw) return fail({ kind: 'gone' });
        receive(saw.place, who.value);
        return ok({});
      },
      'desk.consult': ({ topic, ...at }) => {
        const saw = seen(at);
        if (!saw) return fail({ kind: 'gone' });
        const { place, person } = saw;
        const known = deskOf.get(place.booth)?.topics.some(({ code }) => code === topic);
        if (!known) return notOfThis(place);
        const what = { desk: place.booth, topic };
        return answered(write(place, { kind: 'consult', what }, person));
      },
      'desk.handout': ({ counter, item, copies }) => {
        const place = counters.byId(counter);
        if (!place) return fail({ kind: 'gone' });
        const known = deskOf.get(place.booth)?.leaflets?.some(({ code }) => code === item);
        if (!known) return notOfThis(place);
        return answered(
          write(place, { kind: 'handout', what: { desk: place.booth, item, copies } }),
        );
      },
      'desk.service': ({ service: code, ...at }) => {
        const saw = seen(at);
        const service = services.find((other) => other.code === code);
        if (saw?.person === undefined || !service) return fail({ kind: 'gone' });
        const { place, person } = saw;
        const done = stepsDone(ledger.standingOf(person));
        const step = stepsOf(service).find((each) => !done.has(each));
        if (step === undefined) return fail({ kind: 'all-done' });
        const what = { desk: place.booth, step };
        return answered(write(place, { kind: 'service', what }, person));
      },
      'desk.undo': ({ desk, fact, reason }) => undo(desk, fact, reason),
      'desk.next': (at) => {
        const saw = seen(at);
        if (!saw) return fail({ kind: 'gone' });
        counters.leave(saw.place.id);
        changed();
        return ok({});
      },
    },
  };
}

const stepsDone = (facts: readonly Fact[]): ReadonlySet<string> =>
  new Set(facts.flatMap(({ chained }) => (chained.kind === 'service' ? [chained.what.step] : [])));
