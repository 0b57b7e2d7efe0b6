import type { BoothCommand } from '../../../shared/booth-card.ts';
import type {
  BoothFace,
  BoothSaid,
  BoothState,
  CallInput,
  Counter,
  StationEvent,
  UndoReason,
} from '../../../shared/contract.ts';
import type { IntentStep } from '../../../shared/codes.ts';
import type { FactRef } from '../../../shared/facts.ts';
import { type Fair, servedBy, type StationSlot } from '../../../shared/fair.ts';
import { shortCode } from '../../../shared/pass.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { boothList } from '../export/booth-list.ts';
import { handOver, type SaveFile } from '../export/save-file.ts';
import type { Duty } from '../role/duty.ts';
import { blankReader } from '../keys/blank-passes.ts';
import { boothCardReader, type Commanded } from '../keys/booth-cards.ts';
import { passReader } from '../keys/pass-reader.ts';
import type { Scan } from '../reader/scan.ts';
import { type SavingFault, saving } from '../store/saving.ts';
import type { Store } from '../store/store.ts';
import { type Booth, boothBook } from './book.ts';
import { type CounterPlace, openCounters } from '../counter/counters.ts';
import { boothDay } from './day.ts';
import { boothDeeds } from './deeds.ts';
import { likelyPost } from './likely-post.ts';
import { postFault } from './post-fault.ts';
import { repeats } from '../counter/repeats.ts';
import { takingBack } from '../counter/taking-back.ts';
import { type Who, whoseCode, whoShows } from '../counter/who.ts';

export interface BoothDutyOptions {
  readonly fair: Fair;
  readonly station: StationSlot;
  readonly store: Store;
  readonly now: () => number;
  readonly random: (length: number) => string;
  readonly emit: (event: StationEvent) => void;
  /** Absent where the page's browser hands files over. */
  readonly saveFile?: SaveFile;
  readonly nameOfReader: (reader: string) => string;
  readonly onTrouble: (error: unknown) => void;
}

interface Here extends Who {
  /** The scan that brought them. */
  readonly visit: FactRef;
  readonly atMs: number;
  readonly post: string;
}

/** The same person, scanned again while they stand here: within this it is no other visit. */
const SAME_VISIT_MS = 60_000;

type RefusedWhy = Extract<BoothSaid, { kind: 'refused' }>['why'];
type Done = Result<unknown, { readonly kind: SavingFault }>;
type AtPost = Result<unknown, { readonly kind: SavingFault | 'no-such-post' | 'post-closed' }>;
type AtCounter = CallInput<'booth.next'>;
type PersonalCommand = Extract<BoothCommand, { does: 'post' | 'resume' | 'intent' }>;

