import { z } from 'zod';
import {
  actionShape,
  atCounter,
  awaitedMachines,
  code,
  counterId,
  counterShape,
  deedFaults,
  deskActionKind,
  placeCode,
  typedCode,
  typedFaults,
  undoFaults,
  undone,
} from './counter.ts';
import { kindOf, named, nothing, result } from './shapes.ts';

/** What a service desk's page shows and asks. The station sends all of it again after each change. */

const deskActionSchema = z.strictObject({
  ...actionShape,
  kind: deskActionKind,
  what: named,
  copies: z.int().exactOptional(),
});
export type DeskAction = z.infer<typeof deskActionSchema>;

const deskVisitorSchema = z.strictObject({
  number: z.string(),
  name: z.string(),
  history: z.array(deskActionSchema),
  /** How much of what people in key groups are owed was done here. */
  services: z.array(z.strictObject({ code, ...named.shape, done: z.int(), times: z.int() })),
});
export type DeskVisitor = z.infer<typeof deskVisitorSchema>;

const deskSchema = z.strictObject({
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
    z.strictObject({ ...counterShape, desk: code, standing: deskVisitorSchema.nullable() }),
  ),
  awaited: awaitedMachines,
});
export type DeskFace = z.infer<typeof deskFaceSchema>;

const workFaults = z.union([deedFaults, kindOf('not-of-this-desk')]);

export const deskCalls = {
  'desk.face': { input: nothing, output: deskFaceSchema },
  'desk.typed': { input: typedCode, output: result(nothing, typedFaults) },
  /** For the person at the counter, or for a person who showed no pass. */
  'desk.consult': {
    input: z.strictObject({ ...atCounter, topic: placeCode }),
    output: result(nothing, workFaults),
  },
  /** Leaflets concern no person, so this carries no turn. */
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
  'desk.undo': {
    input: z.strictObject({ desk: placeCode, ...undone }),
    output: result(nothing, undoFaults),
  },
  'desk.next': { input: z.strictObject(atCounter), output: result(nothing, deedFaults) },
} as const;
