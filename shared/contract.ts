import { z } from 'zod';
import { codesOf, educations, keyGroups, trades } from './codes.ts';
import { arrivalMeansSchema, provenanceSchema } from './facts.ts';
import { roleSchema } from './fair.ts';

/**
 * Every call and every event between a page and its station, once. The doors validate with these
 * schemas, the bridges carry them and the renderer's client is typed by them; nothing is listed twice.
 */

const named = z.strictObject({ zh: z.string(), en: z.string() });
const arrivalId = z.string().length(16);
const moment = z.strictObject({ day: z.iso.date(), time: z.string().regex(/^\d\d:\d\d$/) });

function result<V extends z.ZodType, F extends z.ZodType>(value: V, fault: F) {
  return z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), value }),
    z.strictObject({ ok: z.literal(false), fault }),
  ]);
}

const kindOf = <const K extends readonly [string, ...string[]]>(...kinds: K) =>
  z.strictObject({ kind: z.enum(kinds) });

// What the face may know of a person: a masked name or four digits, never the number.

const greetingSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('name'), maskedName: z.string() }),
  z.strictObject({ by: z.literal('digits'), lastFour: z.string().length(4) }),
  z.strictObject({ by: z.literal('nothing') }),
]);
export type Greeting = z.infer<typeof greetingSchema>;

/** An earlier check-in of the same person, as far as this station has heard. */
const earlierSchema = z.strictObject({
  station: named,
  at: moment,
  /** How many more there are besides this first one. */
  more: z.int().min(0),
});

const answersSchema = z.strictObject({
  education: z.enum(codesOf(educations)).exactOptional(),
  trades: z
    .array(z.enum(codesOf(trades)))
    .max(4)
    .exactOptional(),
  groups: z.array(z.enum(codesOf(keyGroups))).exactOptional(),
});

/** Someone stands here and has not yet said whether we may use their data. */
const arrivalSchema = z.strictObject({
  arrival: arrivalId,
  means: arrivalMeansSchema,
  greeting: greetingSchema,
  cardExpiredOn: z.iso.date().exactOptional(),
});
export type Arrival = z.infer<typeof arrivalSchema>;

/** The check-in is on disk, and this is the pass. */
const welcomeSchema = z.strictObject({
  arrival: arrivalId,
  greeting: greetingSchema,
  anonymous: z.boolean(),
  pass: z.strictObject({
    /** What the QR carries: `CF1:` and base45. */
    text: z.string().max(154),
    /** What stands beside it, to type when a phone is cracked. */
    shortCode: z.string(),
  }),
  earlier: earlierSchema.exactOptional(),
  /** What is known already, so that no question is asked twice. */
  answers: answersSchema,
  /** A phone number has been left and sealed; it can't be shown back. */
  phoneLeft: z.boolean(),
  /** They hold their ID card: only then may they see, correct and erase what is known of them. */
  byCard: z.boolean(),
  lane: z.enum(['self', 'express']),
});
export type Welcome = z.infer<typeof welcomeSchema>;

/** Why a scan led to nobody. Each has its own sentence and its own way on. */
export const refusalKinds = [
  'wrong-card',
  'card-unreadable',
  'card-moved',
  'code-unreadable',
  'code-unknown',
  'code-of-other-fair',
  'pass-forged',
  'pass-revoked',
  'social-security-code',
  'reader-fault',
] as const;
export type RefusalKind = (typeof refusalKinds)[number];

const savingFaults = kindOf('not-saved', 'disk-full', 'gone');

const readerSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(['id-card', 'code', 'wedge']),
  name: z.string(),
  state: z.enum(['ready', 'starting', 'gone', 'faulty']),
});
export type ReaderState = z.infer<typeof readerSchema>;

/** Why a reader does not work; each has its own sentence for staff. */
const readerTrouble = z.enum(['unplugged', 'not-answering', 'no-permission', 'held', 'not-opened']);
export type ReaderTrouble = z.infer<typeof readerTrouble>;

/**
 * What a reader said when it did not do what it was asked, or how it failed to say anything; the
 * words of a card reader's own protocol first.
 */
