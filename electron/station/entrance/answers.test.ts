import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Welcome } from '../../../shared/contract/people.ts';
import { passVerifier } from '../keys/keyring.ts';
import { card, code, type Door, openDoor, passOf, zhou } from './testing/door.ts';

let door: Door;
beforeEach(async () => {
  door = await openDoor();
});
afterEach(() => door.close());

describe('answers after the pass', () => {
  const answers = { education: 'college', trades: ['driving'], groups: ['veteran'] } as const;
  const given = { ...answers, trades: [...answers.trades], groups: [...answers.groups] };

  it('complete the check-in and refresh the pass, without the key groups in it', async () => {
    const { arrival } = await door.consenting(await door.arrivalOf(zhou));
    await door.agreeing(arrival);
    const answer = await door.entrance.answer({ arrival, answers: given, phone: '13800138000' });
    if (!answer.ok) throw new Error(answer.fault.kind);
    const { pass, payload, signature } = passOf(answer.value);
    expect(passVerifier(door.sample.fair)(1, payload, signature)).toBe('good');
    expect(pass).toMatchObject({ education: 'college', trades: ['driving'], reissue: 1 });
    expect(answer.value).toMatchObject({ answers: given, phoneLeft: true });
    expect(await door.isOnDisk('13800138000')).toBe(false);
    expect([door.attendees(), door.ledger.tally('all', 'entries')]).toEqual([1, 1]);
    expect(door.ledger.tally('all', 'attendees', 'education:college')).toBe(1);
    expect(door.ledger.tally('all', 'attendees', 'group:veteran')).toBe(1);
    const [first, second] = door.ledger.factsOfPerson(pass.pseudonym);
    expect(second?.chained).toMatchObject({
      what: { refines: `1.${first?.chained.incarnation}.1`, about: { groups: { consent: 1 } } },
    });
  });

  it('about key groups are kept only with a consent of their own (P88)', async () => {
    const { arrival } = await door.consenting(await door.arrivalOf(zhou));
    const answer = await door.entrance.answer({ arrival, answers: given });
    const { groups: _, ...others } = given;
    expect(answer).toMatchObject({ ok: true, value: { answers: others, groupsAgreed: false } });
    expect(door.ledger.tally('all', 'attendees', 'group:veteran')).toBe(0);
  });

  it('change what changed, and copy nothing over another door’s news', async () => {
    const { arrival } = await door.consenting(await door.arrivalOf(zhou));
    await door.agreeing(arrival);
    await door.entrance.answer({ arrival, answers: given });
    await door.entrance.answer({ arrival, answers: { ...given, education: 'senior' } });
    const facts = door.ledger.factsOfPerson(door.keyring.pseudonymOf(zhou.number));
    expect(facts.at(-1)?.chained).toMatchObject({
      what: { about: { education: { value: 'senior', from: 'declared' } } },
    });
    expect(JSON.stringify(facts.at(-1))).not.toContain('veteran');
  });

  it('that change nothing write nothing', async () => {
    const { arrival, pass } = await door.consenting(await door.arrivalOf(zhou));
    const answer = await door.entrance.answer({ arrival, answers: {} });
    expect(answer.ok && answer.value.pass).toEqual(pass);
    expect(door.ledger.count()).toBe(1);
  });

  it('are known when the person returns', async () => {
    const { arrival } = await door.consenting(await door.arrivalOf(zhou));
    await door.agreeing(arrival);
    await door.entrance.answer({ arrival, answers: given });
    door.nowMs += 600_000;
    const again = await door.welcomed(card(zhou));
    expect(again.groupsAgreed).toBe(true);
    expect(again.answers).toEqual(given);
    expect(passOf(again).pass).toMatchObject({ education: 'college', reissue: 1 });
  });

  it('lead to posts of the chosen trade until the person leaves', async () => {
    const { arrival } = await door.consenting(await door.arrivalOf(zhou));
    await door.entrance.answer({ arrival, answers: given });
    const found = await door.entrance.posts({ arrival, notForMe: [] });
    if (!found.ok) throw new Error(found.fault.kind);
    const trades = new Map(
      door.sample.fair.booths.flatMap(({ posts }) => posts.map(({ code, trade }) => [code, trade])),
    );
    expect(found.value.posts.length).toBeGreaterThan(0);
    for (const post of found.value.posts) expect(trades.get(post.code)).toBe('driving');
    const before = door.ledger.count();
    await door.entrance.leave({ arrival });
    expect(await door.entrance.posts({ arrival, notForMe: [] })).toEqual({
      ok: false,
      fault: { kind: 'gone' },
    });
    expect(door.ledger.count()).toBe(before);
  });

  it('from someone who left are refused', async () => {
    const { arrival } = await door.consenting(await door.arrivalOf(zhou));
    await door.entrance.leave({ arrival });
    expect(await door.entrance.answer({ arrival, answers: given })).toEqual({
      ok: false,
      fault: { kind: 'gone' },
    });
  });

  it('from an anonymous person are refused, and store nothing', async () => {
    const one = await door.entrance.nameless({ arrival: '4'.repeat(16) });
    if (!one.ok) throw new Error('not let in');
    const { arrival } = one.value;
    const answer = await door.entrance.answer({ arrival, answers: given, phone: '13800138000' });
    expect(answer).toEqual({ ok: false, fault: { kind: 'card-only' } });
    expect(door.db.prepare('SELECT count(*) FROM box').pluck().get()).toBe(0);
    expect(door.db.prepare('SELECT count(*) FROM profile').pluck().get()).toBe(0);
  });
});

