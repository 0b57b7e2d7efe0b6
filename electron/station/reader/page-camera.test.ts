import { expect, it } from 'vitest';
import type { CameraReport } from '../../../shared/contract/camera.ts';
import type { ReaderState } from '../../../shared/devices.ts';
import { pageCamera } from './page-camera.ts';
import type { Scan } from './scan.ts';

const report = (change: Partial<CameraReport> = {}): CameraReport => ({
  name: 'Integrated Camera',
  state: 'ready',
  trouble: null,
  ...change,
});

async function rig() {
  const seen: ReaderState[][] = [];
  const scans: { readonly scan: Scan; readonly reader: string }[] = [];
  const camera = pageCamera(() => 1_000);
  const readers = await camera.connect({
    onScan: (scan, reader) => scans.push({ scan, reader }),
    onStates: (states) => seen.push(states),
    onUnavailable: () => undefined,
  });
  return { camera, readers, seen, scans };
}

it('a camera that nobody switched on is in no list', async () => {
  const { camera, readers, seen } = await rig();
  camera.report(report({ name: '', state: 'off' }));
  expect(readers.states()).toEqual([]);
  expect(readers.health()).toEqual([]);
  expect(seen.flat()).toEqual([]);
});

it('a camera is listed by its own name while it is on', async () => {
  const { camera, readers, seen } = await rig();
  camera.report(report({ name: '', state: 'starting' }));
  camera.report(report());
  const listed = { id: 'camera', kind: 'camera', name: 'Integrated Camera', state: 'ready' };
  expect(readers.states()).toEqual([listed]);
  expect(seen.at(-1)).toEqual([listed]);
  camera.report(report({ state: 'off' }));
  expect(seen.at(-1)).toEqual([]);
});

it('what a camera reads is a scan, by a reader of its own', async () => {
  const { camera, readers, scans } = await rig();
  camera.report(report());
  camera.read('CF1:ABC');
  expect(scans).toEqual([{ scan: { kind: 'code', text: 'CF1:ABC' }, reader: 'camera' }]);
  expect(readers.health()).toMatchObject([{ lastScan: 1_000 }]);
});

it.each([
  ['unplugged', 'gone'],
  ['no-permission', 'faulty'],
  ['held', 'faulty'],
  ['dark', 'faulty'],
] as const)('a camera that is %s says so, and works again after', async (trouble, state) => {
  const { camera, readers } = await rig();
  camera.report(report());
  camera.report(report({ state: 'trouble', trouble }));
  expect(readers.health()).toMatchObject([{ state, trouble }]);
  camera.report(report());
  expect(readers.health()).toMatchObject([{ state: 'ready', trouble: undefined }]);
});
