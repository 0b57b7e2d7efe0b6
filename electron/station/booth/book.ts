import { dayAndHour, wallClock } from '../../../shared/calendar.ts';
import type { BoothAction, BoothState } from '../../../shared/contract.ts';
import { type Fact, refOf } from '../../../shared/facts.ts';
import type { Fair } from '../../../shared/fair.ts';
import { shortCode } from '../../../shared/pass.ts';
import { compareFacts } from '../../../shared/tally/standing.ts';
import { WHOLE } from '../../../shared/tally/tally.ts';
import type { Store } from '../store/store.ts';

/** What the ledger has of a booth, as its face shows it. */

export type Booth = Fair['booths'][number];

export interface BoothBookOptions {
  readonly fair: Fair;
  readonly store: Pick<Store, 'ledger' | 'notes'>;
  readonly now: () => number;
}

const RECENT = 20;
/** Each action of those may be followed by its retraction, and a booth opens and closes. */
const LOOKED_AT = 60;

export function boothBook({ fair, store, now }: BoothBookOptions) {
  const { ledger, notes } = store;
  const clockOf = (ms: number): string => wallClock(ms, fair.utcOffsetMinutes);

  function actionOf({ chained, person }: Fact, stands: boolean): BoothAction | undefined {
    const { kind } = chained;
    if (kind !== 'visit' && kind !== 'talk' && kind !== 'resume' && kind !== 'intent') {
      return undefined;
    }
    const { what } = chained;
    return {
      fact: refOf(chained),
      at: clockOf(chained.stamp.ms),
      kind: kind === 'visit' && !person ? 'walk-in' : kind,
      ...(person && { number: shortCode(person.pseudonym) }),
      ...('post' in what && what.post !== undefined && { post: what.post }),
      ...('step' in what && { step: what.step }),
      takenBack: !stands,
    };
  }

  return {
    clockOf,

    /** What stands for a person at a booth, whichever colleague wrote it. */
    history: (pseudonym: string, booth: string): Fact[] =>
      ledger
        .standingOf(pseudonym)
        .filter(({ chained: { what } }) => 'booth' in what && what.booth === booth)
        .toSorted((a, b) => compareFacts(a.chained, b.chained)),

    kindOf: (fact: Fact): BoothAction['kind'] | undefined => actionOf(fact, true)?.kind,

    asActions: (facts: readonly Fact[]): BoothAction[] =>
      facts.flatMap((fact) => actionOf(fact, true) ?? []),

    notesOf: (pseudonym: string, booth: string) =>
      notes.of(pseudonym, booth).map(({ atMs, text }) => ({ at: clockOf(atMs), text })),

    isOpen(booth: string): boolean {
      const newest = ledger
        .atPlace(booth, LOOKED_AT)
        .find(({ fact, stands }) => stands && fact.chained.kind === 'booth')?.fact.chained;
      return newest?.kind === 'booth' && newest.what.now === 'open';
    },

    state(booth: Booth, open: boolean): BoothState {
      const { day } = dayAndHour(now(), fair.utcOffsetMinutes);
      const today = (figure: 'visits' | 'visitors' | 'walkIns' | 'resumes' | 'intents'): number =>
        ledger.tally(day, figure, `booth:${booth.code}`);
      return {
        code: booth.code,
        zone: booth.zone,
        employer: booth.employer,
        open,
        posts: booth.posts.map(({ code, zh, headcount, pay, per, closed = false }) => ({
          code,
          title: zh,
          headcount,
          ...(pay && { pay }),
          per: per ?? 'month',
          signed: ledger.tally(WHOLE, 'signed', `post:${code}`),
          closed,
        })),
        today: {
          visits: today('visits'),
          visitors: today('visitors'),
          walkIns: today('walkIns'),
          resumes: today('resumes'),
          intents: today('intents'),
        },
        recent: ledger
          .atPlace(booth.code, LOOKED_AT)
          .flatMap(({ fact, stands }) => actionOf(fact, stands) ?? [])
          .slice(0, RECENT),
      };
    },
  };
}
export type BoothBook = ReturnType<typeof boothBook>;
