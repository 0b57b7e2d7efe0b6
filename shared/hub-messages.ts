import { z } from 'zod';
import { replySchema } from './contract/bridge.ts';
import { diskFaultKinds } from './disk-fault.ts';
import { slotSchema } from './facts.ts';
import { signedFairSchema } from './fair.ts';
import { serverPinSchema, serverPinsSchema } from './server-pins.ts';
import { unreachable } from './sync/unreachable.ts';

/**
 * What the hub of an organiser's station and the process that started it say to each other. The hub is the
 * central server's program, on SQLite in the station's folder.
 */

/** Why a hub did not open. */
const hubFaultKinds = [
  'port-taken',
  'port-refused',
  'folder-in-use',
  'newer-data',
  'foreign-data',
  'bad-fair',
  'failed',
  ...diskFaultKinds,
] as const;
export const hubFaultKindSchema = z.enum(hubFaultKinds);
export type HubFaultKind = z.infer<typeof hubFaultKindSchema>;

/** The server above; without it the hub keeps what it takes. */
export const upstreamSchema = z.strictObject({
  address: z.url({ protocol: /^https?$/ }).max(200),
  /** None: as the fair says, or else the system's authorities. */
  pins: serverPinsSchema,
});
export type Upstream = z.infer<typeof upstreamSchema>;

export const hubOpeningSchema = z.strictObject({
  folder: z.string(),
  host: z.string(),
  port: z.int().min(0).max(65_535),
  /** False before the first start: another port is as good as this one. */
  thisPort: z.boolean(),
  version: z.string(),
  fair: signedFairSchema,
  upstream: upstreamSchema.exactOptional(),
});
export type HubOpening = z.infer<typeof hubOpeningSchema>;

export const toHub = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('open'),
    opening: hubOpeningSchema,
    /** The built page, which the hub serves to anyone who has an account. */
    pageFolder: z.string(),
  }),
  /** A later revision. */
  z.strictObject({ kind: z.literal('fair'), fair: signedFairSchema }),
  /** A call of the server's page, as an administrator of the fair. */
  z.strictObject({
    kind: z.literal('call'),
    number: z.int(),
    name: z.string(),
    input: z.unknown(),
  }),
  z.strictObject({ kind: z.literal('are-you-there') }),
  z.strictObject({ kind: z.literal('close') }),
]);
export type ToHub = z.infer<typeof toHub>;

const openedHubSchema = z.strictObject({
  port: z.int(),
  pin: serverPinSchema,
  /** Good for enrolments while this process lives. It is in no file, and in nobody's argv or environment. */
  token: z.string(),
});
export type OpenedHub = z.infer<typeof openedHubSchema>;

/** Why nothing reaches the server above. */
export const upstreamTroubles = [
  ...unreachable,
  'server-trouble',
  'not-our-server',
  'no-such-fair',
  'too-large',
  'archived',
  'no-such-station',
  'revoked',
  'not-signed',
  'forked',
  'behind',
  'other',
] as const;

/** What a station's branch holds back from the server above (P136). */
export const heldBackSchema = z.strictObject({
  slot: slotSchema,
  /** Null where the server above has not said what it has. */
  facts: z.int().nullable(),
  most: z.int(),
  /** Sealed boxes that are not there. */
  boxes: z.int(),
  why: z.enum(upstreamTroubles),
});
export type HeldBack = z.infer<typeof heldBackSchema>;

const relayStateSchema = z.union([
  z.strictObject({ at: z.literal('up-to-date') }),
  z.strictObject({
    at: z.literal('waiting'),
    why: z.enum(upstreamTroubles),
    held: z.array(heldBackSchema),
  }),
]);

/** How the hub does; said when it changes. */
export const hubHealthSchema = z.strictObject({
  /** Slots of the fair that it heard in the last minutes. */
  heard: z.int().min(0),
  /** Null before the first word with the server above, or without one. */
  upstream: relayStateSchema.nullable(),
  diskNearlyFull: z.boolean(),
  /** The database was damaged at the start: what could be read was kept, and accounts are gone. */
  repaired: z.boolean(),
});
export type HubHealth = z.infer<typeof hubHealthSchema>;

export const fromHub = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('here'),
    work: z.enum(['scans', 'deed', 'ledger']),
    debugged: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('opened'), opened: openedHubSchema }),
  z.strictObject({ kind: z.literal('not-opened'), why: hubFaultKindSchema }),
  z.strictObject({ kind: z.literal('health'), health: hubHealthSchema }),
  z.strictObject({ kind: z.literal('answer'), number: z.int(), reply: replySchema }),
]);
export type FromHub = z.infer<typeof fromHub>;

/** A hub as the process that keeps it running sees it. */
export const hubRunSchema = z.discriminatedUnion('at', [
  z.strictObject({ at: z.literal('off') }),
  z.strictObject({ at: z.literal('starting') }),
  z.strictObject({
    at: z.literal('up'),
    opened: openedHubSchema,
    health: hubHealthSchema.nullable(),
  }),
  /** It ended by itself, and is started again. */
  z.strictObject({ at: z.literal('again') }),
  /** It did not open, or does not stay up; it is tried again after a while. */
  z.strictObject({ at: z.literal('refused'), why: hubFaultKindSchema }),
]);
export type HubRun = z.infer<typeof hubRunSchema>;
