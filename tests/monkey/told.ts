import { z } from 'zod';

/** What the page tells of fingers and passes at once: it may be replaced before anybody asks. */

const seenSchema = z.strictObject({
  x: z.number(),
  y: z.number(),
  /** The control's words; empty beside one. */
  label: z.string(),
  /** Step, person or dialog around it, and how long that had been there. */
  turn: z.string(),
  stoodFor: z.number(),
  step: z.string(),
  /** The screen's sentence: whom it greets. */
  title: z.string(),
  /** At a booth or desk: whose column, who stands there, and which post is marked. */
  place: z.string(),
  number: z.string(),
  post: z.string(),
  /** In a list of what was done: the line. */
  action: z.string(),
});
/** What stood under a finger when it came down. */
export type Seen = z.infer<typeof seenSchema>;

const takenSchema = z.strictObject({
  down: seenSchema.nullable(),
  label: z.string(),
  /** Around the control when it took the tap. */
  turn: z.string(),
});
/** A tap that a control took. */
export type Taken = z.infer<typeof takenSchema>;

export const toldSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('seen'), seen: seenSchema }),
  z.strictObject({ kind: z.literal('taken'), taken: takenSchema }),
  /** A pass is on the screen. */
  z.strictObject({ kind: z.literal('pass'), code: z.string() }),
]);
export type Told = z.infer<typeof toldSchema>;

declare global {
  interface Window {
    monkeyTell(told: Told): void;
  }
}
