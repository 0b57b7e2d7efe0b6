import { z } from 'zod';
import { slotSchema } from '../facts.ts';
import { fileFaultSchema } from '../tables/file-faults.ts';
import { unreachable } from '../sync/unreachable.ts';
import { tableCalls } from './read-table.ts';
import { handedOver, kindOf, nothing, result } from './shapes.ts';

/**
 * Setting up a fair, only at an organiser's station: it needs the organiser's keys (keys.ts), which no server
 * ever has.
 */

const table = z.enum(['employers', 'people']);
export type SetUpTable = z.infer<typeof table>;

export const MOST_BYTES = 64 * 1024 * 1024;
/** The most that one call of a page can carry. */
export const PART_BYTES = 45_000;

const rows = z.strictObject({
  all: z.int(),
  untouched: z.int(),
  proposed: z.int(),
  emptied: z.int(),
  refused: z.int(),
});

/** How many; `setup.findings` and `setup.peopleFindings` have them. */
const found = z.strictObject({
  count: z.int(),
  by: z.strictObject({ refused: z.int(), emptied: z.int(), asks: z.int(), 'left-out': z.int() }),
});

const missingSchema = z.enum(['name', 'number', 'numbers']);
const editsSchema = z.strictObject({ undo: z.int(), redo: z.int() });

const setUpWorkSchema = z.discriminatedUnion('at', [
  z.strictObject({ at: z.literal('reading'), done: z.int(), of: z.int() }),
  z.strictObject({ at: z.literal('checking') }),
  z.strictObject({
    at: z.literal('refused'),
    why: z.enum(['not-a-table', 'empty', 'no-posts', 'too-large', 'newer', 'failed']),
  }),
  z.strictObject({ at: z.literal('file-refused'), fault: fileFaultSchema }),
  /** No sheet has a column of names, or of ID numbers. */
  z.strictObject({ at: z.literal('no-people'), missing: missingSchema }),
  z.strictObject({
    at: z.literal('employers'),
    rows,
    file: z.string(),
    /** Why nothing of it can be published as it is. */
    blocked: z.literal('no-posts').nullable(),
    findings: found,
    ignoredColumns: z.array(z.string()),
    /** Titles whose trade nobody has confirmed. */
    tradesToConfirm: z.int(),
    /** Booths that were given, and those that two employers ask for. */
    booths: z.strictObject({ given: z.int(), taken: z.int() }),
    /** Cells that name several posts. */
    split: z.int(),
    /** Educations and ages that only the requirements say, and whether those count. */
    inText: z.int(),
    fromText: z.boolean(),
    /** Whose posts these are, where the table names no employer; otherwise null. */
    employer: z.string().nullable(),
    edits: editsSchema,
    /** Choices that were made for this table before, and count again. */
    carried: z.int(),
    employers: z.int(),
    posts: z.int(),
    /** Posts for 若干, which `posts` does not hold. */
    some: z.int(),
    changes: z.strictObject({
      boothsNew: z.int(),
      boothsChanged: z.int(),
      postsNew: z.int(),
      postsChanged: z.int(),
      postsKept: z.int(),
    }),
  }),
  z.strictObject({
    at: z.literal('published'),
    revision: z.int(),
    sent: z.enum(['taken', ...unreachable, 'refused', 'no-server']),
  }),
  z.strictObject({
    at: z.literal('people'),
    rows,
    file: z.string(),
    /** The column without which nobody can be taken. */
    blocked: missingSchema.nullable(),
    findings: found,
    ignoredColumns: z.array(z.string()),
    edits: editsSchema,
    people: z.int(),
  }),
  z.strictObject({ at: z.literal('sealing'), done: z.int(), of: z.int() }),
  /** Codes are put beside names and phones. */
  z.strictObject({ at: z.literal('tabling'), done: z.int(), of: z.int() }),
  z.strictObject({ at: z.literal('sealed'), people: z.int(), where: z.string() }),
  z.strictObject({ at: z.literal('people-undone'), people: z.int() }),
  z.strictObject({ at: z.literal('cancelled') }),
]);
export type SetUpWork = z.infer<typeof setUpWorkSchema>;

