import { z } from 'zod';
import { readerSchema } from '../devices.ts';
import { moment } from './shapes.ts';

/** What is told of readers: to the face how they are, to staff why. */

/** Why a reader does not work; each has its own sentence for staff. */
export const readerTrouble = z.enum([
  'unplugged',
  'not-answering',
  'no-permission',
  'held',
  'not-opened',
]);
export type ReaderTrouble = z.infer<typeof readerTrouble>;

/**
 * What a reader said when it did not do what it was asked, or how it failed to say anything; the
 * words of a card reader's own protocol first.
 */
export const readerComplaint = z.enum([
  'checksum',
  'length',
  'bad-command',
  'unknown-error',
  'card-refused-reader',
  'reader-refused-card',
  'verification-failed',
  'wrong-card',
  'read-failed',
  'random-number-failed',
  'self-test-failed',
  'not-authorised',
  'find-failed',
  'select-failed',
  'no-such-item',
  'unlisted',
  'out-of-turn',
  'silent',
  'damaged',
  'not-written',
  'no-record',
  'no-text',
]);
export type ReaderComplaint = z.infer<typeof readerComplaint>;

export const readerHealthSchema = z.strictObject({
  ...readerSchema.shape,
  /** The path or port that it is at. */
  where: z.string(),
  trouble: readerTrouble.nullable(),
  lastScan: moment.nullable(),
  lastComplaint: z.strictObject({ at: moment, complaint: readerComplaint }).nullable(),
  faultsLastHour: z.int().min(0),
});
