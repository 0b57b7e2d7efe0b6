import { z } from 'zod';
import { factRefSchema } from '../facts.ts';
import { roleSchema } from '../fair.ts';
import { paperCountsSchema, paperEntrySchema } from './paper.ts';
import { laneSchema } from './people.ts';
import { printerStateSchema, printingSchema } from './printing.ts';
import { handedOver, kindOf, moment, nothing, result } from './shapes.ts';
import { auditSchema, staffFault, staffKey, staffStatusSchema } from './station.ts';

/** What staff ask of a station. Each call needs the key that a PIN unlocks. */

const pin = z.string().regex(/^\d{4,8}$/);
const pinFaults = [
  z.strictObject({ kind: z.literal('wrong-pin'), triesLeft: z.int() }),
  z.strictObject({ kind: z.literal('locked'), seconds: z.int() }),
] as const;

export const staffCalls = {
  'staff.open': {
    input: z.strictObject({ pin }),
    output: result(z.strictObject({ key: staffKey }), z.discriminatedUnion('kind', pinFaults)),
  },
  'staff.status': {
    input: z.strictObject({ key: staffKey }),
    output: result(staffStatusSchema, staffFault),
  },
  'staff.lane': {
    input: z.strictObject({ key: staffKey, lane: laneSchema }),
    output: result(laneSchema, staffFault),
  },
  'staff.printing': {
    input: z.strictObject({ key: staffKey }),
    output: result(
      z.strictObject({
        setting: printingSchema,
        /** Null if this door can print only through the browser's dialogue. */
        system: z.array(z.string()).nullable(),
        state: printerStateSchema,
      }),
      staffFault,
    ),
  },
  /** Asks the printer itself, without paper. */
  'staff.checkPrinter': {
    input: z.strictObject({ key: staffKey }),
    output: result(printerStateSchema, staffFault),
  },
  'staff.setPrinting': {
    input: z.strictObject({ key: staffKey, setting: printingSchema }),
    output: result(printingSchema, staffFault),
  },
  'staff.paper': {
    input: z.strictObject({ key: staffKey }),
    output: result(
      z.strictObject({
        booths: z.array(z.strictObject({ code: z.string(), employer: z.string() })),
        entries: z.array(paperEntrySchema),
      }),
      staffFault,
    ),
  },
  'staff.enterPaper': {
    input: z.strictObject({ key: staffKey, ...paperCountsSchema.shape }),
    output: result(
      nothing,
      kindOf(
        'staff-only',
        'no-such-booth',
        'nothing',
        'entered-before',
        'not-saved',
        'disk-full',
        'not-allowed',
      ),
    ),
  },
  'staff.undoPaper': {
    input: z.strictObject({ key: staffKey, fact: factRefSchema }),
    output: result(nothing, kindOf('staff-only', 'gone', 'not-saved', 'disk-full', 'not-allowed')),
  },
  /** Changes what this station is for; needs the organiser's PIN too. */
  'staff.role': {
    input: z.strictObject({
      key: staffKey,
      role: roleSchema,
      pin,
    }),
    output: result(
      z.strictObject({ role: roleSchema }),
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('staff-only') }),
        ...pinFaults,
        /** The signed fair does not allow it, or the station lacks the keys, or there is no organiser's PIN. */
        z.strictObject({ kind: z.literal('not-possible') }),
      ]),
    ),
  },
  /** All facts of this station, sealed to the organiser: for a hall without any network. */
  'staff.saveFacts': {
    input: z.strictObject({ key: staffKey }),
    output: result(handedOver, staffFault),
  },
  'staff.backup': {
    input: z.strictObject({ key: staffKey }),
    output: result(
      z.strictObject({ at: moment, facts: z.int() }),
      kindOf('staff-only', 'backup-failed'),
    ),
  },
  'staff.audit': {
    input: z.strictObject({ key: staffKey }),
    output: result(auditSchema, staffFault),
  },
  'staff.acknowledge': {
    input: z.strictObject({ key: staffKey, upTo: z.int().min(0) }),
    output: result(nothing, staffFault),
  },
  /** The panel was closed: its key opens nothing any more. */
  'staff.close': { input: z.strictObject({ key: staffKey }), output: nothing },
  /** Leaves kiosk mode, if the door allows it. */
  'staff.leave': {
    input: z.strictObject({ key: staffKey }),
    output: result(nothing, kindOf('staff-only', 'not-here')),
  },
} as const;
