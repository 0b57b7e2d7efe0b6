import type { Authority } from '../../authority.ts';
import { commitment } from '../../chain.ts';
import type { IntentStep } from '../../codes.ts';
import { type FactRef, type Happening, type PersonalFact, refOf } from '../../facts.ts';
import type { Figure } from '../figures.ts';
import { tallyKey, tallyOf } from '../fold.ts';

/** For tests: facts as a station writes them, and what they add up to. */

export const DAY = '2027-02-27';
/** Every station may write everything, where a test is about other rules. */
export const anything: Authority = { verdict: () => 'may' };
export const CHINA = { utcOffsetMinutes: 480, authority: anything };
export const li = '11'.repeat(16);
export const wang = '22'.repeat(16);

export type Write = (at: string, happening: Happening, person?: string) => PersonalFact;

/** A station; `at` is what its clock shows in China: a time of the fair's first day, or a day and a time. */
export function station(slot: number, incarnation = `0000000${slot}`): Write {
  let seq = 0;
  return (at, happening, person) => {
    seq += 1;
    const moment = at.includes('T') ? at : `${DAY}T${at}`;
    return {
      chained: {
        v: 1,
        fair: '19c48f04',
        station: slot,
        incarnation,
        seq,
        stamp: { ms: Date.parse(`${moment}+08:00`), n: 0 },
        revision: 1,
        prev: '00'.repeat(32),
        ...(person !== undefined && { person: commitment('00'.repeat(16), person) }),
        ...happening,
      },
      ...(person !== undefined && { pseudonym: person }),
    };
  };
}

export const ref = ({ chained }: PersonalFact): FactRef => refOf(chained);

export const checkIn = (means: 'card' | 'keypad' | 'anonymous'): Happening => ({
  kind: 'checkin',
  what: { means, lane: 'self' },
});
export const bind = (blank: string): Happening => ({ kind: 'bind', what: { blank } });
export const visit = (booth: string): Happening => ({ kind: 'visit', what: { booth } });
export const talk = (booth: string, post?: string): Happening => ({
  kind: 'talk',
  what: { booth, ...(post !== undefined && { post }) },
});
export const resume = (booth: string, post: string): Happening => ({
  kind: 'resume',
  what: { booth, post },
});
export const intent = (
  booth: string,
  step: IntentStep,
  ...follows: PersonalFact[]
): Happening & { kind: 'intent' } => ({
  kind: 'intent',
  what: { booth, step, supersedes: follows.map(ref) },
});
export const presence = (booth: string, now: 'open' | 'closed'): Happening => ({
  kind: 'booth',
  what: { booth, now },
});
export const learnt = (offsetMs: number): Happening => ({
  kind: 'clock',
  what: { change: 'learnt', offsetMs, source: 'server' },
});
export const retract = (fact: PersonalFact): Happening => ({
  kind: 'retract',
  what: { fact: ref(fact) },
});
export const decide = (
  fact: PersonalFact,
  decision: 'admit' | 'exclude' | 'explain',
): Happening => ({
  kind: 'decide',
  what: { fact: ref(fact), decision, by: '赵主任' },
});

export function figure(
  facts: readonly PersonalFact[],
  name: Figure,
  slice = '',
  scope = 'all',
): number {
  return tallyOf(facts, CHINA).get(tallyKey({ scope, figure: name, slice })) ?? 0;
}