/** The recruiter's work: scan, tap, next; each is on disk before it is answered. */
export function boothDuty(options: BoothDutyOptions): Duty {
  const { fair, station, store, now, emit, onTrouble } = options;
  const booths = servedBy(station, fair.booths);
  const boothOf = new Map(booths.map((booth) => [booth.code, booth]));
  const passes = {
    readPass: passReader(fair),
    readBlank: blankReader(fair),
    isErased: store.isErased,
  };
  const readCard = boothCardReader(fair);
  const book = boothBook({ fair, store, now });
  const deeds = boothDeeds({ store, book, now, onTrouble });
  const takeBack = takingBack({ store, slot: station.slot, now, onTrouble });
  const open = new Set(booths.map(({ code }) => code).filter((code) => book.isOpen(code)));
  const counters = openCounters<Here>({
    places: booths,
    bindings: store.settings.scanners(),
    keepBindings: (bindings) => store.settings.setScanners(bindings),
    isOpen: (booth) => open.has(booth),
    random: options.random,
  });
  const isRepeat = repeats(now);
  const states = new Map<string, BoothState>();
  /** Of each booth, since a scanner may go from one to another. */
  const lastPost = new Map<string, string>();

  /** A booth as it is now; read from the ledger again only after something happened there. */
  function stateOf(booth: Booth): BoothState {
    const known = states.get(booth.code) ?? book.state(booth, open.has(booth.code));
    states.set(booth.code, known);
    return known;
  }

  function counter({ id, booth, scanner }: CounterPlace): Counter {
    const here = counters.here(id);
    return {
      id,
      booth,
      turn: counters.turn(id),
      scanner: scanner === undefined ? null : options.nameOfReader(scanner),
      standing: here ? standing(here, booth) : null,
    };
  }

  function standing({ visit, pseudonym, tells, post }: Here, booth: string) {
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

  const face = (): BoothFace => ({
    booths: booths.map(stateOf),
    counters: counters.all().map(counter),
  });

  function changed(booth: string): void {
    states.delete(booth);
    emit({ name: 'booths', payload: face() });
  }

  const say = (place: CounterPlace | undefined, said: BoothSaid): void =>
    emit({ name: 'counter', payload: { counter: place?.id ?? null, said } });
  const refuse = (place: CounterPlace | undefined, why: RefusedWhy): void =>
    say(place, { kind: 'refused', why });

  function boothAt({ booth }: CounterPlace): Booth {
    const found = boothOf.get(booth);
    if (!found) throw new Error(`a counter at ${booth}, which is not served here`);
    return found;
  }

  function receive(place: CounterPlace, who: Who | undefined): Done {
    const { id, booth } = place;
    const before = counters.here(id);
    if (who && before?.pseudonym === who.pseudonym && now() - before.atMs < SAME_VISIT_MS) {
      say(place, { kind: 'visit', openedBooth: false });
      return ok({});
    }
    const opens = !open.has(booth);
    const visit = deeds.visit(booth, who?.pseudonym, opens);
    if (!visit.ok) {
      refuse(place, visit.fault.kind);
      return visit;
    }
    open.add(booth);
    if (who) {
      const history = book.history(who.pseudonym, booth);
      const post = likelyPost(boothAt(place), who.tells, history, lastPost.get(booth));
      counters.stand(id, { ...who, visit: visit.value, atMs: now(), post });
    } else {
      counters.leave(id);
    }
    changed(booth);
    say(place, who ? { kind: 'visit', openedBooth: opens } : { kind: 'walk-in' });
    return visit;
  }

  /** The deed's post, where it is one of this booth's; whatever is wrong is said. */
  function choose(place: CounterPlace, here: Here, post: string): AtPost {
    const fault = postFault(boothAt(place), post, book.history(here.pseudonym, place.booth));
    if (fault) {
      refuse(place, fault);
      return fail({ kind: fault });
    }
    lastPost.set(place.booth, post);
    counters.update(place.id, { ...here, post });
    return ok({});
  }

  /** A tap or a command that was carried out, or that the disk refused: told to eye and ear. */
  function told(place: CounterPlace, done: Done, said: BoothSaid): Done {
    if (done.ok) {
      changed(place.booth);
      say(place, said);
    } else {
      refuse(place, done.fault.kind);
    }
    return done;
  }

  function resume(place: CounterPlace, here: Here, post: string): AtPost {
    const chosen = choose(place, here, post);
    if (!chosen.ok) return chosen;
    return told(place, deeds.resume(place.booth, post, here.pseudonym), { kind: 'resume' });
  }

  function intent(place: CounterPlace, here: Here, post: string, step: IntentStep): AtPost {
    const chosen = choose(place, here, post);
    if (!chosen.ok) return chosen;
    const done = deeds.intent(place.booth, post, step, here.pseudonym);
    return told(place, done, { kind: 'intent', step });
  }

  function choosePost(place: CounterPlace, here: Here, post: string): AtPost {
    const chosen = choose(place, here, post);
    if (chosen.ok) changed(place.booth);
    return chosen;
  }

  /** About whoever made that visit, who may have gone on by now. */
  function note(booth: string, visit: FactRef, text: string): Done | undefined {
    const fact = store.ledger.one(visit);
    const its = fact?.chained.kind === 'visit' && fact.chained.what.booth === booth;
    if (!its || !fact.person || !store.ledger.stands(fact)) return undefined;
    const { pseudonym } = fact.person;
    if (!counters.serves(booth) || store.isErased(pseudonym)) return undefined;
    const kept = deeds.note(booth, pseudonym, text);
    if (kept.ok) changed(booth);
    return kept;
  }

  function undo(booth: string, fact: FactRef, reason: UndoReason | undefined) {
    const taken = takeBack(booth, fact, reason);
    if (!taken.ok) return taken;
    const place = counters.all().find((other) => other.booth === booth);
    for (const { id } of counters.all()) {
      if (counters.here(id)?.visit === fact) counters.leave(id);
    }
    changed(booth);
    say(place, { kind: 'undone', action: book.kindOf(taken.value) ?? 'visit' });
    return taken;
  }

  /** Once: a second tap finds it done. */
  function presence(booth: string, is: 'open' | 'closed'): Done {
    if (open.has(booth) === (is === 'open')) return ok({});
    const done = deeds.presence(booth, is);
    if (!done.ok) return done;
    if (is === 'open') open.add(booth);
    else {
      counters.clear(booth);
      open.delete(booth);
    }
    changed(booth);
    return done;
  }

  /** A command card needs no screen, so whatever comes of it is said. */
  function obey(place: CounterPlace, command: BoothCommand): void {
    switch (command.does) {
      case 'bind':
        return;
      case 'walk-in':
        receive(place, undefined);
        return;
      case 'close': {
        const closed = presence(place.booth, 'closed');
        say(place, closed.ok ? { kind: 'closed' } : { kind: 'refused', why: closed.fault.kind });
        return;
      }
      case 'undo': {
        const newest = stateOf(boothAt(place)).recent.find(({ takenBack }) => !takenBack);
        const taken = newest && undo(place.booth, newest.fact, 'slip');
        if (!taken?.ok) refuse(place, 'nothing-to-undo');
        return;
      }
      case 'post':
      case 'resume':
      case 'intent': {
        const here = counters.here(place.id);
        if (here) obeyFor(place, here, command);
        else refuse(place, 'nobody-here');
      }
    }
  }

  function obeyFor(place: CounterPlace, here: Here, command: PersonalCommand): void {
    switch (command.does) {
      case 'resume':
        resume(place, here, here.post);
        return;
      case 'intent':
        intent(place, here, here.post, command.step);
        return;
      case 'post': {
        const post = boothAt(place).posts[command.number - 1];
        if (!post) return refuse(place, 'no-such-post');
        const chosen = choosePost(place, here, post.code);
        if (chosen.ok) say(place, { kind: 'post', post: post.code });
      }
    }
  }

  function takeCard(reader: string, { booth, command }: Commanded): void {
    if (command.does === 'bind') {
      if (!counters.serves(booth)) return refuse(undefined, 'card-of-other-booth');
      const place = counters.bind(reader, booth);
      if (!open.has(booth)) presence(booth, 'open');
      else changed(booth);
      return say(place, { kind: 'bound', booth });
    }
    const place = counters.ofReader(reader);
    if (!place) return refuse(undefined, 'scanner-unbound');
    if (place.booth !== booth) return refuse(place, 'card-of-other-booth');
    obey(place, command);
  }

  async function take(scan: Scan, reader: string): Promise<void> {
    const place = counters.ofReader(reader);
    if (scan.kind !== 'code') return refuse(place, notACode(scan));
    if (isRepeat(reader, scan.text)) return undefined;
    const card = readCard(scan.text);
    if (card) return card.ok ? takeCard(reader, card.value) : refuse(place, card.fault.kind);
    const who = whoShows(scan.text, passes);
    if (!who.ok) return refuse(place, who.fault.kind);
    if (place) receive(place, who.value);
    else refuse(undefined, 'scanner-unbound');
  }

  /** What a tap was for, as long as it still stands there; else that it is gone is said. */
  function seen({ counter: id, turn }: AtCounter): CounterPlace | undefined {
    const place = counters.byId(id);
    if (place && counters.turn(id) === turn) return place;
    refuse(place, 'gone');
    return undefined;
  }

  function forWhom(at: AtCounter) {
    const place = seen(at);
    const here = place && counters.here(place.id);
    if (place && !here) refuse(place, 'gone');
    return here && { place, here };
  }

  const answered = <F extends { readonly kind: string }>(done: Result<unknown, F> | undefined) => {
    if (!done) return fail({ kind: 'gone' });
    return done.ok ? ok({}) : done;
  };

  return {
    take,
    // A visit counts, whoever looks at the screen just now.
    waitsForPage: false,
    reset: async () => undefined,
    someoneHere: () => counters.all().some(({ id }) => counters.here(id)),
    onNews() {
      states.clear();
      for (const { id } of counters.all()) {
        const here = counters.here(id);
        if (here && store.isErased(here.pseudonym)) counters.leave(id);
      }
      emit({ name: 'booths', payload: face() });
    },
    handlers: {
      'booth.face': face,
      'booth.presence': ({ booth, now: is }) =>
        answered(counters.serves(booth) ? presence(booth, is) : undefined),
      'booth.typed': ({ text, ...at }) => {
        const who = whoseCode(text);
        if (!who.ok) return who;
        if (store.isErased(who.value.pseudonym)) return fail({ kind: 'revoked' });
        const place = seen(at);
        return answered(place && receive(place, who.value));
      },
      'booth.walkIn': (at) => {
        const place = seen(at);
        return answered(place && receive(place, undefined));
      },
      'booth.choosePost': ({ post, ...at }) => {
        const stands = forWhom(at);
        return answered(stands && choosePost(stands.place, stands.here, post));
      },
      'booth.resume': ({ post, ...at }) => {
        const stands = forWhom(at);
        return answered(stands && resume(stands.place, stands.here, post));
      },
      'booth.intent': ({ post, step, ...at }) => {
        const stands = forWhom(at);
        return answered(stands && intent(stands.place, stands.here, post, step));
      },
      'booth.note': ({ booth, visit, text }) => answered(note(booth, visit, text)),
      'booth.undo': ({ booth, fact, reason }) => {
        const taken = undo(booth, fact, reason);
        return taken.ok ? ok({}) : taken;
      },
      'booth.day': ({ booth }) => {
        const its = boothOf.get(booth);
        return its ? ok(boothDay(its, { fair, store, book, now })) : fail({ kind: 'gone' });
      },
      'booth.export': async ({ booth }) => {
        const its = boothOf.get(booth);
        if (!its) return fail({ kind: 'gone' });
        const day = boothDay(its, { fair, store, book, now });
        const bytes = await boothList(day);
        const name = `${booth}-${day.day}.xlsx`;
        saving(onTrouble, () => store.audit.note({ did: 'list-exported', booth }));
        return handOver(options.saveFile, name, bytes);
      },
      'booth.next': (at) => {
        const place = seen(at);
        if (!place) return fail({ kind: 'gone' });
        counters.leave(place.id);
        changed(place.booth);
        return ok({});
      },
    },
  };
}

/** Cards of any sort belong at an entrance. */
function notACode(scan: Exclude<Scan, { kind: 'code' }>): RefusedWhy {
  if (scan.kind === 'id-card') return 'id-card';
  switch (scan.fault) {
    case 'code-unreadable':
    case 'reader-fault':
      return scan.fault;
    case 'wrong-card':
    case 'card-unreadable':
    case 'card-moved':
      return 'id-card';
  }
}
