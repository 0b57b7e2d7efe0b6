import { z } from 'zod';

/**
 * What a reader makes of one cell of a bureau's table. A reader is pure, and never guesses in silence: in
 * doubt it leaves the cell unread.
 */

/** Something that the clerk should know, though the cell was read. */
export const cellNoteSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum([
      /** 大专、本科: the lower one counts. */
      'lower-education',
      /** 3-4名: the lower one counts. */
      'lower-headcount',
      /** 5000-3000: turned round. */
      'turned-round',
      /** Proposed from the post's title; a person confirms it. */
      'proposed',
      /** 底薪3000+提成: kept as it is written, since no number is what a person gets. */
      'as-words',
      /** A landline, which no text message reaches. */
      'landline',
      /** Control or private-use characters in a text, which is kept without them. */
      'odd-characters',
    ]),
  }),
  /** 150 without a unit: read by its size. */
  z.strictObject({ kind: z.literal('unit-by-size'), per: z.enum(['day', 'hour']) }),
  /** Excel made a date of `3-4`, which is read as it was typed. */
  z.strictObject({ kind: z.literal('was-a-date'), typed: z.string() }),
  /** Read without this part. */
  z.strictObject({ kind: z.literal('left-out'), rest: z.string() }),
  /** One cell named several posts. */
  z.strictObject({ kind: z.literal('several-posts'), count: z.int() }),
  /** Only its beginning fits. */
  z.strictObject({ kind: z.literal('cut'), most: z.int() }),
  /** What was read as what, where the two differ by more than their spelling. */
  z.strictObject({ kind: z.literal('taken-as'), as: z.string() }),
]);
export type CellNote = z.infer<typeof cellNoteSchema>;

/** Why a cell was left unread. */
export const cellFaultSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum([
      'pay',
      /** A number that may be for a day, an hour or a month. */
      'pay-unit',
      'per',
      'headcount',
      'education',
      'booth',
      'industry',
      'employer-kind',
      'group',
      /** Another answer of a person, by the kiosk's own words. */
      'answer',
      'trade',
      'phone',
      'region',
      'state',
      /** Excel made a date of it, and nobody knows what was typed. */
      'date',
      /** Control or private-use characters. */
      'characters',
      /** A formula that failed. */
      'excel-error',
    ]),
  }),
  z.strictObject({ kind: z.literal('too-long'), most: z.int() }),
]);
export type CellFault = z.infer<typeof cellFaultSchema>;

export type Reading<T> =
  | { readonly is: 'empty' }
  | { readonly is: 'read'; readonly value: T; readonly note?: CellNote }
  | { readonly is: 'unread'; readonly why: CellFault };
