import { expect, it } from 'vitest';
import type { HeldBack } from '../../../shared/hub-messages.ts';
import type { HubView } from '../../../shared/contract/hub.ts';
import { hubTroubles } from './words.ts';

const hub = (held: readonly Omit<HeldBack, 'why'>[]): HubView => ({
  fair: '00000001',
  canRun: true,
  on: true,
  run: {
    at: 'up',
    health: {
      heard: 2,
      upstream: {
        at: 'waiting',
        why: 'revoked',
        held: held.map((branch) => ({ ...branch, why: 'revoked' })),
      },
      diskNearlyFull: false,
      repaired: false,
    },
  },
  addresses: [],
  chosen: null,
  server: 'https://192.168.1.23:5190',
  port: 5190,
  pin: null,
  pinned: 'no',
  code: null,
  before: null,
  upstream: { address: 'https://server.example', pins: [] },
  fairServer: null,
});

it('a hub names each station whose facts the server above refuses, and how many with their boxes (P136)', () => {
  const [known, unknown] = hubTroubles(
    hub([
      { slot: 3, facts: 12, most: 40, boxes: 0 },
      { slot: 5, facts: null, most: 7, boxes: 2 },
    ]),
  );
  expect(known?.zh).toBe('3 号站点（已停用）：12 条记录上级不收');
  expect(unknown?.zh).toBe('5 号站点（已停用）：最多 7 条记录和 2 个加密盒上级不收');
  expect(hubTroubles(hub([]))).toEqual([]);
});
