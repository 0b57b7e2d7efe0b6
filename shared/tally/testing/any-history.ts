import fc from 'fast-check';
import {
  type About,
  type AnswerName,
  answerNames,
  answerTable,
  provenanceSchema,
  withChosen,
} from '../../answers.ts';
import type { FairRights } from '../../authority.ts';
import {
  blankCommitment,
  chainedText,
  commitment,
  genesis,
  hashOfText,
  type Head,
} from '../../chain.ts';
import { type ClockState, clockAtStart, tick } from '../../clock.ts';
import { codesOf, intentSteps } from '../../codes.ts';
import { boothTaps, tapped } from '../../deeds.ts';
import { type ChainedFact, type Fact, type FactRef, type Happening, refOf } from '../../facts.ts';
import { shortOf } from '../../pass.ts';

/**
 * For tests: whole days at a fair, of several stations whose clocks are wrong, with facts that name earlier
 * ones. A deed names others by their place in the history, because a fact's reference is known only after
 * its station has written it.
 */

type Naming =
  | { readonly kind: 'plain'; readonly happening: Happening }
  | { readonly kind: 'refining'; readonly happening: Happening & { readonly kind: 'checkin' } }
  | { readonly kind: 'following'; readonly happening: Happening & { readonly kind: 'intent' } }
  | { readonly kind: 'retract' }
  | { readonly kind: 'decide'; readonly decision: 'admit' | 'exclude' | 'explain' };

export interface Deed {
  readonly station: number;
  /** What the clock of that station's device says. */
  readonly nowMs: number;
  readonly person?: string;
  readonly does: Naming;
  /** The earlier deeds that it names. */
  readonly names: readonly number[];
}

export const HISTORY_FAIR = '19c48f04';
export const HISTORY_STATIONS = [1, 2, 3] as const;
/** A fair in which each station may write only some of what a history holds. */
export const HISTORY_RIGHTS = {
  stations: [
    { slot: 1, role: 'entrance', mayBe: [] },
    { slot: 2, role: 'booth', mayBe: ['desk'], serves: ['A01', 'B01', 'D1'] },
    { slot: 3, role: 'organiser', mayBe: ['booth'], serves: ['B01'] },
  ],
  booths: [{ code: 'A01' }, { code: 'A02' }, { code: 'B01' }],
  desks: [{ code: 'D1' }, { code: 'D2' }],
} as const satisfies FairRights;
/** 27 February 2027, 08:58 in China: shortly before the hour changes. */
export const BEGIN_MS = 1_803_689_880_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const blanks = ['b1', 'b2'].map((byte) => byte.repeat(16));
const whole = ['11', '22', '33', '44', '55'].map((byte) => byte.repeat(16));
/** Two share the digits that a short code keeps; passes and typed codes also stand for people. */
const persons = [
  ...whole,
  ...whole,
  `${'11'.repeat(5)}${'66'.repeat(11)}`,
  ...blanks,
  ...[...whole.slice(0, 2), ...blanks].map(shortOf),
];
const booth = fc.constantFrom('A01', 'A02', 'B01');
const post = fc.constantFrom('P-1', 'P-2');
const desk = fc.constantFrom('D1', 'D2');
const copies = fc.integer({ min: 0, max: 30 });

const answered = <N extends AnswerName>(name: N) =>
  fc
    .option(
      fc.record({
        codes: fc.array(fc.constantFrom(...codesOf(answerTable[name].list)), { maxLength: 3 }),
        from: fc.constantFrom(...provenanceSchema.options),
      }),
    )
    .map((given) => (about: About) => {
      return given ? withChosen(about, name, given.codes, given.from) : about;
    });
const about = fc
  .tuple(...answerNames.map((name) => answered(name)))
  .map((answers) => answers.reduce((about: About, answer) => answer(about), {}));

const checkin = fc.record({
  kind: fc.constant('checkin'),
  what: fc.record(
    {
      means: fc.constantFrom('card', 'card', 'keypad', 'registration', 'pass', 'anonymous'),
      lane: fc.constantFrom('self', 'express'),
      about,
      cardExpired: fc.constant(true),
    },
    { requiredKeys: ['means', 'lane'] },
  ),
});
const tap = fc
  .tuple(fc.constantFrom(...boothTaps), booth, fc.option(post, { nil: undefined }))
  .map((drawn) => tapped(...drawn))
  .filter((happening) => happening !== undefined);

