import { z } from 'zod';
import { codesOf, educations, intentSteps, trades } from '../codes.ts';
import { factRefSchema } from '../facts.ts';

/** What a booth's face shows. The station holds all of it, and tells it anew after each change. */

/** A scanner that was bound to a booth, or the booth's own place on the screen. */
export const counterId = z.string().min(1).max(200);
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
  /** The likeliest of the booth's posts, or the one that was tapped. */
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
      'nothing-to-undo',
      'no-such-post',
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
