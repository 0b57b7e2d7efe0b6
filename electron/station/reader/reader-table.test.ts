import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type PluggedDevice, readerTableSchema, roleOf } from './reader-table.ts';

const shipped = readerTableSchema.parse(
  JSON.parse(readFileSync(new URL('../../../resources/readers.json', import.meta.url), 'utf8')),
);

const scannerPage = { page: 0x8c, usage: 0x02 };
const vendorPage = { page: 0xff00, usage: 0x01 };
const keyboard = { page: 0x01, usage: 0x06 };

function device(change: Partial<PluggedDevice>): PluggedDevice {
  return {
    path: '/dev/hidraw0',
    vendor: 0x1234,
    product: 0x5678,
    serial: '',
    name: '',
    usages: [scannerPage],
    ...change,
  };
}

describe('the table identifies what a fair plugs in', () => {
  test.each([
    ['a Honeywell scanner', { vendor: 0x0c2e }, { kind: 'code', layout: 'A' }],
    ['a Youjie scanner', { vendor: 0x23d0 }, { kind: 'code', layout: 'A' }],
    ['a Newland scanner', { vendor: 0x1eab, product: 0x0210 }, { kind: 'code', layout: 'B' }],
    ['a Zebra scanner in HID POS mode', { vendor: 0x05e0 }, { kind: 'code', layout: 'auto' }],
    [
      'a Zebra scanner in IBM mode',
      { vendor: 0x05e0, product: 0x1300, usages: [vendorPage] },
      { kind: 'code', layout: 'ibm-oem' },
    ],
    [
      'a Routon card reader',
      { vendor: 0x0425, product: 0x8159, usages: [vendorPage] },
      { kind: 'id-card' },
    ],
    ['a scanner of an unknown maker', {}, { kind: 'code', layout: 'auto' }],
    ['an unknown device with a vendor page', { usages: [vendorPage] }, { kind: 'ask' }],
    [
      'a keyboard, even of a scanner’s maker',
      { vendor: 0x0c2e, usages: [keyboard] },
      { kind: 'none' },
    ],
    ['a keyboard with a vendor page', { usages: [keyboard, vendorPage] }, { kind: 'none' }],
    ['a security key', { usages: [{ page: 0xf1d0, usage: 1 }] }, { kind: 'none' }],
  ] as const)('%s', (_what, change, role) => {
    expect(roleOf(device(change), shipped)).toMatchObject(role);
  });

  test('a line with the product takes precedence over one with only the maker', () => {
    const table = readerTableSchema.parse({
      readers: [
        { vendor: '1234', kind: 'code', layout: 'A', name: 'any of theirs' },
        { vendor: '1234', product: '5678', kind: 'code', layout: 'D', name: 'this one' },
      ],
    });
    expect(roleOf(device({}), table)).toMatchObject({ layout: 'D', name: 'this one' });
  });
});

describe('a mistake in the reader table is reported by its line', () => {
  test.each([
    [{ vendor: '0C2E', kind: 'code', layout: 'A', name: 'capitals' }],
    [{ vendor: '0c2e', kind: 'code', layout: 'E', name: 'no such layout' }],
    [{ vendor: '0c2e', kind: 'code', name: 'no layout' }],
    [{ vendor: '0c2e', kind: 'id-card', layout: 'A', name: 'a card reader has none' }],
  ])('%o', (line) => {
    const parsed = readerTableSchema.safeParse({ readers: [line] });
    expect(parsed.error?.issues[0]?.path.slice(0, 2)).toEqual(['readers', 0]);
  });
});
