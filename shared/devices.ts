import { z } from 'zod';

/** States of readers and printers, as codes that page, station and server share. */

export const readerSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(['id-card', 'code', 'wedge', 'camera']),
  name: z.string(),
  state: z.enum(['ready', 'starting', 'gone', 'faulty']),
});
export type ReaderState = z.infer<typeof readerSchema>;

export const printFaultKinds = [
  'no-printer',
  'printer-missing',
  'not-a-printer',
  'printer-offline',
  'out-of-paper',
  'not-printed',
] as const;
export type PrintFault = (typeof printFaultKinds)[number];

export const isPrintFault = (kind: string): kind is PrintFault =>
  printFaultKinds.some((fault) => fault === kind);
