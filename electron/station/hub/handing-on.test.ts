import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HubAddress } from '../../../shared/hub-address.ts';
import type { HubOpening, Upstream } from '../../../shared/hub-messages.ts';
import { steppedTimers } from '../clock/testing/stepped-timers.ts';
import { publicKeyText } from '../keys/fair-keys.ts';
import { randomness } from '../keys/randomness.ts';
import { makeAddressCode, movedServer } from './address-code.ts';
import { handingOn } from './handing-on.ts';
import { type HubHere, hubHere } from './hub-here.ts';
import { HUB_FILE } from './hub-settings.ts';

const signingKey = new Uint8Array(32).fill(7);
const fair = { id: 'c48f0482', signingKey: publicKeyText('ed25519', signingKey) };
const pin = (letter: string): string => letter.repeat(43);
const old: HubAddress = {
  fair: fair.id,
  revision: 3,
  ms: 100,
  server: 'https://10.0.0.4:5190',
  pins: [pin('o')],
};
const next: HubAddress = { ...old, ms: 200, server: 'https://10.0.0.9:5190', pins: [pin('n')] };
const codeOf = (address: HubAddress): string => makeAddressCode(address, signingKey);

const central: Upstream = { address: 'https://central.example', pins: [] };

let folder = '';
let hubs: HubHere[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-handing-on-'));
});
afterEach(async () => {
  for (const hub of hubs) hub.close();
  hubs = [];
  await rm(folder, { recursive: true });
});

const keptCode = (own: HubAddress) => ({
  text: codeOf(own),
  ms: own.ms,
  server: own.server,
  pin: own.pins[0] ?? '',
});

/** An organiser's laptop whose hub is on, under the code that it signed in the morning. */
async function laptop(own: HubAddress, isOn = true) {
  const mine = await mkdtemp(join(folder, 'laptop-'));
  const [key = ''] = own.pins;
  await writeFile(
    join(mine, HUB_FILE),
    JSON.stringify({ v: 1, on: isOn, port: 5190, pin: key, code: keptCode(own) }),
  );
  const opened: HubOpening[] = [];
  const hub = await hubHere({
    door: {
      start: async (opening) => void opened.push(opening),
      stop: async () => undefined,
      revise: async () => undefined,
      call: async () => ({ ok: false, fault: { kind: 'not-open' } }),
      look: async () => ({ at: 'starting' }),
      onRun: () => undefined,
    },
    folder: mine,
    version: 'test',
    signedFair: async () => ({ text: 'fair', signature: 'c2ln' }),
    interfaces: () => ({}),
    timers: steppedTimers(),
    randomBytes: randomness(),
    onTrouble: (_what, error) => {
      throw error;
    },
  });
  hubs.push(hub);
  const moved = handingOn(await movedServer(mine, fair), () => hub);
  return {
    hub,
    moved,
    upstream: () => hub.settings().upstream?.address,
    runsWith: () => opened.at(-1)?.upstream?.address,
    signs: (address: HubAddress) => hub.keepCode(keptCode(address)),
  };
}

describe('the old laptop, back from repair while another one has its place (P129)', () => {
  it('hands on to the new hub once it has scanned its code', async () => {
    const { moved, upstream } = await laptop(old);
    await moved.take(codeOf(next));
    expect(upstream()).toBe(next.server);
    expect(moved.handsOn?.(next)).toBe(true);
  });

  it('hands on under a later revision, whatever its clock says', async () => {
    const { moved, upstream } = await laptop({ ...old, ms: 9_000 });
    await moved.take(codeOf({ ...next, revision: 4 }));
    expect(upstream()).toBe(next.server);
  });

  it('never hands on to itself, nor back: two hubs would go round in a circle', async () => {
    const itself = await laptop(old);
    await itself.moved.take(codeOf({ ...old, ms: 300 }));
    expect(itself.upstream()).toBeUndefined();
    const newest = await laptop(next);
    await newest.moved.take(codeOf(old));
    expect(newest.upstream()).toBeUndefined();
  });

  it('only takes the address where its hub is off', async () => {
    const { moved, upstream } = await laptop(old, false);
    await moved.take(codeOf(next));
    expect(upstream()).toBeUndefined();
    expect(moved.current()).toEqual(next);
    expect(moved.handsOn?.(next)).toBe(false);
  });

  it('hands on no more once it has signed a later code: two hubs never wait for each other', async () => {
    const [one, two] = [await laptop(old), await laptop(next)];
    await one.moved.take(codeOf(next));
    expect(one.upstream()).toBe(next.server);
    const back: HubAddress = { ...old, ms: 300 };
    await one.signs(back);
    await two.moved.take(codeOf(back));
    expect(two.upstream()).toBe(back.server);
    expect(one.upstream()).toBeUndefined();
    // The code of the other one, which it took before, changes nothing either.
    await one.moved.take(codeOf(next));
    expect(one.upstream()).toBeUndefined();
  });

  it('goes on handing on if its own new code is the earlier one, which no station takes', async () => {
    const { moved, upstream, signs } = await laptop(old);
    await moved.take(codeOf(next));
    await signs({ ...old, ms: 150 });
    expect(upstream()).toBe(next.server);
  });

  it('follows the newest of several codes', async () => {
    const { moved, upstream } = await laptop(old);
    await moved.take(codeOf(next));
    const third: HubAddress = { ...next, ms: 400, server: 'https://10.0.0.12:5190' };
    await moved.take(codeOf(third));
    expect(upstream()).toBe(third.server);
  });

  it('keeps a central server that somebody typed, whatever is scanned or signed', async () => {
    const { hub, moved, upstream, signs } = await laptop(old);
    await hub.setUpstream(central);
    await moved.take(codeOf(next));
    expect(upstream()).toBe(central.address);
    expect(moved.handsOn?.(next)).toBe(false);
    await signs({ ...old, ms: 900 });
    expect(upstream()).toBe(central.address);
  });

  it('keeps also one that was typed over a code’s', async () => {
    const { hub, moved, upstream } = await laptop(old);
    await moved.take(codeOf(next));
    await hub.setUpstream(central);
    await moved.take(codeOf({ ...next, ms: 400 }));
    expect(upstream()).toBe(central.address);
  });

  it('restarts its hub as soon as it hands on, and as soon as it stops handing on', async () => {
    const { moved, runsWith, signs } = await laptop(old);
    await moved.take(codeOf(next));
    expect(runsWith()).toBe(next.server);
    await signs({ ...old, ms: 300 });
    expect(runsWith()).toBeUndefined();
  });
});
