import { z } from 'zod';
import { factRefSchema } from '../facts.ts';
import {
  atCounter,
  counterId,
  deedFaults,
  placeCode,
  turnSchema,
  typedCode,
  typedFaults,
  undoFaults,
  undoReason,
} from './booth.ts';
import { kindOf, named, nothing, result } from './shapes.ts';

/** What a service desk's face shows and asks; the station tells it anew after each change. */

const clock = z.string().regex(/^\d\d:\d\d$/);
const code = z.string().max(24);

export const deskActionSchema = z.strictObject({
  fact: factRefSchema,
  at: clock,
  kind: z.enum(['consult', 'handout', 'service']),
  what: named,
  copies: z.int().exactOptional(),
  /** Absent where nobody showed a pass. */
  number: z.string().exactOptional(),
  takenBack: z.boolean(),
});
export type DeskAction = z.infer<typeof deskActionSchema>;

export const deskStandingSchema = z.strictObject({
  number: z.string(),
  name: z.string(),
  history: z.array(deskActionSchema),
  /** What was done here of what people in key groups are owed. */
  services: z.array(z.strictObject({ code, ...named.shape, done: z.int(), times: z.int() })),
});
export type DeskStanding = z.infer<typeof deskStandingSchema>;

export const deskSchema = z.strictObject({
  code,
  ...named.shape,
  topics: z.array(z.strictObject({ code, ...named.shape, today: z.int() })),
  leaflets: z.array(z.strictObject({ code, ...named.shape, today: z.int() })),
  today: z.strictObject({ consults: z.int(), handouts: z.int() }),
  recent: z.array(deskActionSchema),
});
export type DeskState = z.infer<typeof deskSchema>;

export const deskFaceSchema = z.strictObject({
  desks: z.array(deskSchema),
  counters: z.array(
    z.strictObject({
      id: counterId,
      desk: code,
      turn: turnSchema,
      scanner: z.string().nullable(),
      standing: deskStandingSchema.nullable(),
    }),
  ),
});
export type DeskFace = z.infer<typeof deskFaceSchema>;

const workFaults = z.union([deedFaults, kindOf('not-of-this-desk')]);

export const deskCalls = {
  'desk.face': { input: nothing, output: deskFaceSchema },
  'desk.typed': { input: typedCode, output: result(nothing, typedFaults) },
  /** With whoever the finger saw here, or with somebody who showed nothing. */
  'desk.consult': {
    input: z.strictObject({ ...atCounter, topic: placeCode }),
    output: result(nothing, workFaults),
  },
  /** About nobody, so whoever stands here is all the same. */
  'desk.handout': {
    input: z.strictObject({
      counter: counterId,
      item: placeCode,
      copies: z.int().min(1).max(1_000),
    }),
    output: result(nothing, workFaults),
  },
  'desk.service': {
    input: z.strictObject({ ...atCounter, service: placeCode }),
    output: result(nothing, z.union([deedFaults, kindOf('all-done')])),
  },
  /** The fact is what the finger saw. */
  'desk.undo': {
    input: z.strictObject({
      desk: placeCode,
      fact: factRefSchema,
      reason: undoReason.exactOptional(),
    }),
    output: result(nothing, undoFaults),
  },
  'desk.next': { input: z.strictObject(atCounter), output: result(nothing, deedFaults) },
} as const;
