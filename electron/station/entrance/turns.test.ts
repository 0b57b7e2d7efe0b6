import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { card, type Door, openDoor, passOf, xia, zhou } from './testing/door.ts';

let door: Door;
beforeEach(async () => {
  door = await openDoor();
});
afterEach(() => door.close());

describe('a scan at the wrong moment', () => {
  it('while another person is asked shows as ignored and never fires later', async () => {
    const arrival = await door.arrivalOf(zhou);
    expect(await door.scan(card(xia))).toEqual({ kind: 'ignored' });
    door.shown = [];
    await door.consenting(arrival);
    expect(door.shown).toEqual([]);
    await door.entrance.leave({ arrival: arrival.arrival });
    expect(door.shown).toEqual([]);
    expect(door.ledger.factsOfPerson(door.keyring.pseudonymOf(xia.number))).toEqual([]);
    expect(door.attendees()).toBe(1);
  });

  it('while another person answers is ignored, and accepted afterwards', async () => {
    const { arrival } = await door.consenting(await door.arrivalOf(zhou));
    await door.entrance.attend({ arrival });
    expect(await door.scan(card(xia))).toEqual({ kind: 'ignored' });
    const answered = await door.entrance.answer({ arrival, answers: {} });
    expect(answered.ok).toBe(true);
    expect((await door.arrivalOf(xia)).greeting).toEqual({ by: 'name', maskedName: '夏*' });
  });

  it('greets a person whose name is one character by digits, and puts the name on no pass', async () => {
    const arrival = await door.arrivalOf({ ...zhou, name: '周' });
    expect(arrival.greeting).toEqual({ by: 'digits', lastFour: '9014' });
    expect(passOf(await door.consenting(arrival)).pass.surname.text).toBe('');
  });

  it('in the express lane ends the previous person’s turn', async () => {
    door.lane = 'express';
    const first = await door.arrivalOf(zhou);
    const second = await door.arrivalOf(xia);
    expect(await door.entrance.consent({ arrival: first.arrival, consent: true })).toEqual({
      ok: false,
      fault: { kind: 'gone' },
    });
    expect(await door.consenting(second)).toMatchObject({ lane: 'express' });
    expect(door.ledger.factsOfPerson(door.keyring.pseudonymOf(zhou.number))).toEqual([]);
    expect(door.attendees()).toBe(1);
  });

  it('together with a tap is ignored, so that the tap’s pass shows', async () => {
    const { arrival } = await door.arrivalOf(zhou);
    door.shown = [];
    const [answer] = await Promise.all([
      door.entrance.consent({ arrival, consent: true }),
      door.entrance.take(card(xia)),
    ]);
    expect(answer.ok).toBe(true);
    expect(door.shown).toEqual([{ kind: 'ignored' }]);
    expect(door.attendees()).toBe(1);
  });

  it('followed by a double tap checks in once', async () => {
    const { arrival } = await door.arrivalOf(zhou);
    const [one, other] = await Promise.all([
      door.entrance.consent({ arrival, consent: true }),
      door.entrance.consent({ arrival, consent: true }),
    ]);
    expect(one.ok).toBe(true);
    expect(other).toEqual(one);
    expect(door.ledger.count()).toBe(1);
  });

  it('finds nobody waiting after a leave or a page reload', async () => {
    const first = await door.arrivalOf(zhou);
    await door.entrance.leave({ arrival: first.arrival });
    const second = await door.arrivalOf(xia);
    await door.entrance.reset();
    for (const { arrival } of [first, second]) {
      expect(await door.entrance.consent({ arrival, consent: true })).toEqual({
        ok: false,
        fault: { kind: 'gone' },
      });
    }
    expect(door.ledger.count()).toBe(0);
  });
});

describe('a reply that was lost on its way', () => {
  it('is sent again, and counts nobody twice', async () => {
    const arrival = 'e'.repeat(16);
    const first = await door.entrance.nameless({ arrival });
    expect(await door.entrance.nameless({ arrival })).toEqual(first);
    expect(door.checkedIn).toBe(1);
    await door.entrance.take(card(zhou));
    const asked = door.shown.find((event) => event.kind === 'arrival');
    const consent = { arrival: asked?.arrival.arrival ?? '', consent: true };
    const agreed = await door.entrance.consent(consent);
    expect(await door.entrance.consent(consent)).toEqual(agreed);
    expect(door.checkedIn).toBe(2);
  });

  it('is not sent again after they left', async () => {
    const arrival = 'e'.repeat(16);
    await door.entrance.nameless({ arrival });
    await door.entrance.leave({ arrival });
    await door.entrance.nameless({ arrival });
    expect(door.checkedIn).toBe(2);
  });
});

describe('a station that waits for somebody who left', () => {
  it('frees itself after the page says twice that it shows nobody', async () => {
    await door.entrance.take(card(zhou));
    expect(await door.entrance.heldByPage(null)).toBe(false);
    expect(await door.entrance.heldByPage(null)).toBe(true);
    await door.entrance.take(card(xia));
    expect(door.shown.map(({ kind }) => kind)).toEqual(['arrival', 'arrival']);
  });

  it('keeps a person whom the page shows, or who came between two questions', async () => {
    await door.entrance.take(card(zhou));
    const [first] = door.shown;
    const held = first?.kind === 'arrival' ? first.arrival.arrival : '';
    expect(await door.entrance.heldByPage(held)).toBe(false);
    expect(await door.entrance.heldByPage(held)).toBe(false);
    door.lane = 'express';
    expect(await door.entrance.heldByPage(null)).toBe(false);
    await door.entrance.take(card(xia));
    expect(await door.entrance.heldByPage(null)).toBe(false);
    expect(door.entrance.someoneHere()).toBe(true);
  });
});
