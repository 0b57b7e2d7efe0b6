import { z } from 'zod';
import { named } from '../../../shared/contract/shapes.ts';
import { hubRunSchema } from '../../../shared/hub-messages.ts';
import { platformParts, requestSchema } from './platform.ts';

/** What a station's process and the process that started it say to each other. */

/** How to open the station, and where. */
const openingSchema = z.strictObject({
  resources: z.string(),
  folder: z.string(),
  /** Opens the sample fair where the folder holds no other. */
  opensSample: z.boolean(),
  slot: z.int().exactOptional(),
  server: z.string().exactOptional(),
  version: z.string(),
  canLeave: z.boolean(),
  /** Without it, the page's browser saves files. */
  savesFiles: z.boolean(),
  parts: z.array(z.enum(platformParts)),
  /** The browser's door, which lives in the station's process. */
  door: z
    .strictObject({
      pageFolder: z.string(),
      port: z.int(),
      /** Without it, the door takes another port if this one is taken. */
      thisPort: z.boolean(),
      key: z.string(),
      session: z.string(),
    })
    .exactOptional(),
});
export type Opening = z.infer<typeof openingSchema>;

export const toStation = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('open'),
    opening: openingSchema,
    /** The staff card that opened the station before it crashed. */
    card: z.string().exactOptional(),
    /** Why the process before this one ended, if one did. */
    after: z.string().exactOptional(),
  }),
  /** Comes with the port of a page that has loaded. */
  z.strictObject({ kind: z.literal('page') }),
  z.strictObject({ kind: z.literal('page-gone') }),
  z.strictObject({ kind: z.literal('answer'), number: z.int(), value: z.unknown() }),
  z.strictObject({ kind: z.literal('no-answer'), number: z.int() }),
  z.strictObject({ kind: z.literal('log-failing'), reason: z.string() }),
  /** How the hub does that this station asked for. */
  z.strictObject({ kind: z.literal('hub'), run: hubRunSchema }),
  z.strictObject({ kind: z.literal('are-you-there') }),
  z.strictObject({ kind: z.literal('close') }),
]);
export type ToStation = z.infer<typeof toStation>;

const openedSchema = z.strictObject({
  /** Absent at the sample fair. */
  fair: named.exactOptional(),
  door: z.strictObject({ url: z.string(), port: z.int() }).exactOptional(),
});
export type Opened = z.infer<typeof openedSchema>;

export const fromStation = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('opened'), opened: openedSchema }),
  /** The sentence is for a person. */
  z.strictObject({ kind: z.literal('not-opened'), sentence: z.string() }),
  /** A staff card has opened the station. It stays in memory, and goes to the next process. */
  z.strictObject({ kind: z.literal('card'), text: z.string() }),
  z.strictObject({ kind: z.literal('leave') }),
  /** Answers the question, and announces work before which it may not answer for long. */
  z.strictObject({
    kind: z.literal('here'),
    work: z.enum(['scans', 'deed', 'ledger']),
    debugged: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('ask'), number: z.int(), request: requestSchema }),
]);
export type FromStation = z.infer<typeof fromStation>;
