import { z } from 'zod';
import { codesOf, educations, intentSteps, trades } from '../codes.ts';
import { factRefSchema } from '../facts.ts';
import { handedOver, kindOf, nothing, result } from './shapes.ts';

/** What a booth's face shows and asks. The station holds all of it, and tells it anew after each change. */

/** A scanner that was bound to a booth, or the booth's own place on the screen. */
export const counterId = z.string().min(1).max(200);
/**
 * What a finger sees at a counter: this person, or nobody since the last one left. Each deed carries
 * it, so that a late tap never lands on the next person.
 */
export const turnSchema = z.string().min(1).max(24);
export const atCounter = { counter: counterId, turn: turnSchema };
export const placeCode = z.string().regex(/^[A-Za-z0-9-]{1,24}$/);
export const typedCode = z.strictObject({ ...atCounter, text: z.string().max(40) });
/** Gone: what the finger saw is no longer so, and nothing was written. */
export const deedFaults = kindOf('gone', 'not-saved', 'disk-full');
export const typedFaults = z.union([deedFaults, kindOf('length', 'mistyped', 'revoked')]);
export const undoFaults = z.union([deedFaults, kindOf('reason-needed', 'not-yours')]);
const clock = z.string().regex(/^\d\d:\d\d$/);
const code = z.string().max(24);

/** Why an action was taken back; needed only for older ones. */
export const undoReason = z.enum(['slip', 'duplicate', 'mistaken', 'request']);
export type UndoReason = z.infer<typeof undoReason>;

export const boothActionSchema = z.strictObject({
  fact: factRefSchema,
  at: clock,
  kind: z.enum(['visit', 'walk-in', 'talk', 'resume', 'intent']),
  /** The number on the pass; absent for someone without one. */
  number: z.string().exactOptional(),
  post: code.exactOptional(),
  step: z.enum(codesOf(intentSteps)).exactOptional(),
  takenBack: z.boolean(),
});
export type BoothAction = z.infer<typeof boothActionSchema>;

/** Who stands here now, as far as their pass tells. Never key groups. */
export const standingSchema = z.strictObject({
  visit: factRefSchema,
  number: z.string(),
  /** `周先生`; empty where the pass does not say. */
  name: z.string(),
  anonymous: z.boolean(),
  education: z.enum(codesOf(educations)).exactOptional(),
  trades: z.array(z.enum(codesOf(trades))),
  /** The likeliest of the booth's posts, or the one that was tapped; empty where all have closed. */
  post: code,
  /** What stands for them at this booth already, the oldest first; colleagues' entries, too. */
  history: z.array(boothActionSchema),
  notes: z.array(z.strictObject({ at: clock, text: z.string() })),
});
export type Standing = z.infer<typeof standingSchema>;

export const boothSchema = z.strictObject({
  code,
  zone: z.string(),
  employer: z.string(),
  open: z.boolean(),
  posts: z.array(
    z.strictObject({
      code,
      title: z.string(),
      headcount: z.int(),
      pay: z.tuple([z.int(), z.int()]).exactOptional(),
      per: z.enum(['month', 'day']),
      /** Signed here on the spot, over the whole fair. */
      signed: z.int(),
      /** Nobody new is taken on for it. */
      closed: z.boolean(),
    }),
  ),
  today: z.strictObject({
    visits: z.int(),
    visitors: z.int(),
    walkIns: z.int(),
    resumes: z.int(),
    intents: z.int(),
  }),
  /** The newest first, twenty at most. */
  recent: z.array(boothActionSchema),
});
export type BoothState = z.infer<typeof boothSchema>;

export const counterSchema = z.strictObject({
  id: counterId,
  booth: code,
  turn: turnSchema,
  /** The scanner that was bound to it. */
  scanner: z.string().nullable(),
  standing: standingSchema.nullable(),
});
export type Counter = z.infer<typeof counterSchema>;

export const boothFaceSchema = z.strictObject({
  booths: z.array(boothSchema),
  counters: z.array(counterSchema),
});
export type BoothFace = z.infer<typeof boothFaceSchema>;

