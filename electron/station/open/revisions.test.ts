import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Fair, fairSchema, type SignedFair } from '../../../shared/fair.ts';
import { fail, ok } from '../../../shared/result.ts';
import { steppedTimers } from '../clock/testing/stepped-timers.ts';
import { adoptWhenQuiet, fairRevisions } from './revisions.ts';

let first: Fair;
let second: Fair;
const signed: SignedFair = { text: '', signature: '' };
beforeAll(async () => {
  const file = join(import.meta.dirname, '../../../resources/fairs/street-market/fair.json');
  first = fairSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  second = { ...first, revision: first.revision + 1 };
});

/** A station that just received the second revision. */
function station({ servesFor }: { readonly servesFor: number }) {
  const timers = steppedTimers();
  const log: string[] = [];
  const revisions = fairRevisions(first, async () => ok(second), {
    onNewer: () => adoption.check(),
    onSplit: () => expect.fail('it follows the first'),
  });
  const adoption = adoptWhenQuiet({
    revisions,
    someoneHere: () => timers.passed() < servesFor,
    lastUsedMs: () => 0,
    now: () => timers.passed(),
    timers,
    onAdopted: () => log.push(`adopted after ${timers.passed()} ms`),
  });
  return { timers, revisions, adoption, log };
}

describe('a newer revision of the fair', () => {
  it('takes effect at once if nobody is being served', async () => {
    const { revisions, log } = station({ servesFor: 0 });
    expect(await revisions.take(signed)).toBe(true);
    expect(revisions.inForce()).toBe(second);
    expect(log).toEqual(['adopted after 0 ms']);
  });

  it('waits until the person being served has gone', async () => {
    const { revisions, timers, log } = station({ servesFor: 7_000 });
    await revisions.take(signed);
    await timers.pass(7_000);
    expect(revisions.inForce()).toBe(first);
    expect(revisions.newest()).toBe(second);
    await timers.pass(1_000);
    expect(revisions.inForce()).toBe(second);
    expect(log).toEqual(['adopted after 8000 ms']);
  });

  it('waits no longer than five minutes for a person who walked away', async () => {
    const { revisions, timers, log } = station({ servesFor: Number.POSITIVE_INFINITY });
    await revisions.take(signed);
    await timers.pass(10 * 60_000);
    expect(log).toEqual(['adopted after 302000 ms']);
  });

  it('changes nothing after the station has closed', async () => {
    const { revisions, adoption, timers, log } = station({ servesFor: 7_000 });
    await revisions.take(signed);
    adoption.close();
    await timers.pass(10 * 60_000);
    expect(revisions.inForce()).toBe(first);
    expect(log).toEqual([]);
  });

  it('is refused if it wasn’t stored, or the station stores none', async () => {
    for (const keep of [undefined, async () => fail({ kind: 'unreadable' as const })]) {
      const never = () => expect.fail('nothing is newer');
      const revisions = fairRevisions(first, keep, { onNewer: never, onSplit: never });
      expect(await revisions.take(signed)).toBe(false);
      expect(revisions.newest()).toBe(first);
    }
  });
});
