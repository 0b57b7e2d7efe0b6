import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPassText, shortCode } from '../../../shared/pass.ts';
import { makeBlank } from '../keys/blank-passes.ts';
import type { Scan } from '../reader/scan.ts';
import { code, type Door, openDoor, xia, zhou } from './testing/door.ts';

let door: Door;
beforeEach(async () => {
  door = await openDoor();
});
afterEach(() => door.close());

describe('a pre-printed pass', () => {
  const printed = 'b1'.repeat(16);
  const blank = (pseudonym = printed): Scan =>
    code(makeBlank(door.sample.fair, pseudonym, door.sample.keys.signingKey));
  const visit = (person: string): void =>
    void door.ledger.append([{ happening: { kind: 'visit', what: { booth: 'A01' } }, person }]);

  it('belongs to the person whose pass is on the screen, as one visitor', async () => {
    const { arrival, pass } = await door.consenting(await door.arrivalOf(zhou));
    expect(await door.scan(blank())).toEqual({
      kind: 'bound',
      arrival,
      shortCode: shortCode(printed),
    });
    visit(printed);
    const own = readPassText(pass.text);
    if (own.ok) visit(own.value.pass.pseudonym);
    expect(door.ledger.tally('all', 'visitors')).toBe(1);
    expect(door.attendees()).toBe(1);
  });

  it('shown again later names nobody, and counts no other person', async () => {
    await door.consenting(await door.arrivalOf(zhou));
    await door.scan(blank());
    await door.entrance.reset();
    const welcome = await door.welcomed(blank());
    expect(welcome).toMatchObject({ greeting: { by: 'nothing' }, byPass: true, answers: {} });
    expect(door.attendees()).toBe(1);
  });

  it('of somebody who typed a number counts them, today and tomorrow (P85)', async () => {
    const typed = await door.entrance.keypad({ number: zhou.number });
    if (!typed.ok) throw new Error(typed.fault.kind);
    await door.consenting(typed.value);
    await door.scan(blank());
    await door.entrance.reset();
    door.nowMs += 24 * 3_600_000;
    const again = await door.welcomed(blank());
    expect(again.anonymous).toBe(false);
    for (const day of ['2027-02-27', '2027-02-28', 'all']) {
      expect([door.ledger.tally(day, 'attendees'), door.ledger.tally(day, 'anonymous')]).toEqual([
        1, 0,
      ]);
    }
  });

  it('of somebody who gave no data stays anonymous', async () => {
    const one = await door.entrance.nameless({ arrival: '5'.repeat(16) });
    if (!one.ok) throw new Error('not let in');
    await door.scan(blank());
    await door.entrance.reset();
    expect((await door.welcomed(blank())).anonymous).toBe(true);
    expect([door.attendees(), door.ledger.tally('all', 'anonymous')]).toEqual([0, 1]);
  });

  it('of somebody else can’t get a second holder', async () => {
    await door.consenting(await door.arrivalOf(zhou));
    await door.scan(blank());
    await door.consenting(await door.arrivalOf(xia));
    const facts = door.ledger.count();
    expect(await door.scan(blank())).toEqual({ kind: 'refused', why: 'blank-taken' });
    expect(door.ledger.count()).toBe(facts);
  });

  it('given by mistake can be undone, and given to the next person', async () => {
    const { arrival } = await door.consenting(await door.arrivalOf(zhou));
    await door.scan(blank());
    expect(await door.entrance.unbind({ arrival })).toEqual({ ok: true, value: {} });
    expect(await door.entrance.unbind({ arrival })).toEqual({ ok: false, fault: { kind: 'gone' } });
    const next = await door.consenting(await door.arrivalOf(xia));
    expect(await door.scan(blank())).toMatchObject({ kind: 'bound', arrival: next.arrival });
  });

  it('scanned twice is written once', async () => {
    await door.consenting(await door.arrivalOf(zhou));
    await door.scan(blank());
    const facts = door.ledger.count();
    expect(await door.scan(blank())).toMatchObject({ kind: 'bound' });
    expect(door.ledger.count()).toBe(facts);
  });

  it('admits nobody by itself, nor while someone is asked for consent', async () => {
    expect(await door.scan(blank())).toEqual({ kind: 'refused', why: 'blank-of-nobody' });
    await door.arrivalOf(zhou);
    expect(await door.scan(blank())).toEqual({ kind: 'ignored' });
    expect(door.ledger.count()).toBe(0);
  });

  it('that is unsigned or of another fair is refused as such', async () => {
    const forged = makeBlank(door.sample.fair, printed, new Uint8Array(32).fill(7));
    const other = makeBlank({ id: '00000001' }, printed, door.sample.keys.signingKey);
    expect(await door.scan(code(forged))).toEqual({ kind: 'refused', why: 'pass-forged' });
    expect(await door.scan(code(other))).toEqual({ kind: 'refused', why: 'code-of-other-fair' });
    expect(await door.scan(code('CFB1:ABC'))).toEqual({ kind: 'refused', why: 'code-unreadable' });
  });

  it('of someone who was erased is refused like a revoked one', async () => {
    const { arrival } = await door.consenting(await door.arrivalOf(zhou));
    await door.scan(blank());
    await door.entrance.erase({ arrival });
    expect(await door.scan(blank())).toEqual({ kind: 'refused', why: 'pass-revoked' });
  });
});
