import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deliver } from '../../electron/station/sync/delivery.ts';
import { factsForStick, uploadsFromStick } from '../../electron/station/sync/facts-on-a-stick.ts';
import { type Day, openDay, SLOT } from './day.ts';

let day: Day;
beforeEach(async () => {
  day = await openDay();
});
afterEach(() => day.close());

const onStick = () =>
  factsForStick({
    fair: day.sample.fair,
    slot: SLOT,
    passSeed: day.passSeedOf(SLOT),
    store: day.store,
  });

describe('facts on a stick', () => {
  it('count once, before or after the network returns', async () => {
    day.receive(2_300);
    const { fair } = day.sample;
    const bytes = await onStick();
    const read = await uploadsFromStick(bytes, fair, day.sample.keys.sealingKey);
    if (!read.ok) throw new Error(read.fault.kind);
    const address = { server: day.server, fair: fair.id, slot: read.value.slot };
    const bring = async (): Promise<void> => {
      for (const upload of read.value.uploads) {
        const signal = new AbortController().signal;
        expect(await deliver(address, upload, { fetch, signal })).toMatchObject({ kind: 'acked' });
      }
    };
    await bring();
    expect(await day.figures()).toEqual(day.folded());
    day.receive(40, 2_300);
    await day.exchange(day.store, SLOT);
    await bring();
    expect(await day.figures()).toEqual(day.folded());
  });

  it('are unreadable for a finder, and refused when altered', async () => {
    day.receive(5);
    const { fair } = day.sample;
    const bytes = await onStick();
    const person = createHash('sha256').update('p 0').digest('hex').slice(0, 32);
    expect(Buffer.from(bytes).includes(person)).toBe(false);
    const other = day.sample.keys.signingKey;
    expect(await uploadsFromStick(bytes, fair, other)).toMatchObject({
      fault: { kind: 'damaged' },
    });
    const text = Buffer.from(bytes).toString('utf8').replace('"slot":4', '"slot":5');
    const moved = await uploadsFromStick(Buffer.from(text), fair, day.sample.keys.sealingKey);
    expect(moved).toMatchObject({ fault: { kind: 'damaged' } });
  });

  it('is not unpacked beyond what a station can have', async () => {
    day.receive(50);
    const { fair } = day.sample;
    const bytes = await onStick();
    expect((await uploadsFromStick(bytes, fair, day.sample.keys.sealingKey)).ok).toBe(true);
    expect(await uploadsFromStick(bytes, fair, day.sample.keys.sealingKey, 1_000)).toMatchObject({
      fault: { kind: 'damaged' },
    });
  });
});
