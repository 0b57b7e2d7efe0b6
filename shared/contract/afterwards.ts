import { z } from 'zod';
import { slotSchema } from '../facts.ts';
import { givenUpSchema } from '../given-up.ts';
import { eveningStepSchema, marksSchema, stickSchema } from '../report/evening.ts';
import { machineEndSchema } from '../report/machine-ends.ts';
import { unreachable } from '../sync/unreachable.ts';
import { PART_BYTES } from './setup.ts';
import { handedOver, kindOf, moment, named, nothing, result } from './shapes.ts';

/**
 * The evening of a fair and what comes after it, only at an organiser's station. What opens people's boxes or
 * signs needs the organiser's keys: `locked` until they are open.
 */

const notKept = ['not-saved', 'disk-full', 'not-allowed'] as const;

const backupSchema = z.strictObject({ file: z.string(), at: moment, facts: z.int() });
export type BackupLine = z.infer<typeof backupSchema>;

const notOurBackup = [
  'no-backup',
  'newer',
  'other-fair',
  'other-station',
  'not-signed',
  'gone',
] as const;
const onStick = { id: z.string(), stick: z.string(), name: z.string() };
const stickBackup = z.discriminatedUnion('is', [
  z.strictObject({
    is: z.literal('ours'),
    ...onStick,
    at: moment,
    facts: z.int(),
    people: z.int(),
  }),
  z.strictObject({ is: z.enum(notOurBackup), ...onStick }),
]);
export type StickBackup = z.infer<typeof stickBackup>;

/** How far the end of the fair has come, as far as this station knows. */
const endSchema = z.strictObject({
  keepUntil: z.iso.date(),
  /** By this machine's clock, which decides nothing. */
  isPast: z.boolean(),
  /** When the organiser signed it, as it is kept here; null if nobody did. */
  signed: moment.nullable(),
  /** What would go with this machine; null while it may still be sent. */
  gives: givenUpSchema.nullable(),
});

const afterwardsSchema = z.strictObject({
  marks: marksSchema,
  sticks: z.array(stickSchema),
  /** Sealed boxes that are here, and the lists of registered people that are. */
  boxes: z.strictObject({
    here: z.int(),
    lists: z.int(),
    /** Whether the fair lets boxes leave the entrances over the network. */
    overNetwork: z.boolean(),
    hasServer: z.boolean(),
  }),
  /** Newest first. */
  backups: z.array(backupSchema),
  /** Facts here now. */
  facts: z.int(),
  end: endSchema,
});
export type Afterwards = z.infer<typeof afterwardsSchema>;

const contactsLine = z.strictObject({
  booth: z.string(),
  employer: z.string(),
  /** Who agreed and left a number. */
  people: z.int(),
  withheld: z.int(),
  /** Of those people, the ones without a name. */
  nameless: z.int(),
});
export type ContactsLine = z.infer<typeof contactsLine>;

const followUpSchema = z.strictObject({
  /** In key groups; intents; and all whom either names. */
  groups: z.int(),
  intents: z.int(),
  people: z.int(),
  withName: z.int(),
  withPhone: z.int(),
});
export type FollowUpSeen = z.infer<typeof followUpSchema>;

export const followUpFiles = ['workbook', 'pages', 'messages'] as const;

/** The largest file of a station on a stick. */
const MOST_STICK_BYTES = 400 * 1024 * 1024;

const stickFaults = [
  'gone',
  'locked',
  'no-facts-file',
  'other-fair',
  'damaged',
  'newer',
  'no-such-station',
  'revoked',
  'not-signed',
  ...notKept,
] as const;

const deliveredSchema = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('no-server') }),
  z.strictObject({ is: z.literal('delivered') }),
  z.strictObject({ is: z.literal('not-delivered'), why: z.string() }),
]);

const storedLine = z.strictObject({ what: named, about: named, until: named.nullable() });
export type StoredLine = z.infer<typeof storedLine>;

const endAnswer = z.enum(['no-server', 'received', 'too-early', 'no-such-fair', ...unreachable]);

