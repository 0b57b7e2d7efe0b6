import { z } from 'zod';
import { codesOf, educations, intentSteps, orLater, trades } from '../codes.ts';
import { tapFigures, taps } from '../deeds.ts';
import { factRefSchema } from '../facts.ts';
import { postSchema } from '../fair.ts';
import { payPeriodSchema } from '../pay.ts';
import { recordBy, recordOf } from '../records.ts';
import {
  actionShape,
  atCounter,
  awaitedMachines,
  boothActionKind,
  clock,
  code,
  counterShape,
  deedFaults,
  placeCode,
  typedCode,
  typedFaults,
  undoFaults,
  undone,
} from './counter.ts';
import { handedOver, kindOf, nothing, result } from './shapes.ts';

/** What a booth's page shows and asks. The station sends all of it again after each change. */

const boothActionSchema = z.strictObject({
  ...actionShape,
  kind: boothActionKind,
  post: code.exactOptional(),
  step: z.enum(orLater(codesOf(intentSteps))).exactOptional(),
});
export type BoothAction = z.infer<typeof boothActionSchema>;

/** The person at a counter, as far as their pass says. Never key groups. */
const boothVisitorSchema = z.strictObject({
  visit: factRefSchema,
  number: z.string(),
  /** `周先生`; empty if the pass does not say. */
  name: z.string(),
  anonymous: z.boolean(),
  education: z.enum(codesOf(educations)).exactOptional(),
  trades: z.array(z.enum(codesOf(trades))),
  /** The likeliest of the booth's posts, or the one that was tapped; empty if all have closed. */
  post: code,
  /** What counts for them at this booth, oldest first, including colleagues' entries. */
  history: z.array(boothActionSchema),
  notes: z.array(z.strictObject({ at: clock, text: z.string() })),
});
export type BoothVisitor = z.infer<typeof boothVisitorSchema>;

/** A booth's figures of the day, in the order in which its list shows them. */
export const boothFigures = ['visits', 'visitors', 'walkIns', ...tapFigures, 'intents'] as const;
const dayFigures = recordOf(boothFigures, () => z.int());

const boothSchema = z.strictObject({
  code,
  zone: z.string(),
  employer: z.string(),
  open: z.boolean(),
  posts: z.array(
    z.strictObject({
      code,
      title: z.string(),
      ...postSchema.pick({ headcount: true, pay: true, payText: true }).shape,
      per: payPeriodSchema,
      /** People who signed for it on the spot, during the whole fair. */
      signed: z.int(),
      /** The post accepts no new people. */
      closed: z.boolean(),
    }),
  ),
  today: z.strictObject(dayFigures),
  /** Newest first, twenty at most. */
  recent: z.array(boothActionSchema),
});
export type BoothState = z.infer<typeof boothSchema>;

const boothCounterSchema = z.strictObject({
  ...counterShape,
  booth: code,
  standing: boothVisitorSchema.nullable(),
});
export type BoothCounter = z.infer<typeof boothCounterSchema>;

export const boothFaceSchema = z.strictObject({
  booths: z.array(boothSchema),
  counters: z.array(boothCounterSchema),
  awaited: awaitedMachines,
});
export type BoothFace = z.infer<typeof boothFaceSchema>;

/** A booth's end of day: people appear as numbers, since only the organiser may release names. */
const boothDaySchema = z.strictObject({
  booth: code,
  employer: z.string(),
  day: z.iso.date(),
  people: z.array(
    z.strictObject({
      /** Several if a pre-printed pass or a typed code stood for the same person. */
      numbers: z.array(z.string()),
      firstAt: z.string(),
      visits: z.int(),
      /** How many, or for which posts. */
      ...recordOf(tapFigures, () => z.union([z.int(), z.string()])),
      step: z.enum(orLater(codesOf(intentSteps))).exactOptional(),
      post: z.string().exactOptional(),
      notes: z.array(z.string()),
    }),
  ),
  funnel: z.strictObject({ ...dayFigures, signed: z.int() }),
});
export type BoothDay = z.infer<typeof boothDaySchema>;

const postFaults = z.union([deedFaults, kindOf('no-such-post', 'post-closed')]);

export const boothCalls = {
  'booth.face': { input: nothing, output: boothFaceSchema },
  /** The employer arrives or leaves. */
  'booth.presence': {
    input: z.strictObject({ booth: placeCode, now: z.enum(['open', 'closed']) }),
    output: result(nothing, deedFaults),
  },
  'booth.typed': { input: typedCode, output: result(nothing, typedFaults) },
  'booth.walkIn': { input: z.strictObject(atCounter), output: result(nothing, deedFaults) },
  'booth.choosePost': {
    input: z.strictObject({ ...atCounter, post: placeCode }),
    output: result(nothing, postFaults),
  },
  /** `booth.talk`, `booth.resume`. */
  ...recordBy(
    taps,
    ({ call }) => call,
    ({ per }) => ({
      input:
        per === 'post'
          ? z.strictObject({ ...atCounter, post: placeCode })
          : z.strictObject({ ...atCounter, post: placeCode.exactOptional() }),
      output: result(nothing, postFaults),
    }),
  ),
  'booth.intent': {
    input: z.strictObject({ ...atCounter, post: placeCode, step: z.enum(codesOf(intentSteps)) }),
    output: result(nothing, postFaults),
  },
  /**
   * A note stays off the chain, and is deleted when the person asks to be erased. It belongs to a visit,
   * not to the counter: the next person may arrive while somebody writes it.
   */
  'booth.note': {
    input: z.strictObject({
      booth: placeCode,
      visit: factRefSchema,
      text: z.string().trim().min(1).max(200),
    }),
    output: result(nothing, deedFaults),
  },
  'booth.undo': {
    input: z.strictObject({ booth: placeCode, ...undone }),
    output: result(nothing, undoFaults),
  },
  /** The person has been served; everything about them is already on disk. */
  'booth.next': { input: z.strictObject(atCounter), output: result(nothing, deedFaults) },

  'booth.day': {
    input: z.strictObject({ booth: placeCode }),
    output: result(boothDaySchema, kindOf('gone')),
  },
  'booth.export': {
    input: z.strictObject({ booth: placeCode }),
    output: result(handedOver, kindOf('gone')),
  },
} as const;