describe('somebody else with a photograph of the pass, or with the ID number', () => {
  const own = { education: 'college' as const, trades: ['driving' as const] };
  const changed = { education: 'primary' as const, trades: [] };
  const boxes = () =>
    door.db.prepare('SELECT pseudonym, holds, sealed FROM box ORDER BY holds').all();

  async function owner(): Promise<Welcome> {
    const { arrival } = await door.consenting(await door.arrivalOf(zhou));
    const groups = { ...own, groups: ['disabled' as const] };
    await door.agreeing(arrival);
    const answer = await door.entrance.answer({ arrival, answers: groups, phone: '13800138000' });
    if (!answer.ok) throw new Error(answer.fault.kind);
    await door.entrance.leave({ arrival });
    door.nowMs += 600_000;
    return answer.value;
  }

  it('learns from the pass what a booth sees, and changes nothing (P81)', async () => {
    const { pass } = await owner();
    const before = boxes();
    const stranger = await door.welcomed(code(pass.text));
    expect(stranger).toMatchObject({
      greeting: { by: 'name', maskedName: '周*' },
      answers: own,
      phoneLeft: false,
      byCard: false,
      byPass: true,
    });
    expect(stranger.answers.groups).toBeUndefined();
    expect(stranger.earlier).toBeUndefined();
    const { arrival } = stranger;
    const facts = door.ledger.count();
    const answer = { arrival, answers: changed, phone: '13911112222', share: true };
    expect(await door.entrance.answer(answer)).toEqual({ ok: false, fault: { kind: 'card-only' } });
    expect([door.ledger.count(), boxes()]).toEqual([facts, before]);
    const { payload: _, signature: __, ...again } = passOf(stranger);
    expect(again.pass).toMatchObject({ ...own, surname: { text: '周', title: 'mr' } });
  });

  it('learns nothing from the number, and replaces no box and no answer (P82)', async () => {
    await owner();
    const before = boxes();
    const typed = await door.entrance.keypad({ number: zhou.number });
    if (!typed.ok) throw new Error(typed.fault.kind);
    const stranger = await door.consenting(typed.value);
    expect(stranger).toMatchObject({ answers: {}, phoneLeft: false });
    expect(stranger.earlier).toBeUndefined();
    const answer = { arrival: stranger.arrival, answers: changed, phone: '13911112222' };
    expect(await door.entrance.answer(answer)).toMatchObject({
      ok: true,
      value: { phoneLeft: true },
    });
    expect(boxes()).toEqual(before);
    expect(door.ledger.tally('all', 'attendees', 'education:college')).toBe(1);
    expect(door.ledger.tally('all', 'attendees', 'education:primary')).toBe(0);
    await door.entrance.leave({ arrival: stranger.arrival });
    expect((await door.welcomed(card(zhou))).answers).toMatchObject(own);
  });

  it('who types their own number may correct the phone number in that visit', async () => {
    const typed = await door.entrance.keypad({ number: zhou.number });
    if (!typed.ok) throw new Error(typed.fault.kind);
    const { arrival } = await door.consenting(typed.value);
    for (const phone of ['13800138000', '13800138001']) {
      const before = boxes();
      const answer = await door.entrance.answer({ arrival, answers: {}, phone });
      expect(answer).toMatchObject({ ok: true, value: { phoneLeft: true } });
      expect(boxes()).not.toEqual(before);
    }
  });
});