export const afterwardsCalls = {
  'afterwards.state': { by: 'station', input: nothing, output: afterwardsSchema },
  /** Somebody has looked at this, as the records were then; null takes it back. */
  'afterwards.mark': {
    by: 'station',
    input: z.strictObject({
      step: eveningStepSchema,
      mark: z
        .strictObject({
          digest: z.string().max(100),
          scope: z.string().max(10),
          by: z.string().trim().min(1).max(40),
        })
        .nullable(),
    }),
    output: result(nothing, kindOf(...notKept)),
  },
  /** Sealed boxes from the fair's server, kept sealed. */
  'afterwards.fetchBoxes': {
    by: 'station',
    input: nothing,
    output: result(
      z.strictObject({ boxes: z.int(), fresh: z.int() }),
      kindOf(
        'locked',
        'no-server',
        'kept-at-entrances',
        'no-such-fair',
        'older-server',
        'not-our-server',
        ...unreachable,
        ...notKept,
      ),
    ),
  },
  'afterwards.contacts': {
    by: 'station',
    input: nothing,
    output: result(z.array(contactsLine), kindOf('locked')),
  },
  /** A zip with a workbook for each employer, and a list to sign when they are handed over. */
  'afterwards.contactsFile': {
    by: 'station',
    input: z.strictObject({ booths: z.array(z.string().max(20)).max(2_000).nullable() }),
    output: result(handedOver, kindOf('locked', 'nobody')),
  },
  'afterwards.followUp': {
    by: 'station',
    input: nothing,
    output: result(followUpSchema, kindOf('locked')),
  },
  'afterwards.followUpFile': {
    by: 'station',
    input: z.strictObject({ as: z.enum(followUpFiles) }),
    output: result(handedOver, kindOf('locked', 'nobody')),
  },
  /** A file from a station's stick comes in parts. With the last it is taken in here, and sent to the server. */
  'afterwards.stickBegin': {
    by: 'station',
    input: z.strictObject({ bytes: z.int().min(1).max(MOST_STICK_BYTES) }),
    output: nothing,
  },
  'afterwards.stickPart': {
    by: 'station',
    input: z.strictObject({ base64: z.base64().max(2 * PART_BYTES) }),
    output: result(
      /** Null until the last part. */
      z
        .strictObject({
          slot: slotSchema,
          name: named,
          facts: z.int(),
          fresh: z.int(),
          boxes: z.int(),
          server: deliveredSchema,
        })
        .nullable(),
      kindOf(...stickFaults),
    ),
  },
  'afterwards.backUp': {
    by: 'station',
    input: nothing,
    output: result(nothing, kindOf('backup-failed', ...notKept)),
  },
  /** Puts a backup in the ledger's place. The station opens again; what is there now is set aside. */
  'afterwards.restore': {
    by: 'station',
    input: z.strictObject({ file: z.string().max(100) }),
    output: result(nothing, kindOf('gone', 'damaged', 'not-here', ...notKept)),
  },
  /** A new backup, sealed to the organiser's key: a folder for a stick, with the signed fair beside it. */
  'afterwards.sealBackup': {
    by: 'station',
    input: nothing,
    output: result(handedOver, kindOf('backup-failed', 'disk-full')),
  },
  /** The sealed backups on the sticks that are plugged in now, as they say themselves. */
  'afterwards.stickBackups': {
    by: 'station',
    input: nothing,
    output: z.strictObject({ sticks: z.array(z.string()), files: z.array(stickBackup) }),
  },
  /** Opens one, and puts it among the backups here, from where it is restored. */
  'afterwards.takeBackup': {
    by: 'station',
    input: z.strictObject({ id: z.string().max(64) }),
    output: result(
      z.strictObject({
        backup: backupSchema,
        /** Lists of registered people that came with it, where there were none. */
        lists: z.int(),
      }),
      kindOf('locked', 'damaged', 'disk-full', 'not-saved', ...notOurBackup),
    ),
  },
  'afterwards.stored': { by: 'station', input: nothing, output: z.array(storedLine) },
  /** Signs the time, keeps it here and tells the server. `day` is the one that the page showed. */
  'afterwards.end': {
    by: 'station',
    input: z.strictObject({ day: z.iso.date() }),
    output: result(
      z.strictObject({ answer: endAnswer }),
      kindOf('locked', 'too-early', 'other-day', 'clock-differs', ...notKept),
    ),
  },
  /** The signed time as a file, for machines without a network. */
  'afterwards.endFile': {
    by: 'station',
    input: nothing,
    output: result(handedOver, kindOf('not-ended')),
  },
  /** Which machines have destroyed their data; asks the servers first. */
  'afterwards.machines': {
    by: 'station',
    input: nothing,
    output: z.strictObject({
      asked: z.enum(['heard', 'unheard', 'no-server']),
      ends: z.array(machineEndSchema),
    }),
  },
  /** Somebody holds a machine's signed certificate; null takes it back. */
  'afterwards.markDestroyed': {
    by: 'station',
    input: z.strictObject({
      slot: slotSchema,
      by: z.string().trim().min(1).max(40).nullable(),
    }),
    output: result(nothing, kindOf(...notKept)),
  },
  /** Destroys keys and people's data at this machine, which shows its certificate from then on. */
  'afterwards.destroy': {
    by: 'station',
    /** What the page has shown, and a person gives up. */
    input: givenUpSchema,
    output: result(nothing, kindOf('not-ended', 'facts-wait', 'changed', 'not-here', ...notKept)),
  },
} as const;
