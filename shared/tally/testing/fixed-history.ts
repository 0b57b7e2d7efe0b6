import type { FairRights } from '../../authority.ts';
import { boothTaps, tapped } from '../../deeds.ts';
import type { CardSays, Happening, PersonalFact } from '../../facts.ts';
import { shortOf } from '../../pass.ts';
import {
  bind,
  checkIn,
  decide,
  intent,
  learnt,
  li,
  presence,
  ref,
  resume,
  retract,
  station,
  talk,
  visit,
  wang,
} from './written-facts.ts';

/** For tests: the fair of the fixed history. */
export const FIXED_RIGHTS = {
  stations: [
    { slot: 1, role: 'entrance', mayBe: [] },
    { slot: 2, role: 'entrance', mayBe: [] },
    { slot: 4, role: 'booth', serves: ['A01', 'A02'], mayBe: [] },
    { slot: 5, role: 'booth', serves: ['A02'], mayBe: [] },
    { slot: 7, role: 'desk', mayBe: [] },
    { slot: 8, role: 'organiser', mayBe: [] },
  ],
  booths: [{ code: 'A01' }, { code: 'A02' }, { code: 'A03' }],
  desks: [{ code: 'D1' }],
} as const satisfies FairRights;

/** A check-in with what the card says, and an answer that deeds are counted by. */
const saying = (card: Omit<CardSays, 'consent'>): Happening => ({
  kind: 'checkin',
  what: {
    means: 'card',
    lane: 'self',
    about: { graduation: { value: 'own-this-year', from: 'declared' } },
    card: { ...card, consent: 1 },
  },
});

/**
 * For tests: two days of five stations, with every kind of fact. The figures of it are pinned to
 * TALLY_RULES, so nothing here may change; what a new rule counts is added at the end, for a new tap by
 * itself.
 */
export function fixedHistory(): PersonalFact[] {
  const [north, south, booth, other] = [station(1), station(2), station(4), station(5)];
  const [desk, organiser] = [station(7), station(8)];
  const blank = 'b1'.repeat(16);
  const zhao = '33'.repeat(16);
  const [qian, sun] = ['44'.repeat(16), '55'.repeat(16)];
  const NEXT = '2027-02-28T';
  const service = (step: string): Happening => ({ kind: 'service', what: { desk: 'D1', step } });
  const consult: Happening = { kind: 'consult', what: { desk: 'D1', topic: 'rights' } };

  const arrived = north('09:00:00', checkIn('card'), li);
  const answered = north(
    '09:02:00',
    {
      kind: 'checkin',
      what: {
        means: 'card',
        lane: 'self',
        refines: ref(arrived),
        about: {
          education: { value: 'college', from: 'declared' },
          trades: { value: ['driving', 'logistics'], from: 'declared' },
          groups: { value: ['veteran', 'graduate'], from: 'staff' },
        },
      },
    },
    li,
  );
  const slip = booth('09:30:00', visit('A01'), li);
  const first = booth('09:40:00', intent('A01', 'first'), li);
  const agreed = booth('09:50:00', intent('A01', 'agreed', first), li);
  const excluded = other('10:00:00', resume('A02', 'P-2'), wang);
  const explained = other('10:01:00', resume('A02', 'P-3'), wang);
  return [
    arrived,
    answered,
    north('09:00:30', checkIn('card'), li),
    south('10:00:00', checkIn('card'), li),
    south('09:10:00', checkIn('keypad'), wang),
    south('09:20:00', checkIn('anonymous'), zhao),
    south('09:25:00', checkIn('card'), blank),
    south('09:26:00', bind(blank), wang),
    slip,
    booth('09:30:20', visit('A01'), li),
    booth('09:30:40', retract(slip)),
    booth('09:31:00', visit('A01')),
    other('09:31:00', visit('A02'), li),
    other('09:32:00', visit('A02'), blank),
    other('09:33:00', visit('A02'), shortOf(zhao)),
    other('09:36:00', visit('A02'), zhao),
    booth('09:35:00', talk('A01', 'P-1'), li),
    booth('09:36:00', talk('A01'), zhao),
    booth('09:37:00', resume('A01', 'P-1'), li),
    booth('11:00:00', resume('A01', 'P-1'), li),
    first,
    agreed,
    booth('09:55:00', intent('A01', 'signed', agreed), li),
    other('09:45:00', intent('A02', 'agreed'), wang),
    booth('09:45:01', intent('A02', 'first'), wang),
    booth('09:46:00', intent('A01', 'declined'), zhao),
    excluded,
    explained,
    organiser('12:00:00', decide(excluded, 'exclude')),
    organiser('12:01:00', decide(explained, 'explain')),
    desk('10:10:00', consult, li),
    desk('10:20:00', consult),
    desk('10:21:00', { kind: 'handout', what: { desk: 'D1', item: 'map', copies: 40 } }),
    desk('10:22:00', service('policy'), li),
    desk('10:23:00', service('policy'), li),
    booth('08:30:00', presence('A01', 'open')),
    booth('12:00:00', presence('A01', 'closed')),
    other('08:40:00', presence('A02', 'open')),
    organiser('18:00:00', {
      kind: 'paper',
      what: { booth: 'A03', visits: 9, resumes: 4, intents: 2, source: 'sheet-1', enteredBy: '王' },
    }),
    north(`${NEXT}09:00:00`, checkIn('card'), li),
    booth(`${NEXT}09:10:00`, visit('A01'), li),
    north(`${NEXT}07:00:00`, { kind: 'clock', what: { change: 'jump', fromMs: 2, toMs: 1 } }),
    north(`${NEXT}07:01:00`, checkIn('card'), wang),
    north(`${NEXT}07:02:00`, learnt(3 * 3_600_000)),
    ...boothTaps
      .filter((kind) => kind !== 'talk' && kind !== 'resume')
      .flatMap((kind) => tapped(kind, 'A01', 'P-1') ?? [])
      .flatMap((tap) => [booth('13:00:00', tap, li), booth('13:01:00', tap, li)]),
    // Without authority, so that none of these changes any figure.
    booth('13:00:00', checkIn('card'), zhao),
    booth('13:01:00', retract(arrived)),
    booth('13:02:00', decide(answered, 'exclude')),
    booth('13:03:00', bind(blank), li),
    booth('13:04:00', intent('A03', 'signed', agreed), wang),
    other('13:05:00', retract(first)),
    desk('13:06:00', visit('A01'), zhao),
    north('13:07:00', presence('A03', 'open')),
    organiser('13:08:00', {
      kind: 'paper',
      what: { booth: 'A03', visits: 1_000_000, source: 'sheet-2', enteredBy: 'x' },
    }),
    south('11:00:00', checkIn('anonymous'), wang),
    south('12:00:00', { kind: 'withdraw', what: { consent: 'groups' } }, li),
    south('12:10:00', saying({ sex: 'female', age: 'to-34' }), qian),
    south('12:11:00', saying({ sex: 'male', age: 'more' }), sun),
    south('12:12:00', { kind: 'withdraw', what: { consent: 'card' } }, sun),
    other('12:20:00', resume('A02', 'P-2'), qian),
  ];
}