const ofAPerson: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 2, arbitrary: checkin },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('visit'), what: fc.record({ booth }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('bind'),
      what: fc.record({ blank: fc.constantFrom(...blanks) }),
    }),
  },
  fc.record({ kind: fc.constant('withdraw'), what: fc.record({ consent: fc.constant('groups') }) }),
  { weight: 3, arbitrary: tap },
  fc.record({
    kind: fc.constant('consult'),
    what: fc.record({ desk, topic: fc.constantFrom('rights', 'loans') }),
  }),
  fc.record({
    kind: fc.constant('service'),
    what: fc.record({ desk, step: fc.constantFrom('policy', 'post-1', 'training') }),
  }),
);

/** About no person: someone without a pass, a leaflet, an employer who arrives. */
const ofNobody: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ kind: fc.constant('visit'), what: fc.record({ booth }) }),
  fc.record({
    kind: fc.constant('consult'),
    what: fc.record({ desk, topic: fc.constantFrom('rights', 'loans') }),
  }),
  fc.record({
    kind: fc.constant('handout'),
    what: fc.record({ desk, item: fc.constantFrom('leaflet', 'map'), copies }),
  }),
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('booth'),
      what: fc.record({ booth, now: fc.constantFrom('open', 'closed') }),
    }),
  },
  fc.record({
    kind: fc.constant('paper'),
    what: fc.record(
      {
        booth,
        visits: copies,
        resumes: copies,
        intents: copies,
        source: fc.constant('sheet-1'),
        enteredBy: fc.constant('王'),
      },
      { requiredKeys: ['booth', 'source', 'enteredBy'] },
    ),
  }),
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('clock'),
      what: fc.record({
        change: fc.constant('learnt'),
        offsetMs: fc.integer({ min: -30 * HOUR, max: 30 * HOUR }),
        source: fc.constantFrom('server', 'organiser', 'peer'),
      }),
    }),
  },
);

const intent = fc.record({
  kind: fc.constant('intent'),
  what: fc.record(
    {
      booth,
      post,
      step: fc.constantFrom(...codesOf(intentSteps)),
      supersedes: fc.constant<FactRef[]>([]),
    },
    { requiredKeys: ['booth', 'step', 'supersedes'] },
  ),
});

const does = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('plain'),
      happening: ofAPerson,
      named: fc.constant(true),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('plain'),
      happening: ofNobody,
      named: fc.constant(false),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('refining'),
      happening: checkin,
      named: fc.constant(true),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('following'),
      happening: intent,
      named: fc.constant(true),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('retract'), named: fc.constant(false) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('decide'),
      decision: fc.constantFrom('admit', 'exclude', 'explain'),
      named: fc.constant(false),
    }),
  },
);

const rawDeed = fc.record({
  station: fc.constantFrom(...HISTORY_STATIONS),
  person: fc.constantFrom(...persons),
  /** Often the same minute, rarely another day. */
  gapMs: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 90_000 }) },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: 2 * HOUR }) },
    { weight: 1, arbitrary: fc.constant(26 * HOUR) },
  ),
  /** Somebody sets this station's clock. */
  setMs: fc.oneof(
    { weight: 14, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: -MINUTE, max: MINUTE }) },
    { weight: 1, arbitrary: fc.integer({ min: -50 * HOUR, max: 50 * HOUR }) },
  ),
  pick: fc.nat(),
  /** How many of the intents that could be followed are followed: none makes a concurrent one. */
  followed: fc.constantFrom(0, 1, 1, 1, 2),
  does,
});
type RawDeed = typeof rawDeed extends fc.Arbitrary<infer T> ? T : never;

export const anyHistory: fc.Arbitrary<readonly Deed[]> = fc
  .array(rawDeed, { minLength: 1, maxLength: 40, size: 'max' })
  .map(placed);

function placed(raw: readonly RawDeed[]): Deed[] {
  const skews = new Map<number, number>();
  let trueMs = BEGIN_MS;
  const deeds: Deed[] = [];
  for (const { station, person, gapMs, setMs, pick, followed, does } of raw) {
    trueMs += gapMs;
    const skew = (skews.get(station) ?? 0) + setMs;
    skews.set(station, skew);
    const { named, ...naming } = does;
    const deed: Deed = {
      station,
      nowMs: trueMs + skew,
      ...(named && { person }),
      does: naming,
      names: [],
    };
    deeds.push({ ...deed, names: namedBy(deed, deeds, pick, followed) });
  }
  return deeds;
}