const readerComplaint = z.enum([
  'checksum',
  'length',
  'bad-command',
  'unknown-error',
  'card-refused-reader',
  'reader-refused-card',
  'verification-failed',
  'wrong-card',
  'read-failed',
  'random-number-failed',
  'self-test-failed',
  'not-authorised',
  'find-failed',
  'select-failed',
  'no-such-item',
  'unlisted',
  'out-of-turn',
  'silent',
  'damaged',
  'not-written',
  'no-record',
  'no-text',
]);
export type ReaderComplaint = z.infer<typeof readerComplaint>;

const readerHealthSchema = z.strictObject({
  ...readerSchema.shape,
  /** The path or port that it is at. */
  where: z.string(),
  trouble: readerTrouble.nullable(),
  lastScan: moment.nullable(),
  lastComplaint: z.strictObject({ at: moment, complaint: readerComplaint }).nullable(),
  faultsLastHour: z.int().min(0),
});

/** What staff must be told; the text is chosen by the page. */
export const noticeSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('ledger-restored'),
    at: moment,
    /** Where the damaged file was put. */
    setAside: z.string(),
    /** Facts that the newest good backup held. */
    facts: z.int(),
    from: moment,
    /** Facts after that backup, saved out of the damaged file. */
    regained: z.int(),
  }),
  z.strictObject({ kind: z.literal('ledger-new'), at: moment, setAside: z.string() }),
  z.strictObject({ kind: z.literal('ledger-failing'), at: moment, reason: z.string() }),
  z.strictObject({ kind: z.literal('clock-jumped'), at: moment, byMinutes: z.int() }),
  z.strictObject({ kind: z.literal('backup-failed'), at: moment, reason: z.string() }),
  z.strictObject({ kind: z.literal('readers-unavailable'), at: moment, reason: z.string() }),
]);
export type Notice = z.infer<typeof noticeSchema>;

const liveSchema = z.strictObject({ attendeesToday: z.int().min(0) });

export const laneSchema = z.enum(['self', 'express']);
export type Lane = z.infer<typeof laneSchema>;

const staffStatusSchema = z.strictObject({
  station: named,
  slot: z.int(),
  fair: named,
  sample: z.boolean(),
  version: z.string(),
  lane: laneSchema,
  facts: z.int(),
  headSeq: z.int(),
  headHash: z.string(),
  incarnation: z.string(),
  today: z.strictObject({
    attendees: z.int(),
    entries: z.int(),
    anonymous: z.int(),
  }),
  readers: z.array(readerHealthSchema),
  notices: z.array(noticeSchema),
  backup: z.strictObject({ at: moment, facts: z.int() }).nullable(),
  folder: z.string(),
  canLeave: z.boolean(),
});
export type StaffStatus = z.infer<typeof staffStatusSchema>;

const nothing = z.strictObject({});
const staffKey = z.string().length(32);
const staffFault = kindOf('staff-only');

const stationSchema = z.strictObject({ slot: z.int(), name: named, role: roleSchema });

const reasonSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('trade'), trade: z.enum(codesOf(trades)) }),
  z.strictObject({ kind: z.literal('education'), education: z.enum(codesOf(educations)) }),
  z.strictObject({ kind: z.literal('any-education') }),
  z.strictObject({ kind: z.literal('pay') }),
  z.strictObject({ kind: z.literal('place') }),
  z.strictObject({ kind: z.literal('quiet') }),
]);

const fittingPostSchema = z.strictObject({
  code: z.string(),
  title: z.string(),
  employer: z.string(),
  booth: z.string(),
  headcount: z.int(),
  pay: z.tuple([z.int(), z.int()]).exactOptional(),
  place: z.string(),
  reasons: z.array(reasonSchema),
});
export type FittingPost = z.infer<typeof fittingPostSchema>;

const told = <T extends z.ZodType>(value: T) =>
  z.strictObject({ value, from: provenanceSchema }).exactOptional();

