import { z } from 'zod';
import { readerSchema } from '../devices.ts';
import { moment } from './shapes.ts';

/** The state of readers: attendees see whether they work, staff see why not. */

/** Why a reader does not work; each reason has its own sentence for staff. */
export const readerTrouble = z.enum([
  'unplugged',
  'not-answering',
  'no-permission',
  'held',
  'not-opened',
  /** A camera's picture shows nothing. */
  'dark',
]);
export type ReaderTrouble = z.infer<typeof readerTrouble>;

/**
 * A reader's complaint when it did not do what it was asked, or could not answer; words from a card
 * reader's own protocol come first.
 */
const readerComplaint = z.enum([
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
  /** The path or port of the reader. */
  where: z.string(),
  trouble: readerTrouble.nullable(),
  lastScan: moment.nullable(),
  lastComplaint: z.strictObject({ at: moment, complaint: readerComplaint }).nullable(),
  faultsLastHour: z.int().min(0),
});

/** Whether this station's camera reads codes, and which one; null is whichever the system offers first. */
export const cameraSettingSchema = z.strictObject({
  on: z.boolean(),
  /** Chromium may give a camera another id after a restart: then its label finds it. */
  camera: z.strictObject({ id: z.string().max(256), label: z.string().max(200) }).nullable(),
});
export type CameraSetting = z.infer<typeof cameraSettingSchema>;

export const noCamera: CameraSetting = { on: false, camera: null };
