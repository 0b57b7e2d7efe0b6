import { z } from 'zod';
import { printFaultKinds, readerSchema } from '../devices.ts';
import { diskFaultKinds } from '../disk-fault.ts';
import { fairKindSchema, roleSchema } from '../fair.ts';
import type { NoticeKind } from '../notices.ts';
import { laneSchema } from './people.ts';
import { printingOffer } from './printing.ts';
import { cameraSettingSchema, readerHealthSchema } from './readers.ts';
import { kindOf, moment, named } from './shapes.ts';

/** What a station reports about itself, to its page and to staff. */

/** How many facts of this station are known to be lost here; the server may have them. */
const missing = { missing: z.int().default(0) };

/** News that staff must see; the page chooses the text. */
export const noticeSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('ledger-restored'),
    at: moment,
    /** Where the damaged file was moved. */
    setAside: z.string(),
    /** The number of facts in the newest good backup. */
    facts: z.int(),
    from: moment,
    /** Facts after that backup that were recovered from the damaged file. */
    regained: z.int(),
    ...missing,
  }),
  z.strictObject({
    kind: z.literal('ledger-new'),
    at: moment,
    setAside: z.string(),
    /** Facts that were recovered from the damaged file. */
    regained: z.int().default(0),
    ...missing,
  }),
  /** At the start the ledger lacked facts that this station had written. */
  z.strictObject({
    kind: z.literal('ledger-older'),
    at: moment,
    setAside: z.string(),
    ...missing,
  }),
  /** The server had facts of this station that the ledger lacked. */
  z.strictObject({ kind: z.literal('ledger-behind'), at: moment, regained: z.int() }),
  /** Two machines work as this station, a copy beside its original. */
  z.strictObject({ kind: z.literal('station-twice'), at: moment }),
  /** Somebody removed the file, or its log, while the station ran. */
  z.strictObject({ kind: z.literal('ledger-gone'), at: moment, what: z.enum(['file', 'log']) }),
  z.strictObject({ kind: z.literal('ledger-failing'), at: moment, reason: z.string() }),
  /** Not the saving of a fact: that is `ledger-failing`. */
  z.strictObject({ kind: z.literal('disk-failing'), at: moment, why: z.enum(diskFaultKinds) }),
  z.strictObject({ kind: z.literal('clock-jumped'), at: moment, byMinutes: z.int() }),
  z.strictObject({ kind: z.literal('backup-failed'), at: moment, reason: z.string() }),
  z.strictObject({ kind: z.literal('readers-unavailable'), at: moment, reason: z.string() }),
  z.strictObject({ kind: z.literal('printer-failing'), at: moment, why: z.enum(printFaultKinds) }),
  z.strictObject({ kind: z.literal('pass-without-code'), at: moment }),
  /** Two organisers made different revisions of the fair. */
  z.strictObject({ kind: z.literal('fair-split'), at: moment, revision: z.int() }),
  /** The station's process ended by itself; another one took its place. */
  z.strictObject({ kind: z.literal('station-restarted'), at: moment, why: z.string() }),
  /** What main and station have to say cannot be written down. */
  z.strictObject({ kind: z.literal('log-failing'), at: moment, reason: z.string() }),
  /** The station waited for a person that the page no longer knew. */
  z.strictObject({ kind: z.literal('entrance-freed'), at: moment }),
  /** Characters of the fair's data that no typeface here draws. */
  z.strictObject({
    kind: z.literal('undrawable'),
    at: moment,
    characters: z
      .array(
        z.strictObject({
          /** `U+2CE5B` */
          code: z.string(),
          of: z.enum(['fair', 'station', 'booth', 'desk', 'person']),
          /** The number of that station, booth or desk; never whose name. */
          where: z.string(),
        }),
      )
      .min(1),
  }),
  /** An ID card's name has a mark in a character's place. */
  z.strictObject({ kind: z.literal('name-unclear'), at: moment }),
]) satisfies z.ZodType<{ readonly kind: NoticeKind }>;
export type Notice = z.infer<typeof noticeSchema>;