function namedBy(
  { does, person }: Deed,
  earlier: readonly Deed[],
  pick: number,
  followed: number,
): number[] {
  switch (does.kind) {
    case 'plain':
      return [];
    case 'retract':
    case 'decide':
      return earlier.length === 0 ? [] : [pick % earlier.length];
    case 'refining': {
      const last = earlier.findLastIndex(
        (other) => other.person === person && happens(other) === 'checkin',
      );
      return last < 0 ? [] : [last];
    }
    case 'following': {
      const { booth } = does.happening.what;
      const before = earlier.flatMap((other, i) =>
        other.person === person &&
        other.does.kind === 'following' &&
        other.does.happening.what.booth === booth
          ? [i]
          : [],
      );
      return followed === 0 ? [] : before.slice(-followed);
    }
  }
}

function happens({ does }: Deed): string | undefined {
  return 'happening' in does ? does.happening.kind : undefined;
}

/** The deed with the references of what it names; undefined if it needs a name and has none. */
export function happeningOf(
  { does, names }: Deed,
  refs: readonly (FactRef | undefined)[],
): Happening | undefined {
  const named = names.flatMap((i) => refs[i] ?? []);
  const [first] = named;
  switch (does.kind) {
    case 'plain':
      return does.happening;
    case 'refining': {
      const { kind, what } = does.happening;
      return { kind, what: { ...what, ...(first !== undefined && { refines: first }) } };
    }
    case 'following': {
      const { kind, what } = does.happening;
      return { kind, what: { ...what, supersedes: named } };
    }
    case 'retract':
      return first === undefined ? undefined : { kind: 'retract', what: { fact: first } };
    case 'decide':
      return first === undefined
        ? undefined
        : { kind: 'decide', what: { fact: first, decision: does.decision, by: '李' } };
  }
}

/** The facts that stations write in such a history, each on its own chain. */
export function factsOf(history: readonly Deed[]): Fact[] {
  const places = new Map<number, { head: Head; clock: ClockState }>();
  const refs: (FactRef | undefined)[] = [];
  const facts: Fact[] = [];

  function write(station: number, nowMs: number, happening: Happening, person?: string): FactRef {
    const at = places.get(station) ?? {
      head: { seq: 0, hash: genesis(HISTORY_FAIR, station) },
      clock: clockAtStart,
    };
    const { state, stamp, jump } = tick(at.clock, nowMs);
    if (jump) {
      places.set(station, { ...at, clock: state });
      write(station, nowMs, { kind: 'clock', what: { change: 'jump', ...jump } });
      return write(station, nowMs, happening, person);
    }
    const seq = at.head.seq + 1;
    const salt = `${station}${String(seq).padStart(31, '0')}`;
    const { what, blank } = boundIn(happening, salt, seq % 2 === 0);
    const chained: ChainedFact = {
      v: 1,
      fair: HISTORY_FAIR,
      station,
      incarnation: `0000000${station}`,
      seq,
      stamp,
      revision: 1,
      prev: at.head.hash,
      ...(person !== undefined && { person: commitment(salt, person) }),
      ...what,
    };
    const hash = hashOfText(chainedText(chained));
    facts.push({
      chained,
      hash,
      ...(person !== undefined && { person: { pseudonym: person, salt, ...blank } }),
    });
    places.set(station, { head: { seq, hash }, clock: state });
    return refOf(chained);
  }

  for (const deed of history) {
    const happening = happeningOf(deed, refs);
    refs.push(happening && write(deed.station, deed.nowMs, happening, deed.person));
  }
  return facts;
}

/** Every other binding is in the form of today, whose chain has only a commitment of the pass. */
function boundIn(happening: Happening, salt: string, today: boolean) {
  if (!today || happening.kind !== 'bind' || !('blank' in happening.what)) {
    return { what: happening, blank: {} };
  }
  const { blank } = happening.what;
  const what: Happening = { kind: 'bind', what: { pass: blankCommitment(salt, blank) } };
  return { what, blank: { blank } };
}
