import { expect, it } from 'vitest';
import type { ReaderState } from '../../../shared/devices.ts';
import { pageKeyboard } from './page-keyboard.ts';
import type { Scan } from './scan.ts';

async function rig() {
  const seen: ReaderState[][] = [];
  const scans: { readonly scan: Scan; readonly reader: string }[] = [];
  const keyboard = pageKeyboard(() => 1_000);
  const readers = await keyboard.connect({
    onScan: (scan, reader) => scans.push({ scan, reader }),
    onStates: (states) => seen.push(states),
    onUnavailable: () => undefined,
  });
  return { keyboard, readers, seen, scans };
}

const listed = [{ id: 'keyboard', kind: 'wedge', name: '键盘口扫码枪', state: 'ready' }];

it('a keyboard scanner that has not typed yet is in no list', async () => {
  const { readers } = await rig();
  expect(readers.states()).toEqual([]);
});

it('a keyboard scanner is one of the readers from its first scan on', async () => {
  const { keyboard, readers, seen, scans } = await rig();
  keyboard.read('CF1:ABC');
  keyboard.read('CF1:DEF');
  expect(readers.states()).toEqual(listed);
  expect(seen.at(-1)).toEqual(listed);
  expect(scans.map(({ reader }) => reader)).toEqual(['keyboard', 'keyboard']);
  expect(readers.health()).toMatchObject([{ lastScan: 1_000, where: 'keyboard' }]);
});

it('a keyboard scanner that opened the station in the morning is known before its first scan', async () => {
  const { keyboard, readers, scans } = await rig();
  keyboard.typed();
  expect(readers.states()).toEqual(listed);
  expect(scans).toEqual([]);
});
