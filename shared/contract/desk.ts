import { z } from 'zod';
import { factRefSchema } from '../facts.ts';
import { counterId } from './booth.ts';
import { named } from './shapes.ts';

/** What a service desk's face shows; the station tells it anew after each change. */

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
  /** Names whom a tap is for. */
  turn: z.string().max(24),
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
      scanner: z.string().nullable(),
      standing: deskStandingSchema.nullable(),
    }),
  ),
});
export type DeskFace = z.infer<typeof deskFaceSchema>;
