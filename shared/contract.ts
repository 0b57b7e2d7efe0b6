import { z } from 'zod';
import { boothCalls, boothFaceSchema, boothSaidSchema, counterId } from './contract/booth.ts';
import { deskCalls, deskFaceSchema } from './contract/desk.ts';
import { openServerCalls, organiserCalls, serverHello } from './contract/organiser.ts';
import { setUpCalls, setUpSchema } from './contract/setup.ts';
import { paperCountsSchema, paperEntrySchema } from './contract/paper.ts';
import { roleSchema } from './fair.ts';
import {
  answersSchema,
  arrivalId,
  arrivalSchema,
  fittingPostSchema,
  laneSchema,
  myDaySchema,
  refusalKinds,
  savingFaults,
  welcomeSchema,
} from './contract/people.ts';
import { printFault, printingOffer, printingSchema, ticketSchema } from './contract/printing.ts';
import { handedOver, kindOf, moment, named, nothing, result } from './contract/shapes.ts';
import { factRefSchema } from './facts.ts';
import { readerSchema } from './devices.ts';
import { batterySchema } from './condition.ts';
import {
  auditSchema,
  liveSchema,
  lockedHello,
  openHello,
  staffFault,
  staffKey,
  staffStatusSchema,
  unlocking,
} from './contract/station.ts';

/**
 * Every call and every event between a page and its station, once. The doors validate with these
 * schemas, the bridges carry them and the renderer's client is typed by them; nothing is listed twice.
 */

export * from './contract/booth.ts';
export * from './contract/desk.ts';
export * from './contract/organiser.ts';
export * from './contract/paper.ts';
export * from './contract/people.ts';
export * from './contract/printing.ts';
export * from './contract/readers.ts';
export * from './contract/setup.ts';
export * from './contract/station.ts';
export * from './devices.ts';

