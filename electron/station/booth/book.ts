import { dayAndHour, wallClock } from '../../../shared/calendar.ts';
import { type BoothAction, boothFigures, type BoothState } from '../../../shared/contract/booth.ts';
import type { Fact, FactRef } from '../../../shared/facts.ts';
import type { Fair } from '../../../shared/fair.ts';
import { recordOf } from '../../../shared/records.ts';
import { WHOLE } from '../../../shared/tally/tally.ts';
import { actionShape, boothActionKind } from '../counter/actions.ts';
import type { Store } from '../store/store.ts';
import { postOf } from './post-fault.ts';

/** What the ledger knows about a booth, as its page shows it. */

export type Booth = Fair['booths'][number];

export interface BoothBookOptions {
  readonly fair: Fair;
  readonly store: Pick<Store, 'ledger' | 'notes' | 'isErased'>;
  /** Whose records are on the list: this machine's, and those of the machines that it goes on for. */
  readonly slots: readonly number[];
  readonly now: () => number;
}

const RECENT = 20;
/** Each may have a retraction after it, and the booth opens and closes in between. */
const LOOKED_AT = 60;

export function boothBook({ fair, store, slots, now }: BoothBookOptions) {
  const { ledger, notes, isErased } = store;
  const clockOf = (ms: number): string => wallClock(ms, fair.utcOffsetMinutes);

  function boothAction(fact: Fact, stands: boolean): BoothAction | undefined {
    const kind = boothActionKind(fact);
    if (!kind) return undefined;
    const { chained } = fact;
    const post = postOf(fact);
    return {
      ...actionShape(fact, stands, fair.utcOffsetMinutes),
      kind,
      ...(post !== undefined && { post }),
      ...(chained.kind === 'intent' && { step: chained.what.step }),
    };
  }

  return {
    clockOf,

    /**
     * The actions about a person at a booth that still count, oldest first, from all of its staff.
     */
    history: (pseudonym: string, booth: string): Fact[] =>
      ledger
        .standingOf(pseudonym)
        .filter(({ chained: { what } }) => 'booth' in what && what.booth === booth),

    /** Who made a visit to the booth; undefined after a retraction or an erasure. */
    visitorOf(visit: FactRef, booth: string): string | undefined {
      const fact = ledger.one(visit);
      if (fact?.chained.kind !== 'visit' || fact.chained.what.booth !== booth) return undefined;
      if (!fact.person || !ledger.stands(fact) || isErased(fact.person.pseudonym)) return undefined;
      return fact.person.pseudonym;
    },

    asActions: (facts: readonly Fact[]): BoothAction[] =>
      facts.flatMap((fact) => boothAction(fact, true) ?? []),

    notesOf: (pseudonym: string, booth: string) =>
      notes.of(pseudonym, booth).map(({ atMs, text }) => ({ at: clockOf(atMs), text })),

    /** The booths that were opened today, and not closed since: each day begins with no employer present. */
    openNow(): ReadonlySet<string> {
      const dayOf = (ms: number): string => dayAndHour(ms, fair.utcOffsetMinutes).day;
      const today = dayOf(now());
      const open = new Set<string>();
      for (const { chained } of ledger.presences(slots)) {
        if (chained.kind !== 'booth' || dayOf(chained.stamp.ms) !== today) continue;
        if (chained.what.now === 'open') open.add(chained.what.booth);
        else open.delete(chained.what.booth);
      }
      return open;
    },

    state(booth: Booth, open: boolean): BoothState {
      const { day } = dayAndHour(now(), fair.utcOffsetMinutes);
      return {
        code: booth.code,
        zone: booth.zone,
        employer: booth.employer,
        open,
        posts: booth.posts.map(({ code, zh, headcount, pay, payText, per, closed = false }) => ({
          code,
          title: zh,
          ...(headcount !== undefined && { headcount }),
          ...(pay && { pay }),
          ...(payText !== undefined && { payText }),
          per: per ?? 'month',
          signed: ledger.tally(WHOLE, 'signed', `post:${code}`),
          closed,
        })),
        today: recordOf(boothFigures, (figure) => ledger.tally(day, figure, `booth:${booth.code}`)),
        recent: ledger
          .atPlace(booth.code, LOOKED_AT, slots)
          .flatMap(({ fact, stands }) => boothAction(fact, stands) ?? [])
          .slice(0, RECENT),
      };
    },
  };
}
export type BoothBook = ReturnType<typeof boothBook>;
