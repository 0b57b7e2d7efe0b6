import { z } from 'zod';

/** What the page reports about touches and passes at once, since it may be replaced before it is asked. */

const seenSchema = z.strictObject({
  x: z.number(),
  y: z.number(),
  /** The control's words; empty beside any control. */
  label: z.string(),
  /** The step, person or dialog around it, and how long that had been there. */
  turn: z.string(),
  stoodFor: z.number(),
  step: z.string(),
  /** The screen's heading: whom it greets. */
  title: z.string(),
  /** At a booth or desk: the column, the person in it, and the selected post. */
  place: z.string(),
  number: z.string(),
  post: z.string(),
  /** In a list of actions: the line. */
  action: z.string(),
});
/** What was under a finger when it went down. */
export type Seen = z.infer<typeof seenSchema>;

const acceptedSchema = z.strictObject({
  down: seenSchema.nullable(),
  label: z.string(),
  /** The turn around the control when it accepted the tap. */
  turn: z.string(),
});
/** A tap that a control accepted. */
export type AcceptedTap = z.infer<typeof acceptedSchema>;

export const reportSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('seen'), seen: seenSchema }),
  z.strictObject({ kind: z.literal('accepted'), accepted: acceptedSchema }),
  /** A pass is on the screen. */
  z.strictObject({ kind: z.literal('pass'), code: z.string() }),
]);
export type Report = z.infer<typeof reportSchema>;

declare global {
  interface Window {
    monkeyReport(report: Report): void;
  }
}
