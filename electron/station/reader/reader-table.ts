import { z } from 'zod';

/**
 * Maps devices to readers: `resources/readers.json` can be extended without code. node-hid shows no
 * report descriptor, so a device is identified by its ids and its usage page.
 */

const hex = (digits: number) =>
  z
    .string()
    .regex(new RegExp(`^[0-9a-f]{${digits}}$`), `${digits} hexadecimal digits in lower case`)
    .transform((text) => Number.parseInt(text, 16));

const scannerLayouts = ['A', 'B', 'C', 'D', 'ibm-oem', 'auto'] as const;

const onEvery = {
  vendor: hex(4),
  /** Absent: every product of the vendor that no other line names. */
  product: hex(4).exactOptional(),
  /** Absent: any page. A scanner has one page as a keyboard and another as a scanner. */
  usagePage: z
    .string()
    .regex(/^[0-9a-f]{1,4}$/)
    .transform((text) => Number.parseInt(text, 16))
    .exactOptional(),
  name: z.string().min(1),
};

const lineSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...onEvery, kind: z.literal('code'), layout: z.enum(scannerLayouts) }),
  z.strictObject({ ...onEvery, kind: z.literal('id-card') }),
]);

export const readerTableSchema = z.strictObject({
  readers: z.array(lineSchema),
});
export type ReaderTable = z.infer<typeof readerTableSchema>;
type ReaderLine = z.infer<typeof lineSchema>;

/** A device at one path, which may show several usages there. */
export interface PluggedDevice {
  readonly path: string;
  readonly vendor: number;
  readonly product: number;
  readonly serial: string;
  readonly name: string;
  readonly usages: readonly { readonly page: number; readonly usage: number }[];
}

/** What to do with a device. */
export type Role =
  | { readonly kind: 'code'; readonly name: string; readonly layout: ScannerLayout }
  | { readonly kind: 'id-card'; readonly name: string }
  /** Maybe a card reader that no line names: query it once, in a card reader's protocol. */
  | { readonly kind: 'ask' }
  | { readonly kind: 'none' };
export type ScannerLayout = (typeof scannerLayouts)[number];

const GENERIC_DESKTOP = 0x01;
const SCANNER_PAGE = 0x8c;
const SCANNER = 0x02;
const FIRST_VENDOR_PAGE = 0xff00;

export function roleOf(device: PluggedDevice, { readers }: ReaderTable): Role {
  // Keyboards, mice and touchscreens belong to the system: a keyboard scanner types into the page.
  const usages = device.usages.filter(({ page }) => page !== GENERIC_DESKTOP);
  if (usages.length === 0) return { kind: 'none' };
  const fitting = readers.filter(
    ({ vendor, product, usagePage }) =>
      vendor === device.vendor &&
      (product === undefined || product === device.product) &&
      (usagePage === undefined || usages.some(({ page }) => page === usagePage)),
  );
  const line = fitting.toSorted((a, b) => precision(b) - precision(a))[0];
  if (line?.kind === 'code') return { kind: 'code', name: line.name, layout: line.layout };
  if (line?.kind === 'id-card') return { kind: 'id-card', name: line.name };
  if (usages.some(({ page, usage }) => page === SCANNER_PAGE && usage === SCANNER)) {
    return { kind: 'code', name: device.name || '扫码器', layout: 'auto' };
  }
  const alone = usages.length === device.usages.length;
  const vendors = usages.every(({ page }) => page >= FIRST_VENDOR_PAGE);
  return alone && vendors ? { kind: 'ask' } : { kind: 'none' };
}

/** A more specific line goes before a less specific one. */
function precision({ product, usagePage }: ReaderLine): number {
  return (product === undefined ? 0 : 2) + (usagePage === undefined ? 0 : 1);
}