export const liveSchema = z.strictObject({ attendeesToday: z.int().min(0) });

/** Why facts wait. */
export const syncTroubleSchema = z.enum([
  'station-trouble',
  'no-network',
  'certificate',
  'other-key',
  'not-encrypted',
  'proxy',
  'too-large',
  'server-trouble',
  'not-our-server',
  'no-such-fair',
  'archived',
  'no-such-station',
  'revoked',
  'bad-upload',
  'not-signed',
  'does-not-fit',
  'unknown-beginning',
  'forked',
  'unknown',
  'older-server',
]);

/** The upload in one line: how many facts wait, since when, why. */
const syncSchema = z.discriminatedUnion('at', [
  z.strictObject({ at: z.literal('up-to-date') }),
  z.strictObject({ at: z.literal('sending'), waiting: z.int() }),
  z.strictObject({
    at: z.literal('waiting'),
    waiting: z.int(),
    since: moment,
    why: syncTroubleSchema,
  }),
]);
export type SyncLine = z.infer<typeof syncSchema>;

export const staffStatusSchema = z.strictObject({
  station: named,
  slot: z.int(),
  fair: named,
  sample: z.boolean(),
  version: z.string(),
  lane: laneSchema,
  role: roleSchema,
  /** The roles that the signed fair allows this station, with the keys that it has. */
  roles: z.array(roleSchema),
  facts: z.int(),
  headSeq: z.int(),
  headHash: z.string(),
  incarnation: z.string(),
  today: z.strictObject({
    attendees: z.int(),
    entries: z.int(),
    anonymous: z.int(),
  }),
  readers: z.array(readerHealthSchema),
  notices: z.array(noticeSchema),
  /** Its number, so that staff acknowledge only notices that they saw. */
  newestNotice: z.int(),
  backup: z.strictObject({ at: moment, facts: z.int() }).nullable(),
  /** Null if the fair names no server. */
  sync: syncSchema.nullable(),
  folder: z.string(),
  canLeave: z.boolean(),
});
export type StaffStatus = z.infer<typeof staffStatusSchema>;

/** What was done here, the newest first, and whether the log is whole. */
export const auditSchema = z.strictObject({
  whole: z.boolean(),
  entries: z.array(z.strictObject({ at: moment, did: z.string(), about: z.string() })),
});
export type AuditView = z.infer<typeof auditSchema>;

export const staffKey = z.string().length(32);
export const staffFault = kindOf('staff-only');

export const stationSchema = z.strictObject({ slot: z.int(), name: named, role: roleSchema });

export const openHello = z.strictObject({
  state: z.literal('open'),
  fair: z.strictObject({
    kind: fairKindSchema,
    name: named,
    organiser: named,
    place: named,
    employers: z.int(),
    places: z.int(),
    /** Posts for 若干, which no sum of places holds. */
    some: z.int(),
    sample: z.boolean(),
  }),
  /** The sample was opened from the first screen, and `first.back` leads there. */
  fromFirst: z.boolean(),
  station: stationSchema,
  lane: laneSchema,
  readers: z.array(readerSchema),
  camera: cameraSettingSchema,
  live: liveSchema,
  printing: printingOffer,
});

/** The station's keys are still wrapped: it waits for the staff card, and can do nothing else. */
export const lockedHello = z.strictObject({
  state: z.literal('locked'),
  fair: z.strictObject({ name: named }),
  station: stationSchema,
  readers: z.array(readerSchema),
  canLeave: z.boolean(),
  /** An older fair's PIN is in its file; else it is wrapped with the keys, and only the staff card opens. */
  leavesByPin: z.boolean(),
  /** The organiser's file lies here: its passphrase opens the station, too. */
  byPassphrase: z.boolean(),
});

/** The answer of a locked station to a scan. */
export const unlocking = z.enum([
  'opening',
  'opened',
  'not-a-staff-card',
  'damaged',
  'card-of-other-fair',
  'wrong-card',
  'folder-in-use',
  ...diskFaultKinds,
  'not-opened',
]);
export type Unlocking = z.infer<typeof unlocking>;
