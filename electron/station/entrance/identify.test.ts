import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodePayload, passText } from '../../../shared/pass.ts';
import { code, type Door, openDoor, passOf, xia, zhou } from './testing/door.ts';

let door: Door;
beforeEach(async () => {
  door = await openDoor();
});
afterEach(() => door.close());

describe('a code', () => {
  it('of an allowed platform finds the same person, of another nobody', async () => {
    const [person] = door.sample.keys.preRegistered;
    const [registration] = door.sample.people;
    const address = (host: string) => code(`https://${host}/checkin?fair=12&t=${person?.token}`);
    const [platform] = door.sample.fair.platforms;
    const welcome = await door.welcomed(address(platform?.host ?? ''));
    expect(welcome.greeting).toEqual({ by: 'name', maskedName: registration?.maskedName });
    for (const host of ['evil.example', `${platform?.host}.evil.example`]) {
      expect(await door.scan(address(host))).toEqual({ kind: 'refused', why: 'code-unknown' });
    }
  });

  it('of an on-line registration checks in without a touch, answers included', async () => {
    const [person] = door.sample.keys.preRegistered;
    const [registration] = door.sample.people;
    const welcome = await door.welcomed(code(`CFR1:${person?.token}`));
    expect(welcome).toMatchObject({
      greeting: { by: 'name', maskedName: registration?.maskedName },
      answers: { education: 'junior', trades: ['garment', 'housekeeping'] },
      groupsAgreed: false,
    });
    expect(welcome.answers.groups).toBeUndefined();
    expect(passOf(welcome).pass).toMatchObject({
      pseudonym: registration?.pseudonym,
      surname: { text: '孙', title: 'ms' },
    });
    expect(door.attendees()).toBe(1);
  });

  it('of a registration gives its key groups after a consent, and for no pass (P88)', async () => {
    const [person] = door.sample.keys.preRegistered;
    const { arrival, answers, pass } = await door.welcomed(code(`CFR1:${person?.token}`));
    expect(door.ledger.tally('all', 'attendees', 'group:migrant')).toBe(0);
    expect(await door.agreeing(arrival)).toEqual({ ok: true, value: { groups: ['migrant'] } });
    await door.entrance.answer({ arrival, answers: { ...answers, groups: ['migrant'] } });
    expect(door.ledger.tally('all', 'attendees', 'grouped:imported')).toBe(1);
    await door.entrance.leave({ arrival });
    const bearer = await door.welcomed(code(pass.text));
    expect(await door.agreeing(bearer.arrival)).toEqual({
      ok: false,
      fault: { kind: 'card-only' },
    });
  });

  it('of another kiosk is accepted if it is of this fair', async () => {
    const two = await door.keyringOf(2);
    const payload = encodePayload({
      fair: door.sample.fair.id,
      pseudonym: door.keyring.pseudonymOf(xia.number),
      station: 2,
      minute: 1,
      surname: { text: '夏', title: 'mr' },
      trades: ['driving'],
      reissue: 3,
    });
    const welcome = await door.welcomed(code(passText(payload, two.signPass(payload))));
    expect(welcome.greeting).toEqual({ by: 'name', maskedName: '夏*' });
    expect(passOf(welcome).pass).toMatchObject({ station: 1, reissue: 3 });
    expect(door.attendees()).toBe(1);
  });

  it.each([
    ['signed by another station than it says', 'ours', 2, 'pass-forged'],
    ['of another fair', 'ffffffff', 1, 'code-of-other-fair'],
    ['of a station that is not in the fair', 'ours', 99, 'pass-forged'],
  ] as const)('%s is refused with its own reason', async (_, fair, station, why) => {
    const payload = encodePayload({
      fair: fair === 'ours' ? door.sample.fair.id : fair,
      pseudonym: door.keyring.pseudonymOf(xia.number),
      station,
      minute: 1,
      surname: { text: '夏', title: 'mr' },
      trades: [],
      reissue: 0,
    });
    const text = passText(payload, door.keyring.signPass(payload));
    expect(await door.scan(code(text))).toEqual({ kind: 'refused', why });
    expect(door.ledger.count()).toBe(0);
  });

  it.each([
    ['https://example.cn/', 'code-unknown'],
    ['CFR1:0000000000000000', 'code-unknown'],
    ['CF1:cut', 'code-unreadable'],
    ['ESSC:1234', 'social-security-code'],
    ['https://ss.mohrss.gov.cn/card', 'social-security-code'],
  ])('%s is refused by its kind, and does not block the next', async (text, why) => {
    expect(await door.scan(code(text))).toEqual({ kind: 'refused', why });
    expect((await door.arrivalOf(zhou)).means).toBe('card');
  });

  it('or card that the reader could not read is reported as such', async () => {
    for (const fault of ['wrong-card', 'card-moved', 'reader-fault'] as const) {
      expect(await door.scan({ kind: 'fault', fault })).toEqual({ kind: 'refused', why: fault });
    }
  });
});