export const setUpSchema = z.strictObject({
  /** The organiser's keys are in this station's memory for a limited time. */
  open: z
    .strictObject({ revision: z.int(), employers: z.int(), posts: z.int(), some: z.int() })
    .nullable(),
  /** The fair as it is here, whether its keys are open or not. */
  now: z.strictObject({ revision: z.int(), employers: z.int(), posts: z.int(), some: z.int() }),
  /** A sample fair's keys are public. */
  sample: z.boolean(),
  /** Another organiser’s revision that does not follow the one here, and what it alone revokes. */
  other: z.strictObject({ revision: z.int(), revokes: z.array(slotSchema) }).nullable(),
  /** The last published import can be undone, and would leave this behind; null if it cannot. */
  undo: z.strictObject({ postsClosed: z.int(), boothsStay: z.int() }).nullable(),
  /** How many people the last imported list has, which can be undone, too; null if there is none. */
  undoPeople: z.int().nullable(),
  stations: z.array(z.strictObject({ slot: slotSchema, zh: z.string(), en: z.string() })),
  zones: z.array(z.string()),
  work: setUpWorkSchema.nullable(),
});
export type SetUp = z.infer<typeof setUpSchema>;

/**
 * A revision is in force here. The organiser's file for the next one: null where it lies in the station's folder,
 * which has moved on with it.
 */
export const inForceHere = z.strictObject({ file: handedOver.nullable() });

export const setUpCalls = {
  'setup.state': { by: 'station', input: nothing, output: setUpSchema },
  ...tableCalls,
  /** Sends a file in parts, so that the page can show progress and stop. */
  'setup.begin': {
    by: 'station',
    input: z.strictObject({
      what: table,
      bytes: z.int().min(0),
      /** Its name, without its ending: it may say whose table this is. */
      name: z.string().max(300).exactOptional(),
    }),
    output: result(nothing, kindOf('locked')),
  },
  'setup.part': {
    by: 'station',
    input: z.strictObject({ base64: z.base64().max(2 * PART_BYTES) }),
    output: result(nothing, kindOf('gone')),
  },
  'setup.openSample': {
    by: 'station',
    input: nothing,
    output: result(nothing, kindOf('not-a-sample')),
  },
  'setup.lock': { by: 'station', input: nothing, output: nothing },
  'setup.cancel': { by: 'station', input: nothing, output: nothing },
  'setup.publish': {
    by: 'station',
    input: nothing,
    output: result(inForceHere, kindOf('locked', 'gone', 'not-taken')),
  },
  /** Makes a revision that follows both: the content of this one, and all that either revoked. */
  'setup.settle': {
    by: 'station',
    input: nothing,
    output: result(inForceHere, kindOf('locked', 'gone', 'not-taken')),
  },
  /** Publishes the employers as they were before the last import. Facts stay. */
  'setup.undo': {
    by: 'station',
    input: nothing,
    output: result(inForceHere, kindOf('locked', 'gone', 'not-taken')),
  },
  'setup.seal': {
    by: 'station',
    input: z.strictObject({ withoutFaulty: z.boolean() }),
    output: result(nothing, kindOf('locked', 'gone')),
  },
  /** Takes away what the last import of people made here. */
  'setup.undoPeople': {
    by: 'station',
    input: nothing,
    output: result(nothing, kindOf('locked', 'gone')),
  },
  /** The signed fair in force, for stations that no network reaches: public, so it needs no keys. */
  'setup.revisionFile': {
    by: 'station',
    input: nothing,
    output: result(handedOver, kindOf('none')),
  },
  'setup.template': {
    by: 'station',
    input: z.strictObject({ table }),
    output: handedOver,
  },
  /**
   * The clerk's own workbook with its cells marked, to be mended and chosen again; a copy of its cells where
   * it cannot be kept whole.
   */
  'setup.marked': {
    by: 'station',
    input: nothing,
    output: result(z.strictObject({ file: handedOver, isWhole: z.boolean() }), kindOf('gone')),
  },
  /** An enrolment code, for a new machine to scan. */
  'setup.offer': {
    by: 'station',
    /** Without a token, the hub that runs here takes the file. */
    input: z.strictObject({ slot: slotSchema, token: z.string().min(1).max(200).exactOptional() }),
    output: result(
      z.strictObject({ text: z.string(), minutes: z.int() }),
      kindOf(
        'locked',
        'no-server',
        'no-hub',
        /** Stations would not trust it: the fair names other keys of servers, and not the hub's. */
        'unnamed-key',
        'wrong-token',
        'no-such-fair',
        'not-our-server',
        ...unreachable,
        'refused',
      ),
    ),
  },
} as const;
