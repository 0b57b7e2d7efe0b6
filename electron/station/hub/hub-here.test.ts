import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { NetworkInterfaceInfo } from 'node:os';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fair } from '../../../shared/fair.ts';
import type { HeldBack, HubOpening, HubRun } from '../../../shared/hub-messages.ts';
import { type SteppedTimers, steppedTimers } from '../clock/testing/stepped-timers.ts';
import { randomness } from '../keys/randomness.ts';
import { loadSampleFair } from '../sample/sample-fair.ts';
import type { HubDoor } from './hub-door.ts';
import { type HubHere, hubHere } from './hub-here.ts';
import { outlivingNow } from '../open/server-link.ts';

const { fair, keys } = await loadSampleFair(
  join(import.meta.dirname, '../../../resources/fairs/street-market'),
);
const allKeys = {
  ...keys,
  passKeys: [...keys.passKeys].map(([slot, seed]) => ({ slot, seed })),
};
const opened = { port: 5191, pin: 'p'.repeat(43), token: 'cf1.c48f0482.secret' };
const running: HubRun = { at: 'up', opened, health: null };

type Why = HeldBack['why'];
let folder = '';
let timers: SteppedTimers;
let asked: HubOpening[];
let tell: (run: HubRun) => void;
let cards: NodeJS.Dict<NetworkInterfaceInfo[]>;
let hub: HubHere;

function card(address: string): NetworkInterfaceInfo[] {
  const netmask = '255.255.255.0';
  return [{ address, netmask, family: 'IPv4', mac: '', internal: false, cidr: null }];
}

/** A process beside the station that does what these tests say. */
function door(): HubDoor {
  let run: HubRun = { at: 'off' };
  return {
    start: async (opening) => void asked.push(opening),
    stop: async () => undefined,
    revise: async () => undefined,
    call: async () => ({ ok: false, fault: { kind: 'not-open' } }),
    look: async () => run,
    onRun(listener) {
      tell = (next) => {
        run = next;
        listener(next);
      };
    },
  };
}

const open = (): Promise<HubHere> =>
  hubHere({
    door: door(),
    folder,
    version: 'test',
    signedFair: async () => ({ text: 'fair', signature: 'c2ln' }),
    interfaces: () => cards,
    timers,
    randomBytes: randomness(),
    onTrouble: (_what, error) => {
      throw error;
    },
  });

async function switchedOn(): Promise<void> {
  await hub.switchTo(true);
  tell(running);
  await expect.poll(() => hub.own()).toBeDefined();
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-hub-here-'));
  timers = steppedTimers();
  asked = [];
  cards = { eth0: card('192.168.1.23') };
  hub = await open();
});
afterEach(async () => {
  hub.close();
  await rm(folder, { recursive: true });
});

const offer = (revision: Fair) => hub.offer({ fair: revision, keys: allKeys, slot: 2, minutes: 5 });