/** A booth's end of day: by number, since names are the organiser's to release. */
export const boothDaySchema = z.strictObject({
  booth: code,
  employer: z.string(),
  day: z.iso.date(),
  people: z.array(
    z.strictObject({
      /** Several where a pre-printed pass or a typed code stood for the same person. */
      numbers: z.array(z.string()),
      firstAt: z.string(),
      visits: z.int(),
      resumes: z.array(z.string()),
      step: z.enum(codesOf(intentSteps)).exactOptional(),
      post: z.string().exactOptional(),
      notes: z.array(z.string()),
    }),
  ),
  funnel: z.strictObject({
    visits: z.int(),
    visitors: z.int(),
    walkIns: z.int(),
    resumes: z.int(),
    intents: z.int(),
    signed: z.int(),
  }),
});
export type BoothDay = z.infer<typeof boothDaySchema>;

/** What a scan or a command led to, for eye and ear. */
export const boothSaidSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('visit'), openedBooth: z.boolean() }),
  z.strictObject({ kind: z.literal('walk-in') }),
  z.strictObject({ kind: z.literal('resume') }),
  z.strictObject({ kind: z.literal('intent'), step: z.enum(codesOf(intentSteps)) }),
  z.strictObject({ kind: z.literal('post'), post: code }),
  z.strictObject({
    kind: z.literal('undone'),
    action: z.enum([
      'visit',
      'walk-in',
      'talk',
      'resume',
      'intent',
      'consult',
      'handout',
      'service',
    ]),
  }),
  z.strictObject({ kind: z.literal('bound'), booth: code }),
  z.strictObject({ kind: z.literal('closed') }),
  /** At a service desk: someone stands here, or something was done. */
  z.strictObject({ kind: z.literal('person') }),
  z.strictObject({ kind: z.literal('desk'), did: z.enum(['consult', 'handout', 'service']) }),
  z.strictObject({
    kind: z.literal('refused'),
    why: z.enum([
      'code-unknown',
      'code-unreadable',
      'code-of-other-fair',
      'pass-forged',
      'pass-revoked',
      'reader-fault',
      /** Commands and typed codes want somebody here. */
      'nobody-here',
      /** Someone else stands here than the finger saw. */
      'gone',
      'nothing-to-undo',
      'no-such-post',
      'post-closed',
      'not-of-this-desk',
      'card-forged',
      'card-of-other-booth',
      /** Several booths share this machine, and the scanner belongs to none. */
      'scanner-unbound',
      /** ID cards are for entrances. */
      'id-card',
      'not-saved',
      'disk-full',
    ]),
  }),
]);
export type BoothSaid = z.infer<typeof boothSaidSchema>;

const postFaults = z.union([deedFaults, kindOf('no-such-post', 'post-closed')]);

export const boothCalls = {
  'booth.face': { input: nothing, output: boothFaceSchema },
  /** The employer has come, or leaves. */
  'booth.presence': {
    input: z.strictObject({ booth: placeCode, now: z.enum(['open', 'closed']) }),
    output: result(nothing, deedFaults),
  },
  /** The short code of a pass whose QR can't be scanned. */
  'booth.typed': { input: typedCode, output: result(nothing, typedFaults) },
  'booth.walkIn': { input: z.strictObject(atCounter), output: result(nothing, deedFaults) },
  'booth.choosePost': {
    input: z.strictObject({ ...atCounter, post: placeCode }),
    output: result(nothing, postFaults),
  },
  'booth.resume': {
    input: z.strictObject({ ...atCounter, post: placeCode }),
    output: result(nothing, postFaults),
  },
  'booth.intent': {
    input: z.strictObject({ ...atCounter, post: placeCode, step: z.enum(codesOf(intentSteps)) }),
    output: result(nothing, postFaults),
  },
  /**
   * Stays off the chain, and goes when the person asks to be erased. It is about a visit, not about
   * whoever stands at the counter: the next person may have come while it was written.
   */
  'booth.note': {
    input: z.strictObject({
      booth: placeCode,
      visit: factRefSchema,
      text: z.string().trim().min(1).max(200),
    }),
    output: result(nothing, deedFaults),
  },
  /** The fact is what the finger saw. */
  'booth.undo': {
    input: z.strictObject({
      booth: placeCode,
      fact: factRefSchema,
      reason: undoReason.exactOptional(),
    }),
    output: result(nothing, undoFaults),
  },
  /** Whoever stood here is served; all of theirs is on disk already. */
  'booth.next': { input: z.strictObject(atCounter), output: result(nothing, deedFaults) },

  'booth.day': {
    input: z.strictObject({ booth: placeCode }),
    output: result(boothDaySchema, kindOf('gone')),
  },
  'booth.export': {
    input: z.strictObject({ booth: placeCode }),
    output: result(handedOver, kindOf('gone', 'cancelled', 'not-saved')),
  },
} as const;
