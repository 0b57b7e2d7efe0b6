import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallOutput } from '../../../shared/contract/calls.ts';
import { shortCode } from '../../../shared/pass.ts';
import { passVerifier } from '../keys/keyring.ts';
import { openerFor } from '../keys/seal.ts';
import { BEGIN, card, code, type Door, openDoor, passOf, xia, zhou } from './testing/door.ts';

let door: Door;
beforeEach(async () => {
  door = await openDoor();
});
afterEach(() => door.close());

describe('someone with an ID card', () => {
  it('sees a masked name and a question before anything is written', async () => {
    const arrival = await door.arrivalOf(zhou);
    expect(arrival).toMatchObject({
      means: 'card',
      greeting: { by: 'name', maskedName: '周*国' },
    });
    expect(JSON.stringify(arrival)).not.toContain(zhou.number);
    expect(door.ledger.count()).toBe(0);
  });

  it('who agrees is checked in and has a pass that booths can verify', async () => {
    const welcome = await door.consenting(await door.arrivalOf(zhou));
    const { pass, payload, signature } = passOf(welcome);
    expect(passVerifier(door.sample.fair)(1, payload, signature)).toBe('good');
    expect(pass).toEqual({
      fair: door.sample.fair.id,
      pseudonym: door.keyring.pseudonymOf(zhou.number),
      station: 1,
      minute: Math.floor(BEGIN / 60_000),
      surname: { text: '周', title: 'mr' },
      trades: [],
      reissue: 0,
    });
    expect(welcome.pass.shortCode).toBe(shortCode(pass.pseudonym));
    expect(welcome).toMatchObject({
      anonymous: false,
      phoneLeft: false,
      byCard: true,
      byPass: false,
      groupsAgreed: false,
      answers: {},
      lane: 'self',
    });
    expect(welcome.earlier).toBeUndefined();
    expect([door.attendees(), door.checkedIn, door.ledger.count()]).toEqual([1, 1, 1]);
  });

  it('who agrees leaves data that only the organiser can read', async () => {
    const { pass } = passOf(await door.consenting(await door.arrivalOf(zhou)));
    for (const text of [zhou.number, zhou.name, zhou.address]) {
      expect([text, await door.isOnDisk(text)]).toEqual([text, false]);
    }
    const box = door.db.prepare('SELECT sealed FROM box').pluck().get();
    if (!(box instanceof Uint8Array)) throw new Error('no box');
    const open = await openerFor(door.sample.keys.sealingKey);
    const label = {
      fair: door.sample.fair.id,
      pseudonym: pass.pseudonym,
      holds: 'identity',
    } as const;
    expect(JSON.parse(await open(label, box))).toEqual({
      number: zhou.number,
      name: zhou.name,
      address: zhou.address,
    });
  });

  it('who declines gets an anonymous pass, and nothing of the card on disk', async () => {
    const welcome = await door.consenting(await door.arrivalOf(zhou), false);
    expect(welcome).toMatchObject({ anonymous: true, greeting: { by: 'nothing' } });
    const { pass } = passOf(welcome);
    expect(pass.surname).toEqual({ text: '', title: 'anonymous' });
    expect(pass.pseudonym).not.toBe(door.keyring.pseudonymOf(zhou.number));
    expect([door.attendees(), door.ledger.tally('all', 'anonymous')]).toEqual([0, 1]);

    const pseudonym = door.keyring.pseudonymOf(zhou.number);
    const traces = [zhou.number, zhou.name, zhou.address, '周*国', pseudonym];
    for (const text of traces) expect([text, await door.isOnDisk(text)]).toEqual([text, false]);
    expect((await door.bytesOnDisk()).includes(Buffer.from(pseudonym, 'hex'))).toBe(false);
    // Prove that the search finds a text that is there.
    expect((await door.bytesOnDisk()).includes(Buffer.from(pass.pseudonym, 'hex'))).toBe(true);
    door.db.pragma('wal_checkpoint(TRUNCATE)');
    for (const text of traces) expect([text, await door.isOnDisk(text)]).toEqual([text, false]);
  });

  it('who returns is welcomed without questions and sees their first check-in', async () => {
    await door.consenting(await door.arrivalOf(zhou));
    for (const [after, more] of [
      [600_000, 0],
      [1_200_000, 1],
    ] as const) {
      door.nowMs = BEGIN + after;
      const again = await door.welcomed(card(zhou));
      expect(again.earlier).toEqual({
        station: { zh: '一号门', en: 'Gate 1' },
        at: { day: '2027-02-27', time: '09:00' },
        more,
      });
    }
    expect([door.attendees(), door.ledger.tally('all', 'entries')]).toEqual([1, 3]);
  });

  it('that has expired is accepted, and the page says so', async () => {
    const arrival = await door.arrivalOf({ ...xia, validUntil: '2027-02-26' });
    expect(arrival.cardExpiredOn).toBe('2027-02-26');
    await door.consenting(arrival);
    const [fact] = door.ledger.factsOfPerson(door.keyring.pseudonymOf(xia.number));
    expect(fact?.chained).toMatchObject({ what: { means: 'card', cardExpired: true } });
  });

  it('that ends today is still valid', async () => {
    expect(
      (await door.arrivalOf({ ...xia, validUntil: '2027-02-27' })).cardExpiredOn,
    ).toBeUndefined();
  });

  it('with an impossible number is refused', async () => {
    const wrong = { ...zhou, number: '349981196805209015' };
    expect(await door.scan(card(wrong))).toEqual({ kind: 'refused', why: 'card-unreadable' });
    expect(door.ledger.count()).toBe(0);
  });
});

