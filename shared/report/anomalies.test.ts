import { describe, expect, it } from 'vitest';
import { type ChainedFact, chainedFactSchema, type PersonalFact, refOf } from '../facts.ts';
import { authorised } from '../authority.ts';
import type { Fair } from '../fair.ts';
import { anything } from '../tally/testing/written-facts.ts';
import { type Anomaly, anomalyFinder, isOpen } from './anomalies.ts';

const MINUTE = 60_000;
const fair: Pick<Fair, 'booths'> = {
  booths: [
    {
      code: 'A01',
      zone: 'A',
      employer: '厂',
      about: '',
      posts: [{ code: 'A01-1', zh: '普工', trade: 'manufacturing', headcount: 3, place: '' }],
    },
  ],
};

let seq = 0;
function fact(kind: ChainedFact['kind'], what: unknown, minute: number, n?: number): PersonalFact {
  seq += 1;
  const chained = chainedFactSchema.parse({
    v: 1,
    fair: '00000001',
    station: 4,
    incarnation: '00000001',
    seq,
    stamp: { ms: Math.round(minute * MINUTE), n: 0 },
    revision: 1,
    prev: '0'.repeat(64),
    kind,
    what,
  });
  return { chained, ...(n !== undefined && { pseudonym: n.toString(16).padStart(32, '5') }) };
}
const visit = (n: number, minute: number) => fact('visit', { booth: 'A01' }, minute, n);
const intent = (n: number, minute: number) =>
  fact('intent', { booth: 'A01', post: 'A01-1', step: 'first', supersedes: [] }, minute, n);
const decide = (about: PersonalFact, decision: string, minute: number) =>
  fact('decide', { fact: refOf(about.chained), decision, by: '王海燕' }, minute);

function found(...people: PersonalFact[][]): Anomaly[] {
  const finder = anomalyFinder(fair, ({ stamp }) => stamp.ms);
  for (const facts of people) finder.see(authorised(facts, anything));
  return finder.found();
}
const kinds = (anomalies: Anomaly[]): string[] =>
  anomalies.map(({ kind, count }) => `${kind} ${count}`);

describe('the list of oddities before publishing', () => {
  it('has an intent at a booth that the person never visited', () => {
    expect(kinds(found([visit(1, 0), intent(1, 5)]))).toEqual([]);
    expect(kinds(found([intent(1, 5)]))).toEqual(['intent-without-visit 1']);
  });

  it('knows of no intent too many at a post for 若干', () => {
    const many = [1, 2, 3, 4].map((n) => [visit(n, n), intent(n, n + 1)]);
    expect(kinds(found(...many))).toEqual(['more-intents-than-places 4']);
    const some = fair.booths.map((booth) => ({
      ...booth,
      posts: booth.posts.map(({ headcount: _headcount, ...post }) => post),
    }));
    const finder = anomalyFinder({ booths: some }, ({ stamp }) => stamp.ms);
    for (const facts of many) finder.see(authorised(facts, anything));
    expect(finder.found()).toEqual([]);
  });

  it('omits an intent that was taken back', () => {
    const slip = intent(1, 5);
    const back = fact('retract', { fact: refOf(slip.chained) }, 6);
    expect(found([slip, back])).toEqual([]);
  });

  it('has ten intents at one booth within five minutes, as one entry', () => {
    const slow = Array.from({ length: 12 }, (_, n) => [visit(n, n), intent(n, n)]);
    expect(kinds(found(...slow)).filter((kind) => kind.startsWith('burst'))).toEqual([]);
    const quick = Array.from({ length: 14 }, (_, n) => [visit(n, 0), intent(n, 60 + n * 0.3)]);
    expect(kinds(found(...quick))).toContain('burst-of-intents 14');
  });

  it('has posts with more intents than places, counting each person once', () => {
    const three = [1, 2, 3].map((n) => [visit(n, n), intent(n, n * 30)]);
    expect(found(...three, [visit(3, 100), intent(3, 120)])).toEqual([]);
    expect(kinds(found(...three, [visit(4, 100), intent(4, 120)]))).toEqual([
      'more-intents-than-places 4',
    ]);
  });

  it('has a clock that jumped by more than ten minutes', () => {
    const finder = anomalyFinder(fair, ({ stamp }) => stamp.ms);
    finder.seeClocks(
      authorised(
        [
          fact('clock', { change: 'jump', fromMs: 0, toMs: MINUTE }, 1),
          fact('clock', { change: 'jump', fromMs: 60 * MINUTE, toMs: 0 }, 2),
        ],
        anything,
      ),
    );
    expect(kinds(finder.found())).toEqual(['clock-jumped 1']);
  });

  it('shows an oddity as settled once somebody decides; the newest decision stands', () => {
    const odd = intent(1, 5);
    const [open] = found([odd]);
    const [settled] = found([odd, decide(odd, 'exclude', 6), decide(odd, 'explain', 7)]);
    expect(open && isOpen(open)).toBe(true);
    expect(settled && isOpen(settled)).toBe(false);
    expect(settled?.facts[0]?.decided).toEqual({ decision: 'explain', by: '王海燕' });
  });
});
