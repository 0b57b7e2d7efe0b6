import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { card, code, type Door, openDoor, orderId, passOf, xia, zhou } from './testing/door.ts';

let door: Door;
beforeEach(async () => {
  door = await openDoor();
});
afterEach(() => door.close());

describe('the data about a person', () => {
  const answers = { education: 'college' as const, trades: ['driving' as const], groups: [] };

  it('is shown to the holder of the ID card, with each answer’s source', async () => {
    const { arrival } = await door.consenting(await door.arrivalOf(zhou));
    await door.entrance.answer({ arrival, answers, phone: '13800138000' });
    const mine = await door.entrance.myDay({ arrival });
    if (!mine.ok) throw new Error(mine.fault.kind);
    expect(mine.value).toMatchObject({
      maskedName: '周*国',
      education: { value: 'college', from: 'declared' },
      trades: { value: ['driving'], from: 'declared' },
      sealed: { identity: true, phone: true },
      facts: 2,
    });
    expect(mine.value.checkins.map(({ station }) => station.zh)).toEqual(['一号门']);
    expect(JSON.stringify(mine.value)).not.toContain(zhou.number);
  });

  it('about key groups is withdrawn with the card, here and at other doors (P89)', async () => {
    const { arrival } = await door.consenting(await door.arrivalOf(zhou));
    await door.agreeing(arrival);
    await door.entrance.answer({ arrival, answers: { ...answers, groups: ['disabled'] } });
    expect(door.ledger.tally('all', 'attendees', 'group:disabled')).toBe(1);
    const profile = door.people.profile(door.keyring.pseudonymOf(zhou.number));
    const withdrawn = await door.entrance.withdraw({ arrival, from: { consent: 'groups' } });
    expect(withdrawn).toMatchObject({ ok: true, value: { groupsAgreed: false } });
    expect(door.ledger.tally('all', 'attendees', 'group:disabled')).toBe(0);
    expect(
      door.people.profile(door.keyring.pseudonymOf(zhou.number))?.about.groups,
    ).toBeUndefined();
    await door.entrance.leave({ arrival });
    // Another entrance has its own copy, and heard the withdrawal.
    if (profile) door.people.putProfile(door.keyring.pseudonymOf(zhou.number), profile);
    expect((await door.welcomed(card(zhou))).answers.groups).toBeUndefined();
  });

  it('that the card says is recorded only where the fair asks it, and they agree (F53)', async () => {
    const plain = await door.consenting(await door.arrivalOf(zhou));
    await door.entrance.leave(plain);
    expect(door.ledger.tally('all', 'attendees', 'sex:male')).toBe(0);
    door.asks = { sex: true, ageBand: true };
    const refusing = await door.arrivalOf(xia);
    expect(refusing.records).toEqual(['sex', 'age']);
    await door.entrance.leave(await door.consenting(refusing, false));
    expect(door.ledger.tally('all', 'anonymous', '')).toBe(1);
    await door.consenting(await door.arrivalOf(xia));
    expect(door.ledger.tally('all', 'attendees', 'sex:male')).toBe(1);
    expect(door.ledger.tally('all', 'attendees', 'age:to-24')).toBe(1);
    expect(await door.bytesOnDisk()).not.toContain('2004-07-15');
  });

  it('of an age band alone leaves the sex unrecorded, and their earlier consent is not stretched (F53)', async () => {
    const plain = await door.consenting(await door.arrivalOf(zhou));
    await door.entrance.leave(plain);
    door.asks = { ageBand: true };
    // They agreed before the fair recorded it.
    await door.entrance.leave(await door.welcomed(card(zhou)));
    expect(door.ledger.tally('all', 'attendees', 'age:more')).toBe(0);
    const arrival = await door.arrivalOf(xia);
    expect(arrival.records).toEqual(['age']);
    const { arrival: at } = await door.consenting(arrival);
    expect(door.ledger.tally('all', 'attendees', 'sex:male')).toBe(0);
    expect(await door.entrance.myDay({ arrival: at })).toMatchObject({
      value: { card: { age: 'to-24' } },
    });
  });

  it('of the card is shown and withdrawn with the card (F53)', async () => {
    door.asks = { sex: true, ageBand: true };
    const { arrival } = await door.consenting(await door.arrivalOf(zhou));
    const mine = await door.entrance.myDay({ arrival });
    expect(mine).toMatchObject({ value: { card: { sex: 'male', age: 'more' } } });
    await door.entrance.withdraw({ arrival, from: { consent: 'card' } });
    expect(door.ledger.tally('all', 'attendees', 'sex:male')).toBe(0);
    expect(await door.entrance.myDay({ arrival })).not.toMatchObject({ value: { card: {} } });
  });

  it('that an employer has is withdrawn there, and shown so (P89)', async () => {
    const { arrival } = await door.consenting(await door.arrivalOf(zhou));
    const from = { consent: 'employer', employer: 'A01' } as const;
    expect((await door.entrance.withdraw({ arrival, from })).ok).toBe(true);
    const mine = await door.entrance.myDay({ arrival });
    const marked = mine.ok ? mine.value.employers.filter(({ withdrawn }) => withdrawn) : [];
    expect(marked.map(({ booth }) => booth)).toEqual(['A01']);
  });

  it('is neither shown nor erased for a pass, which may be a photograph', async () => {
    const { pass } = await door.consenting(await door.arrivalOf(zhou));
    door.nowMs += 600_000;
    const { arrival } = await door.welcomed(code(pass.text));
    const refused = { ok: false, fault: { kind: 'card-only' } };
    expect(await door.entrance.myDay({ arrival })).toEqual(refused);
    expect(await door.entrance.erase({ arrival })).toEqual(refused);
    expect(await door.entrance.withdraw({ arrival, from: { consent: 'groups' } })).toEqual(refused);
    expect(door.erased).toEqual([]);
  });

  it('is erased on request, and their pass then belongs to nobody', async () => {
    const { arrival, pass } = await door.consenting(await door.arrivalOf(zhou));
    expect(await door.entrance.erase({ arrival })).toEqual({ ok: true, value: {} });
    expect(door.erased).toEqual([door.keyring.pseudonymOf(zhou.number)]);
    expect(await door.entrance.myDay({ arrival })).toEqual({ ok: false, fault: { kind: 'gone' } });
    expect(await door.scan(code(pass.text))).toEqual({ kind: 'refused', why: 'pass-revoked' });
  });

  it('is a second person after a new consent, and a third after the next (P30)', async () => {
    const names: string[] = [];
    const followed: unknown[] = [];
    for (let times = 0; times < 3; times += 1) {
      const welcome = await door.consenting(await door.arrivalOf(zhou));
      expect(welcome.earlier).toBeUndefined();
      const { pseudonym } = passOf(welcome).pass;
      const [fact] = door.ledger.factsOfPerson(pseudonym);
      names.push(pseudonym);
      followed.push(fact?.chained.kind === 'checkin' && fact.chained.what.follows);
      await door.entrance.erase({ arrival: welcome.arrival });
    }
    expect(door.erased).toEqual(names);
    expect(new Set(names).size).toBe(3);
    expect(followed).toEqual([undefined, orderId(0), orderId(1)]);
    const typed = await door.entrance.keypad({ number: zhou.number });
    if (!typed.ok) throw new Error(typed.fault.kind);
    const { pass } = passOf(await door.consenting(typed.value));
    expect(pass.pseudonym).toBe(door.keyring.pseudonymAfter(orderId(2), zhou.number));
  });
});
