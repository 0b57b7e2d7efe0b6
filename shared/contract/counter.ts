import { z } from 'zod';
import { codesOf, intentSteps } from '../codes.ts';
import { boothTaps, listedAt } from '../deeds.ts';
import { factRefSchema } from '../facts.ts';
import { kindOf, nothing } from './shapes.ts';

/** Shared by booths and service desks: counters that serve one person after another. */

/** The scanner that is bound to the counter, or the place's own counter on the screen. */
export const counterId = z.string().min(1).max(200);
/**
 * Changes whenever the person at a counter changes. Each tap carries the turn that it was aimed at, so that
 * a late tap never affects the next person.
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
/**
 * Slots of the machines that this one goes on for and whose records have not come. A slot leaves the list as
 * soon as the server has sent its records.
 */
export const awaitedMachines = z.array(z.int());
/** A code that a page may ask for. */
export const placeCode = z.string().regex(/^[A-Za-z0-9-]{1,24}$/);

/** The short code of a pass whose QR cannot be scanned. */
export const typedCode = z.strictObject({ ...atCounter, text: z.string().max(40) });

export const actionShape = {
  fact: factRefSchema,
  at: clock,
  /** The number on the pass; absent for a person without one. */
  number: z.string().exactOptional(),
  takenBack: z.boolean(),
};

/** Required only to take back an older action. */
const undoReason = z.enum(['slip', 'duplicate', 'mistaken', 'request']);
export type UndoReason = z.infer<typeof undoReason>;
/** The fact under the finger, whatever has been written since. */
export const undone = { fact: factRefSchema, reason: undoReason.exactOptional() };

/** `gone`: the target of the tap has changed, and nothing was written. */
export const deedFaults = kindOf('gone', 'not-saved', 'disk-full', 'not-allowed');
export const typedFaults = z.union([deedFaults, kindOf('length', 'mistyped', 'revoked')]);
export const undoFaults = z.union([deedFaults, kindOf('reason-needed', 'not-yours')]);

export const boothActionKind = z.enum([...listedAt('booth'), 'walk-in']);
export const deskActionKind = z.enum(listedAt('desk'));
const actionKind = z.enum([...boothActionKind.options, ...deskActionKind.options]);
export type ActionKind = z.infer<typeof actionKind>;

const refusalAtCounter = z.enum([
  'code-unknown',
  'code-unreadable',
  'code-of-other-fair',
  'pass-forged',
  'pass-revoked',
  'reader-fault',
  /** A command about a person needs a person at the counter. */
  'nobody-here',
  /** The person at the counter has changed since the tap. */
  'gone',
  'nothing-to-undo',
  'no-such-post',
  'post-closed',
  'not-of-this-desk',
  'card-forged',
  'card-of-other-booth',
  /** Several places share this machine, and the scanner is bound to none of them. */
  'scanner-unbound',
  /** Only entrances accept ID cards. */
  'id-card',
  'not-saved',
  'disk-full',
  'not-allowed',
]);
export type RefusalAtCounter = z.infer<typeof refusalAtCounter>;

/** The result of a scan, a tap or a command, to show and to play as a sound. */
const counterSaidSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('visit'), openedBooth: z.boolean() }),
  z.strictObject({ kind: z.literal('walk-in') }),
  z.strictObject({ kind: z.enum(boothTaps) }),
  z.strictObject({ kind: z.literal('intent'), step: z.enum(codesOf(intentSteps)) }),
  z.strictObject({ kind: z.literal('post'), post: code }),
  z.strictObject({ kind: z.literal('undone'), action: actionKind }),
  z.strictObject({ kind: z.literal('bound'), booth: code }),
  z.strictObject({ kind: z.literal('closed') }),
  /** At a service desk: a person has arrived at the counter, or an action was done. */
  z.strictObject({ kind: z.literal('person') }),
  z.strictObject({ kind: z.literal('desk'), did: deskActionKind }),
  z.strictObject({ kind: z.literal('refused'), why: refusalAtCounter }),
]);
export type CounterSaid = z.infer<typeof counterSaidSchema>;

export const counterEvent = z.strictObject({
  /** Null if the scanner is bound to no counter. */
  counter: counterId.nullable(),
  said: counterSaidSchema,
});

/** Of booths and service desks alike. */
export const counterCalls = {
  /** The place that the page shows: scanners that no card has bound work there. Null where it shows several. */
  'counter.front': { input: z.strictObject({ place: placeCode.nullable() }), output: nothing },
  /** Unbinds the scanner of this counter. */
  'counter.release': { input: z.strictObject({ counter: counterId }), output: nothing },
} as const;
