import { describe, expect, it } from 'vitest';
import type { ReaderState } from '../../../shared/devices.ts';
import { conditionSchema } from '../../../shared/condition.ts';
import { stationHealth } from './health.ts';

const at = { day: '2026-03-01', time: '09:12' };
const card: ReaderState = { id: 'cards', kind: 'id-card', name: '读卡器', state: 'ready' };

function health(change: { readonly readers?: ReaderState[]; readonly now?: number } = {}) {
  return stationHealth({
    version: `1.2.3-${'x'.repeat(100)}`,
    now: () => change.now ?? 1_000,
    role: () => 'entrance',
    newest: () => ({ fair: { revision: 1 }, hash: 'ab'.repeat(32) }),
    readers: { states: () => change.readers ?? [card] },
    printer: { state: () => 'works' },
    notices: {
      unread: () => [
        { kind: 'pass-without-code', at },
        { kind: 'entrance-freed', at },
        { kind: 'pass-without-code', at },
      ],
    },
  });
}

describe('a station’s condition', () => {
  it('names its role, readers, printer and each kind of unread notice once', () => {
    expect(health().condition()).toMatchObject({
      atMs: 1_000,
      role: 'entrance',
      readers: [{ kind: 'id-card', name: '读卡器', state: 'ready' }],
      printer: 'works',
      notices: ['pass-without-code', 'entrance-freed'],
    });
  });

  it('is accepted by the server, however long names and lists are here', () => {
    const readers = Array.from({ length: 40 }, () => ({ ...card, name: '读'.repeat(300) }));
    const condition = health({ readers, now: -5 }).condition();
    expect(conditionSchema.parse(condition)).toEqual(condition);
  });

  it('counts a camera as a scanner, which every server knows', () => {
    const camera: ReaderState = { id: 'camera', kind: 'camera', name: 'Webcam', state: 'ready' };
    const { readers } = health({ readers: [camera] }).condition();
    expect(readers).toEqual([{ kind: 'code', name: 'Webcam', state: 'ready' }]);
  });

  it('includes the battery only while the page reports one', () => {
    const station = health();
    expect(station.condition()).not.toHaveProperty('battery');
    station.setBattery({ percent: 9, charging: false });
    expect(station.condition().battery).toEqual({ percent: 9, charging: false });
    station.setBattery(undefined);
    expect(station.condition()).not.toHaveProperty('battery');
  });
});