describe('someone who types their number', () => {
  it('sees its last four digits, and no name of theirs is stored', async () => {
    const typed = await door.entrance.keypad({ number: zhou.number });
    if (!typed.ok) throw new Error(typed.fault.kind);
    expect(typed.value).toMatchObject({
      means: 'keypad',
      greeting: { by: 'digits', lastFour: '9014' },
    });
    const { pass } = passOf(await door.consenting(typed.value));
    expect(pass.pseudonym).toBe(door.keyring.pseudonymOf(zhou.number));
    expect(pass.surname).toEqual({ text: '', title: 'none' });
    expect(door.people.profile(pass.pseudonym)).toBeUndefined();
    expect(await door.isOnDisk(zhou.number)).toBe(false);
    expect(door.people.hasBox(pass.pseudonym, 'identity')).toBe(true);
  });

  it('sees no name even if the station knows one', async () => {
    await door.consenting(await door.arrivalOf(zhou));
    const typed = await door.entrance.keypad({ number: zhou.number });
    expect(JSON.stringify(typed)).not.toContain('周');
    expect(typed).toMatchObject({ ok: true, value: { greeting: { by: 'digits' } } });
  });

  it('learns what is wrong with it, and must wait for another person’s answer', async () => {
    expect(await door.entrance.keypad({ number: '349981196805209015' })).toEqual({
      ok: false,
      fault: { kind: 'checksum' },
    });
    await door.arrivalOf(xia);
    expect(await door.entrance.keypad({ number: zhou.number })).toEqual({
      ok: false,
      fault: { kind: 'busy' },
    });
  });
});

describe('someone who gives no data', () => {
  it('gets a pass, and a different one each time', async () => {
    const one = await door.entrance.nameless({ arrival: '1'.repeat(16) });
    const other = await door.entrance.nameless({ arrival: '2'.repeat(16) });
    if (!one.ok || !other.ok) throw new Error('not let in');
    expect(passOf(one.value).pass.pseudonym).not.toBe(passOf(other.value).pass.pseudonym);
    expect([door.attendees(), door.ledger.tally('all', 'anonymous')]).toEqual([0, 2]);
  });

  it('returns as the same person with that pass', async () => {
    const one = await door.entrance.nameless({ arrival: '3'.repeat(16) });
    if (!one.ok) throw new Error('not let in');
    door.nowMs += 3_600_000;
    const again = await door.welcomed(code(one.value.pass.text));
    expect(again.anonymous).toBe(true);
    expect([door.ledger.tally('all', 'anonymous'), door.ledger.tally('all', 'entries')]).toEqual([
      1, 2,
    ]);
  });
});

describe('a full disk', () => {
  it('is reported, stores nothing, and check-in works again with room', async () => {
    await door.consenting(await door.arrivalOf(zhou));
    door.db.pragma(`max_page_count = ${Number(door.db.pragma('page_count', { simple: true }))}`);
    let before = door.ledger.head;
    let failed: unknown;
    for (let i = 0; failed === undefined; i += 1) {
      if (i > 5000) throw new Error('the disk never filled');
      before = door.ledger.head;
      const counted = door.attendees();
      const number = numberedOn(i);
      const { arrival } = await door.arrivalOf({ ...xia, address: String(i).repeat(20), number });
      const answer: CallOutput<'arrival.consent'> = await door.entrance.consent({
        arrival,
        consent: true,
      });
      await door.entrance.leave({ arrival });
      if (answer.ok) continue;
      failed = answer.fault;
      expect(door.attendees()).toBe(counted);
      expect(door.people.profile(door.keyring.pseudonymOf(number))).toBeUndefined();
    }
    expect(failed).toEqual({ kind: 'disk-full' });
    expect(door.ledger.head).toEqual(before);
    expect(door.troubles).toHaveLength(1);

    door.db.pragma('max_page_count = 100000');
    await door.consenting(await door.arrivalOf(xia));
    expect(door.ledger.head.seq).toBe(before.seq + 1);
    expect(door.ledger.verify().ok).toBe(true);
  });
});

/** A valid number for each of many people. */
function numberedOn(i: number): string {
  const start = `34998119900101${String(i % 1000).padStart(3, '0')}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((all, weight, place) => all + weight * Number(start[place]), 0);
  return start + '10X98765432'.charAt(sum % 11);
}