/** What this station knows of someone, for themselves; nothing in it that was sealed. */
const myDaySchema = z.strictObject({
  maskedName: z.string(),
  checkins: z.array(z.strictObject({ station: named, at: moment })),
  education: told(z.enum(codesOf(educations))),
  trades: told(z.array(z.enum(codesOf(trades)))),
  groups: told(z.array(z.enum(codesOf(keyGroups)))),
  /** Boxes that only the organiser opens. */
  sealed: z.strictObject({ identity: z.boolean(), phone: z.boolean() }),
  /** All that is written of them here, check-ins among it. */
  facts: z.int(),
});
export type MyDay = z.infer<typeof myDaySchema>;

const openHello = z.strictObject({
  state: z.literal('open'),
  fair: z.strictObject({
    name: named,
    organiser: named,
    place: named,
    employers: z.int(),
    places: z.int(),
    sample: z.boolean(),
  }),
  station: stationSchema,
  lane: laneSchema,
  readers: z.array(readerSchema),
  live: liveSchema,
});

/** The station's keys are still wrapped: it waits for the staff card, and can do nothing else. */
const lockedHello = z.strictObject({
  state: z.literal('locked'),
  fair: z.strictObject({ name: named }),
  station: stationSchema,
  readers: z.array(readerSchema),
  canLeave: z.boolean(),
});

/** What a locked station makes of what it is shown. */
const unlocking = z.enum([
  'opening',
  'opened',
  'not-a-staff-card',
  'damaged',
  'card-of-other-fair',
  'wrong-card',
  'folder-in-use',
  'not-opened',
]);
export type Unlocking = z.infer<typeof unlocking>;

