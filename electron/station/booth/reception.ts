import type { IntentStep } from '../../../shared/codes.ts';
import type { CounterSaid } from '../../../shared/contract/counter.ts';
import { type BoothTap, tapped } from '../../../shared/deeds.ts';
import type { FactRef } from '../../../shared/facts.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Counter } from '../counter/counters.ts';
import type { Done } from '../counter/floor.ts';
import type { Who } from '../counter/who.ts';
import type { SavingFault } from '../store/saving.ts';
import type { BoothFloor, Here } from './booth-floor.ts';
import { likelyPost } from './likely-post.ts';
import { postFault } from './post-fault.ts';

/** Handles scans, taps and command cards at a booth. Each result is on disk before the reply. */

/** A person who is scanned again within this time, and is still here, makes no second visit. */
const SAME_VISIT_MS = 60_000;

export type AtPost = Result<
  unknown,
  { readonly kind: SavingFault | 'no-such-post' | 'post-closed' }
>;

/** Receives a person; without `who`, somebody without a pass. */
export function receive(floor: BoothFloor, counter: Counter, who: Who | undefined): Done {
  const { book, deeds, open, now } = floor;
  const { id, place: booth } = counter;
  const before = floor.person(id);
  if (who && before?.pseudonym === who.pseudonym && now() - before.atMs < SAME_VISIT_MS) {
    floor.say(counter, { kind: 'visit', openedBooth: false });
    return ok({});
  }
  const openedBooth = !open.has(booth);
  const visit = deeds.visit(booth, who?.pseudonym, openedBooth);
  if (!visit.ok) {
    floor.refuse(counter, visit.fault.kind);
    return visit;
  }
  open.add(booth);
  if (who) {
    const history = book.history(who.pseudonym, booth);
    const lastUsed = floor.lastPost.get(booth);
    const post = likelyPost(floor.boothAt(counter), who.tells, history, lastUsed);
    floor.arrive(id, { ...who, visit: visit.value, atMs: now(), post });
  } else {
    floor.leave(id);
  }
  floor.show(booth);
  floor.say(counter, who ? { kind: 'visit', openedBooth } : { kind: 'walk-in' });
  return visit;
}

/** Selects the post for the next tap, or says why it accepts nobody. */
function choose({ floor, counter, visitor }: Here, post: string): AtPost {
  const history = floor.book.history(visitor.pseudonym, counter.place);
  const fault = postFault(floor.boothAt(counter), post, history);
  if (fault) {
    floor.refuse(counter, fault);
    return fail({ kind: fault });
  }
  floor.lastPost.set(counter.place, post);
  floor.update(counter.id, { ...visitor, post });
  return ok({});
}

export function choosePost(here: Here, post: string): AtPost {
  const chosen = choose(here, post);
  if (chosen.ok) here.floor.show(here.counter.place);
  return chosen;
}

/** Writes the fact, and announces it. */
function written({ floor, counter }: Here, said: CounterSaid, write: () => Done): Done {
  const done = write();
  if (done.ok) {
    floor.show(counter.place);
    floor.say(counter, said);
  } else {
    floor.refuse(counter, done.fault.kind);
  }
  return done;
}

/** A tap that needs no post is possible where all posts have closed. */
export function tap(here: Here, kind: BoothTap, post: string | undefined): AtPost {
  const { floor, counter, visitor } = here;
  const happening = tapped(kind, counter.place, post);
  const chosen = happening && post === undefined ? ok({}) : choose(here, post ?? '');
  if (!chosen.ok || !happening) return chosen;
  return written(here, { kind }, () =>
    floor.deeds.tap(happening, visitor.pseudonym, visitor.visit),
  );
}

export function intent(here: Here, post: string, step: IntentStep): AtPost {
  const { floor, counter, visitor } = here;
  const chosen = choose(here, post);
  if (!chosen.ok) return chosen;
  return written(here, { kind: 'intent', step }, () =>
    floor.deeds.intent(counter.place, post, step, visitor.pseudonym),
  );
}

/** Concerns the person who made that visit, even if they have left since. */
export function note(
  floor: BoothFloor,
  booth: string,
  visit: FactRef,
  text: string,
): Done | undefined {
  const pseudonym = floor.book.visitorOf(visit, booth);
  if (pseudonym === undefined || !floor.serves(booth)) return undefined;
  const kept = floor.deeds.note(booth, pseudonym, text);
  if (kept.ok) floor.show(booth);
  return kept;
}

/** A second tap finds the action already written. */
export function setPresence(floor: BoothFloor, booth: string, is: 'open' | 'closed'): Done {
  const { open, deeds } = floor;
  if (open.has(booth) === (is === 'open')) return ok({});
  const done = deeds.presence(booth, is);
  if (!done.ok) return done;
  if (is === 'open') {
    open.add(booth);
  } else {
    floor.clear(booth);
    open.delete(booth);
  }
  floor.show(booth);
  return done;
}
