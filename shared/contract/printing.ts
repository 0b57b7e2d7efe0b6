import { z } from 'zod';
import { printFaultKinds } from '../devices.ts';
import { greetingSchema } from './people.ts';
import { handedOver, kindOf, named, nothing, result } from './shapes.ts';

/** A station's printer, and the ticket that it prints for a person who has just checked in. */

const printerSchema = z.discriminatedUnion('how', [
  z.strictObject({ how: z.literal('none') }),
  /** A system printer: silent if the door can, else through the browser's dialogue. */
  z.strictObject({ how: z.literal('system'), name: z.string().max(200) }),
  /** A receipt printer that speaks ESC/POS: `192.168.1.87:9100`, or a device file. */
  z.strictObject({
    how: z.literal('receipt'),
    at: z.string().min(1).max(200),
    columns: z.union([z.literal(32), z.literal(48)]),
  }),
]);
export type Printer = z.infer<typeof printerSchema>;

export const printingSchema = z.strictObject({
  printer: printerSchema,
  /** Prints after each check-in, without a tap. */
  byItself: z.boolean(),
});
export type Printing = z.infer<typeof printingSchema>;

export const noPrinting: Printing = { printer: { how: 'none' }, byItself: false };

/** As staff see it; `busy` prints at this moment. */
export const printerStateSchema = z.enum(['none', 'works', 'busy', ...printFaultKinds]);
export type PrinterState = z.infer<typeof printerStateSchema>;

/** What an attendee's page must know of the printer. */
export const printingOffer = z.enum(['none', 'on-request', 'by-itself']);
export type PrintingOffer = z.infer<typeof printingOffer>;

export const ticketSchema = z.strictObject({
  fair: named,
  greeting: greetingSchema,
  anonymous: z.boolean(),
  pass: z.string(),
  shortCode: z.string(),
  /** The booths to visit first. */
  booths: z
    .array(
      z.strictObject({
        booth: z.string(),
        zone: z.string(),
        employer: z.string(),
        post: z.string(),
      }),
    )
    .max(3),
});
export type Ticket = z.infer<typeof ticketSchema>;

export const printFault = kindOf(...printFaultKinds);

/** A page of lists or figures, as its print style shows it. */
export const printCalls = {
  'print.ways': {
    input: nothing,
    output: z.strictObject({
      /** Whether the door prints and makes PDFs itself; else the browser's dialogue does. */
      here: z.boolean(),
      /** Whether a printer of the system is chosen. */
      printer: z.boolean(),
    }),
  },
  /** The system's printers, where the page may choose among them: an organiser's station needs no staff PIN for it. */
  'print.printers': { input: nothing, output: z.array(z.string()).nullable() },
  /** Sheets go to this one from now on; false where only staff may say so. */
  'print.choose': {
    input: z.strictObject({ name: z.string().min(1).max(200) }),
    output: z.boolean(),
  },
  'print.sheet': { input: nothing, output: result(nothing, printFault) },
  'print.pdf': {
    input: z.strictObject({ name: z.string().min(1).max(80) }),
    output: result(handedOver, printFault),
  },
} as const;