describe('the hub of this station', () => {
  it('comes back with the station at the port that its codes name, and only if it was on', async () => {
    expect(asked).toEqual([]);
    await switchedOn();
    expect(asked).toMatchObject([{ port: 5190, thisPort: false, host: '0.0.0.0' }]);
    hub.close();
    hub = await open();
    await expect.poll(() => asked).toHaveLength(2);
    expect(asked[1]).toMatchObject({ port: 5191, thisPort: true });
    await hub.switchTo(false);
    hub.close();
    hub = await open();
    await timers.pass(0);
    expect(asked).toHaveLength(2);
  });

  it('is where its station sends facts, also while it is being restarted', async () => {
    await switchedOn();
    tell({ at: 'again' });
    expect(hub.own()).toEqual({ server: 'https://127.0.0.1:5191', pin: opened.pin });
    expect(hub.place()).toBeUndefined();
    await hub.switchTo(false);
    expect(hub.own()).toBeUndefined();
  });

  it('takes no report of its machine’s destruction, since it goes with it (P137)', async () => {
    const reportsTo = () =>
      outlivingNow({ hub, server: 'https://hall.example' }, () => fair)?.server;
    expect(reportsTo()).toBe('https://hall.example');
    await switchedOn();
    expect(reportsTo()).toBeUndefined();
    await hub.setUpstream({ address: 'https://server.example', pins: [] });
    expect(reportsTo()).toBe('https://server.example');
  });

  it('may be destroyed with its station only once the server above has all that it took', async () => {
    expect(hub.held()).toEqual([]);
    await switchedOn();
    expect(hub.held()).toEqual([]);
    await hub.setUpstream({ address: 'https://server.example', pins: ['d'.repeat(43)] });
    expect(hub.held()).toBeUndefined();
    const health = { heard: 0, diskNearlyFull: false, repaired: false } as const;
    const waits = (why: Why, held: HeldBack[]) =>
      tell({ ...running, health: { ...health, upstream: { at: 'waiting', why, held } } });
    waits('no-network', []);
    expect(hub.held()).toBeUndefined();
    tell({ ...running, health: { ...health, upstream: { at: 'up-to-date' } } });
    expect(hub.held()).toEqual([]);
  });

  it('may not be destroyed while it is off and has what it took: it is switched on first (P136)', async () => {
    await switchedOn();
    await hub.switchTo(false);
    expect(hub.held()).toEqual([]);
    await mkdir(join(folder, 'hub'));
    await writeFile(join(folder, 'hub', 'server.db'), '');
    expect(hub.held()).toBeUndefined();
  });

  it('names what the server above refuses for good, and waits for what it may still take (P136)', async () => {
    await switchedOn();
    await hub.setUpstream({ address: 'https://server.example', pins: ['d'.repeat(43)] });
    const health = { heard: 0, diskNearlyFull: false, repaired: false } as const;
    const waits = (why: Why, held: HeldBack[]) =>
      tell({ ...running, health: { ...health, upstream: { at: 'waiting', why, held } } });
    const revoked = { slot: 3, facts: 12, most: 12, boxes: 2, why: 'revoked' } as const;
    waits('revoked', [revoked]);
    expect(hub.held()).toEqual([revoked]);
    waits('behind', [revoked, { slot: 4, facts: 1, most: 9, boxes: 0, why: 'behind' }]);
    expect(hub.held()).toBeUndefined();
  });

  it('shows and keeps no token (P110)', async () => {
    await switchedOn();
    expect(JSON.stringify(hub.view(fair))).not.toContain('secret');
    expect(await readFile(join(folder, 'hub.json'), 'utf8')).not.toContain('secret');
  });

  it('offers no code while the fair names other keys than its own (P110)', async () => {
    expect(await offer(fair)).toMatchObject({ fault: { kind: 'no-hub' } });
    await switchedOn();
    const naming = (...serverPins: string[]): Fair => ({ ...fair, serverPins });
    expect(hub.view(fair).pinned).toBe('no');
    expect(hub.view(naming('c'.repeat(43))).pinned).toBe('must');
    expect(await offer(naming('c'.repeat(43)))).toMatchObject({ fault: { kind: 'unnamed-key' } });
    expect(hub.view(naming('c'.repeat(43), opened.pin)).pinned).toBe('yes');
    // No hub listens there in this test, and perhaps another program does; but it was asked.
    const asked = await offer(naming(opened.pin));
    expect(['no-hub', 'unnamed-key']).not.toContain(asked.ok ? 'no-hub' : asked.fault.kind);
  });

  it('says that it has moved as soon as a router gives it another address', async () => {
    await switchedOn();
    const first = 'https://192.168.1.23:5191';
    await hub.keepCode({ text: 'CFH1:A', ms: 1, server: first, pin: opened.pin });
    expect(hub.view(fair)).toMatchObject({ server: first, code: 'CFH1:A', before: null });
    let looked = 0;
    hub.onView(() => {
      looked += 1;
    });
    cards = { eth0: card('192.168.1.99') };
    await timers.pass(3_000);
    expect(looked).toBe(1);
    const moved = { server: 'https://192.168.1.99:5191', code: null, before: first };
    expect(hub.view(fair)).toMatchObject(moved);
    // Back at the first address, the code that stations took is right again.
    cards = { eth0: card('192.168.1.23') };
    await timers.pass(3_000);
    expect(hub.view(fair)).toMatchObject({ code: 'CFH1:A', before: null });
  });

  it('has no address without a network, and another key makes its code void', async () => {
    await switchedOn();
    const server = 'https://192.168.1.23:5191';
    await hub.keepCode({ text: 'CFH1:A', ms: 1, server, pin: opened.pin });
    tell({ ...running, opened: { ...opened, pin: 'q'.repeat(43) } });
    await expect.poll(() => hub.view(fair)).toMatchObject({ code: null, before: server });
    cards = {};
    await timers.pass(3_000);
    expect(hub.view(fair)).toMatchObject({ server: null, chosen: null });
  });

  it('cannot run where nothing starts it', async () => {
    const nobody = await hubHere({
      folder,
      version: 'test',
      signedFair: async () => undefined,
      interfaces: () => cards,
      timers,
      randomBytes: randomness(),
      onTrouble: () => undefined,
    });
    expect(nobody.view(fair).canRun).toBe(false);
    nobody.close();
  });
});