export const calls = {
  /** The page is new: whoever stood at the old one is forgotten. */
  'station.hello': {
    input: nothing,
    output: z.discriminatedUnion('state', [openHello, lockedHello, serverHello]),
  },
  /** The page has painted and is well; a door that hears nothing for a while opens it anew. */
  'station.alive': {
    /** The arrival that the page still shows; absent where it is no attendee's page. */
    input: z.strictObject({ held: arrivalId.nullable().exactOptional() }),
    output: nothing,
  },
  /** A pass is on the screen, and its code could not be drawn: staff must know. */
  'station.passWithoutCode': { input: nothing, output: nothing },
  /** The system says that the network is back: what waits is sent at once. */
  'station.online': { input: nothing, output: nothing },
  /** What the page's browser says of the machine's battery, for whoever looks after it. */
  'station.battery': {
    input: z.strictObject({ battery: batterySchema.nullable() }),
    output: nothing,
  },

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
  /** The page names the arrival, so that asking again after a lost answer counts nobody twice. */
  'arrival.nameless': {
    input: z.strictObject({ arrival: arrivalId }),
    output: result(welcomeSchema, savingFaults),
  },
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
      /** Employers who take their résumé may have the number, too. */
      share: z.boolean().exactOptional(),
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
  /** Takes back the pre-printed pass that was given last. */
  'arrival.unbind': {
    input: z.strictObject({ arrival: arrivalId }),
    output: result(nothing, savingFaults),
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
  /** A ticket with their pass. Nothing hangs on it: the pass is on the screen, too. */
  'arrival.print': {
    input: z.strictObject({ arrival: arrivalId }),
    output: result(
      z.discriminatedUnion('how', [
        z.strictObject({ how: z.literal('printed') }),
        /** The page lays this out, and asks for `arrival.printPage` then. */
        z.strictObject({ how: z.literal('page'), ticket: ticketSchema }),
      ]),
      z.union([printFault, kindOf('gone')]),
    ),
  },
  'arrival.printPage': {
    input: nothing,
    output: result(z.strictObject({ how: z.enum(['printed', 'dialogue']) }), printFault),
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

  ...boothCalls,
  ...deskCalls,
  ...openServerCalls,
  ...organiserCalls,
  ...setUpCalls,

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
  'staff.printing': {
    input: z.strictObject({ key: staffKey }),
    output: result(
      z.strictObject({
        setting: printingSchema,
        /** Null where this door prints by the browser's dialogue alone. */
        system: z.array(z.string()).nullable(),
      }),
      staffFault,
    ),
  },
  'staff.setPrinting': {
    input: z.strictObject({ key: staffKey, setting: printingSchema }),
    output: result(printingSchema, staffFault),
  },
  'staff.paper': {
    input: z.strictObject({ key: staffKey }),
    output: result(
      z.strictObject({
        booths: z.array(z.strictObject({ code: z.string(), employer: z.string() })),
        entries: z.array(paperEntrySchema),
      }),
      staffFault,
    ),
  },
  'staff.enterPaper': {
    input: z.strictObject({ key: staffKey, ...paperCountsSchema.shape }),
    output: result(
      nothing,
      kindOf('staff-only', 'no-such-booth', 'nothing', 'entered-before', 'not-saved', 'disk-full'),
    ),
  },
  'staff.undoPaper': {
    input: z.strictObject({ key: staffKey, fact: factRefSchema }),
    output: result(nothing, kindOf('staff-only', 'gone', 'not-saved', 'disk-full')),
  },
  /** What this station is for; the organiser's PIN, beside the staff's. */
  'staff.role': {
    input: z.strictObject({
      key: staffKey,
      role: roleSchema,
      pin: z.string().regex(/^\d{4,8}$/),
    }),
    output: result(
      z.strictObject({ role: roleSchema }),
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('staff-only') }),
        z.strictObject({ kind: z.literal('wrong-pin'), triesLeft: z.int() }),
        z.strictObject({ kind: z.literal('locked'), seconds: z.int() }),
        /** It has not the keys for that role, or the fair has no organiser's PIN. */
        z.strictObject({ kind: z.literal('not-possible') }),
      ]),
    ),
  },
  /** All facts of this station, sealed to the organiser: for a hall without any network. */
  'staff.saveFacts': {
    input: z.strictObject({ key: staffKey }),
    output: result(handedOver, kindOf('staff-only', 'cancelled', 'not-saved')),
  },
  'staff.backup': {
    input: z.strictObject({ key: staffKey }),
    output: result(
      z.strictObject({ at: moment, facts: z.int() }),
      kindOf('staff-only', 'backup-failed'),
    ),
  },
  'staff.audit': {
    input: z.strictObject({ key: staffKey }),
    output: result(auditSchema, staffFault),
  },
  'staff.acknowledge': {
    input: z.strictObject({ key: staffKey, upTo: z.int().min(0) }),
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

/** What an organiser's station answers, or the server, of the calls that say who does. */
export type AnsweredBy<Who extends 'station' | 'server'> = {
  [N in keyof typeof calls]: (typeof calls)[N] extends { readonly by: Who | 'both' } ? N : never;
}[keyof typeof calls];

export const events = {
  /** What a scan led to. */
  face: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('arrival'), arrival: arrivalSchema }),
    z.strictObject({ kind: z.literal('welcome'), welcome: welcomeSchema }),
    z.strictObject({ kind: z.literal('refused'), why: z.enum(refusalKinds) }),
    /** The pre-printed pass that was scanned is theirs now. */
    z.strictObject({ kind: z.literal('bound'), arrival: arrivalId, shortCode: z.string() }),
    /** A scan in a step that has no use for it. It will not fire later. */
    z.strictObject({ kind: z.literal('ignored') }),
    z.strictObject({ kind: z.literal('not-saved'), why: z.enum(['not-saved', 'disk-full']) }),
  ]),
  booths: boothFaceSchema,
  desks: deskFaceSchema,
  counter: z.strictObject({
    /** Null where a scanner belongs to no booth. */
    counter: counterId.nullable(),
    said: boothSaidSchema,
  }),
  live: liveSchema,
  readers: z.array(readerSchema),
  printing: z.strictObject({ offer: printingOffer }),
  unlocking: z.strictObject({ step: unlocking }),
  /** The station is for something else now: the page greets it anew. */
  role: nothing,
  setup: setUpSchema,
  /** There are other figures than a moment ago: whoever shows them asks again. */
  figures: nothing,
  /** Another page has taken this station over. */
  replaced: nothing,
} as const satisfies Record<string, z.ZodType>;

export type CallName = keyof typeof calls;
export type CallInput<N extends CallName> = z.infer<(typeof calls)[N]['input']>;
export type CallOutput<N extends CallName> = z.infer<(typeof calls)[N]['output']>;
export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.infer<(typeof events)[N]>;
export type FaceEvent = EventPayload<'face'>;
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
