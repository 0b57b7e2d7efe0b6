import { z } from 'zod';
import { printFaultKinds } from '../devices.ts';
import { greetingSchema } from './people.ts';
import { kindOf, named } from './shapes.ts';

/** The printer of a station, and what is printed there for someone who has just checked in. */

export const printerSchema = z.discriminatedUnion('how', [
  z.strictObject({ how: z.literal('none') }),
  /** The system's own printers: silently where the door can, else by the browser's dialogue. */
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
  /** After each check-in, without a tap. */
  byItself: z.boolean(),
});
export type Printing = z.infer<typeof printingSchema>;

export const noPrinting: Printing = { printer: { how: 'none' }, byItself: false };

/** What the face must know of it. */
export const printingOffer = z.enum(['none', 'on-request', 'by-itself']);
export type PrintingOffer = z.infer<typeof printingOffer>;

export const ticketSchema = z.strictObject({
  fair: named,
  greeting: greetingSchema,
  anonymous: z.boolean(),
  pass: z.string(),
  shortCode: z.string(),
  /** Where to go first. */
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
