import { z } from 'zod';
import { codesOf, intentSteps } from '../codes.ts';
import { factRefSchema } from '../facts.ts';
import { kindOf } from './shapes.ts';

/** What booths and service desks have in common: counters where one person after another is served. */

/** The scanner that is bound to the counter, or the place's own counter on the screen. */
export const counterId = z.string().min(1).max(200);
/**
 * Changes whenever the person at a counter changes. Each tap carries the turn that it was aimed at, so
 * that a late tap never lands on the next person.
 */
const turnSchema = z.string().min(1).max(24);
export const atCounter = { counter: counterId, turn: turnSchema };
export const counterShape = {
  id: counterId,
  turn: turnSchema,
  /** The name of the scanner that is bound to it. */
  scanner: z.string().nullable(),
};

export const code = z.string().max(24);
export const clock = z.string().regex(/^\d\d:\d\d$/);
/** A code as a page may ask for it. */
export const placeCode = z.string().regex(/^[A-Za-z0-9-]{1,24}$/);

/** The short code of a pass whose QR cannot be scanned. */
export const typedCode = z.strictObject({ ...atCounter, text: z.string().max(40) });

export const actionShape = {
  fact: factRefSchema,
  at: clock,
  /** The number on the pass; absent for somebody without one. */
  number: z.string().exactOptional(),
  takenBack: z.boolean(),
};

/** Needed to take back an older action only. */
const undoReason = z.enum(['slip', 'duplicate', 'mistaken', 'request']);
export type UndoReason = z.infer<typeof undoReason>;
/** The fact that the finger was on, whatever has been written since. */
export const undone = { fact: factRefSchema, reason: undoReason.exactOptional() };

/** Gone: what the tap was aimed at has changed, and nothing was written. */
export const deedFaults = kindOf('gone', 'not-saved', 'disk-full');
export const typedFaults = z.union([deedFaults, kindOf('length', 'mistyped', 'revoked')]);
export const undoFaults = z.union([deedFaults, kindOf('reason-needed', 'not-yours')]);

export const boothActionKind = z.enum(['visit', 'walk-in', 'talk', 'resume', 'intent']);
export const deskActionKind = z.enum(['consult', 'handout', 'service']);
const actionKind = z.enum([...boothActionKind.options, ...deskActionKind.options]);
export type ActionKind = z.infer<typeof actionKind>;

const refusalAtCounter = z.enum([
  'code-unknown',
  'code-unreadable',
  'code-of-other-fair',
  'pass-forged',
  'pass-revoked',
  'reader-fault',
  /** A command that is about a person needs one at the counter. */
  'nobody-here',
  /** The person at the counter has changed since the tap was aimed. */
  'gone',
  'nothing-to-undo',
  'no-such-post',
  'post-closed',
  'not-of-this-desk',
  'card-forged',
  'card-of-other-booth',
  /** Several places share this machine, and the scanner is bound to none of them. */
  'scanner-unbound',
  /** ID cards are for entrances. */
  'id-card',
  'not-saved',
  'disk-full',
]);
export type RefusalAtCounter = z.infer<typeof refusalAtCounter>;

/** What a scan, a tap or a command led to, for eye and ear. */
const counterSaidSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('visit'), openedBooth: z.boolean() }),
  z.strictObject({ kind: z.literal('walk-in') }),
  z.strictObject({ kind: z.literal('talk') }),
  z.strictObject({ kind: z.literal('resume') }),
  z.strictObject({ kind: z.literal('intent'), step: z.enum(codesOf(intentSteps)) }),
  z.strictObject({ kind: z.literal('post'), post: code }),
  z.strictObject({ kind: z.literal('undone'), action: actionKind }),
  z.strictObject({ kind: z.literal('bound'), booth: code }),
  z.strictObject({ kind: z.literal('closed') }),
  /** At a service desk: a person has come to the counter, or something was done. */
  z.strictObject({ kind: z.literal('person') }),
  z.strictObject({ kind: z.literal('desk'), did: deskActionKind }),
  z.strictObject({ kind: z.literal('refused'), why: refusalAtCounter }),
]);
export type CounterSaid = z.infer<typeof counterSaidSchema>;

export const counterEvent = z.strictObject({
  /** Null where the scanner is bound to no counter. */
  counter: counterId.nullable(),
  said: counterSaidSchema,
});