export const calls = {
  /** The page is new: whoever stood at the old one is forgotten. */
  'station.hello': {
    input: nothing,
    output: z.discriminatedUnion('state', [openHello, lockedHello]),
  },
  /** The page has painted and is well; a door that hears nothing for a while opens it anew. */
  'station.alive': { input: nothing, output: nothing },

  /** An ID number from the on-screen keys. */
  'arrival.keypad': {
    input: z.strictObject({ number: z.string().max(24) }),
    output: result(
      arrivalSchema,
      kindOf('length', 'character', 'region', 'birth', 'checksum', 'busy'),
    ),
  },
  /** What a keyboard-wedge scanner typed; the answer comes as a `face` event, as for any reader. */
  'arrival.wedge': { input: z.strictObject({ text: z.string().max(512) }), output: nothing },
  /** Someone without card or code, or who prefers to give none. */
  'arrival.nameless': { input: nothing, output: result(welcomeSchema, savingFaults) },
  'arrival.consent': {
    input: z.strictObject({ arrival: arrivalId, consent: z.boolean() }),
    output: result(welcomeSchema, savingFaults),
  },
  /** The person has begun to answer: a scan meanwhile is shown as ignored. */
  'arrival.attend': { input: z.strictObject({ arrival: arrivalId }), output: nothing },
  'arrival.answer': {
    input: z.strictObject({
      arrival: arrivalId,
      answers: answersSchema,
      phone: z
        .string()
        .regex(/^1[3-9]\d{9}$/)
        .exactOptional(),
    }),
    output: result(welcomeSchema, savingFaults),
  },
  /** Posts that fit what they said; nothing of it is written down. */
  'arrival.posts': {
    input: z.strictObject({
      arrival: arrivalId,
      notForMe: z.array(z.string().max(24)).max(200),
      payAtLeast: z.int().min(0).max(1_000_000).exactOptional(),
      place: z.string().max(40).exactOptional(),
    }),
    output: result(
      z.strictObject({
        posts: z.array(fittingPostSchema),
        total: z.int(),
        places: z.array(z.string()),
        /** They named a trade or an education: else the posts are a look around. */
        asked: z.boolean(),
      }),
      kindOf('gone'),
    ),
  },
  'arrival.myDay': {
    input: z.strictObject({ arrival: arrivalId }),
    output: result(myDaySchema, kindOf('gone', 'card-only')),
  },
  /** Takes them out of this station, backups and all. There is no way back. */
  'arrival.erase': {
    input: z.strictObject({ arrival: arrivalId }),
    output: result(nothing, kindOf('gone', 'card-only', 'not-erased')),
  },
  'fair.hall': {
    input: nothing,
    output: z.strictObject({
      width: z.int(),
      height: z.int(),
      zones: z.array(
        z.strictObject({
          name: z.string(),
          x: z.int(),
          y: z.int(),
          width: z.int(),
          height: z.int(),
        }),
      ),
      spots: z.array(z.strictObject({ booth: z.string(), x: z.int(), y: z.int() })),
    }),
  },
  /** Done, or walked away: the station forgets them. */
  'arrival.leave': { input: z.strictObject({ arrival: arrivalId }), output: nothing },

  'staff.open': {
    input: z.strictObject({ pin: z.string().regex(/^\d{4,8}$/) }),
    output: result(
      z.strictObject({ key: staffKey }),
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('wrong-pin'), triesLeft: z.int() }),
        z.strictObject({ kind: z.literal('locked'), seconds: z.int() }),
      ]),
    ),
  },
  'staff.status': {
    input: z.strictObject({ key: staffKey }),
    output: result(staffStatusSchema, staffFault),
  },
  'staff.lane': {
    input: z.strictObject({ key: staffKey, lane: laneSchema }),
    output: result(laneSchema, staffFault),
  },
  'staff.backup': {
    input: z.strictObject({ key: staffKey }),
    output: result(
      z.strictObject({ at: moment, facts: z.int() }),
      kindOf('staff-only', 'backup-failed'),
    ),
  },
  'staff.acknowledge': {
    input: z.strictObject({ key: staffKey }),
    output: result(nothing, staffFault),
  },
  /** Out of the kiosk; where the door can't be left from here, it says so. */
  'staff.leave': {
    input: z.strictObject({ key: staffKey }),
    output: result(nothing, kindOf('staff-only', 'not-here')),
  },

  /** The simulated reader, which only a sample fair has. */
  'sample.things': {
    input: nothing,
    output: z.array(
      z.strictObject({
        id: z.string(),
        kind: z.enum(['card', 'code']),
        zh: z.string(),
        en: z.string(),
        note: named,
      }),
    ),
  },
  'sample.present': {
    input: z.strictObject({ id: z.string() }),
    output: result(nothing, kindOf('not-a-sample', 'no-such-thing')),
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

export const events = {
  /** What a scan led to. */
  face: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('arrival'), arrival: arrivalSchema }),
    z.strictObject({ kind: z.literal('welcome'), welcome: welcomeSchema }),
    z.strictObject({ kind: z.literal('refused'), why: z.enum(refusalKinds) }),
    /** A scan in a step that has no use for it. It will not fire later. */
    z.strictObject({ kind: z.literal('ignored') }),
    z.strictObject({ kind: z.literal('not-saved'), why: z.enum(['not-saved', 'disk-full']) }),
  ]),
  live: liveSchema,
  readers: z.array(readerSchema),
  unlocking: z.strictObject({ step: unlocking }),
  /** Another page has taken this station over. */
  replaced: nothing,
} as const satisfies Record<string, z.ZodType>;

export type CallName = keyof typeof calls;
export type CallInput<N extends CallName> = z.infer<(typeof calls)[N]['input']>;
export type CallOutput<N extends CallName> = z.infer<(typeof calls)[N]['output']>;
export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.infer<(typeof events)[N]>;
export type FaceEvent = EventPayload<'face'>;
export type Answers = z.infer<typeof answersSchema>;
export type StationEvent = {
  [N in EventName]: { readonly name: N; readonly payload: EventPayload<N> };
}[EventName];

/** What a door says to a call before any station has heard it. */
export const doorFaultSchema = kindOf(
  'no-such-call',
  'bad-input',
  'not-allowed',
  'not-open',
  'bug',
);
export type DoorFault = z.infer<typeof doorFaultSchema>;

/** How an answer travels over any bridge. */
export const replySchema = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ ok: z.literal(false), fault: doorFaultSchema }),
]);
export type Reply = z.infer<typeof replySchema>;

/** What each door gives to the page, untyped; `renderer/client.ts` puts the types on. */
export interface Bridge {
  call(name: string, input: unknown): Promise<unknown>;
  listen(listener: (name: string, payload: unknown) => void): () => void;
}
