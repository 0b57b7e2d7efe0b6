import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HubAddress } from '../../../shared/hub-address.ts';
import type { Upstream } from '../../../shared/hub-messages.ts';
import { publicKeyText } from '../keys/fair-keys.ts';
import { makeAddressCode, movedServer } from './address-code.ts';
import { handingOn } from './handing-on.ts';
import type { HubSettings } from './hub-settings.ts';

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

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-handing-on-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** An organiser's laptop whose hub is on, under the code that it signed in the morning. */
async function laptop(own: HubAddress, on = true) {
  let settings: HubSettings = {
    v: 1,
    on,
    code: { text: codeOf(own), ms: own.ms, server: own.server, pin: own.pins[0] ?? '' },
  };
  const hub = {
    settings: () => settings,
    own: () => (on ? { server: 'https://127.0.0.1:5190', pin: own.pins[0] ?? '' } : undefined),
    async setUpstream(upstream: Upstream | null) {
      settings = { ...settings, ...(upstream && { upstream }) };
    },
  };
  const moved = handingOn(await movedServer(folder, fair), () => hub);
  return { moved, upstream: () => settings.upstream?.address };
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
});
