import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FaceEvent } from '../../../shared/contract/arrival.ts';
import type { CallOutput } from '../../../shared/contract/calls.ts';
import type { Arrival, Lane, Welcome } from '../../../shared/contract/people.ts';
import type { Fair } from '../../../shared/fair.ts';
import { encodePayload, passText, readPassText, shortCode } from '../../../shared/pass.ts';
import { entranceKeyring, type Keyring, passVerifier } from '../keys/keyring.ts';
import { blankReader, makeBlank } from '../keys/blank-passes.ts';
import { passReader } from '../keys/pass-reader.ts';
import { openerFor } from '../keys/seal.ts';
import { loadSampleFair, type SampleFair } from '../sample/sample-fair.ts';
import type { IdCard, Scan } from '../reader/scan.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { type Ledger, openLedger } from '../store/ledger.ts';
import { migrate } from '../store/migrations/index.ts';
import { openPeople, type People } from '../store/people.ts';
import { anything } from '../../../shared/tally/testing/written-facts.ts';
import { holderOf } from './bind.ts';
import { pastOf } from './past.ts';
import { type Entrance, openEntrance } from './entrance.ts';
import { recommendations } from './recommend.ts';

const BEGIN = 1_803_690_000_000;
const zhou: IdCard = {
  type: 'citizen',
  name: '周建国',
  number: '349981196805209014',
  sex: 'male',
  birth: '1968-05-20',
  address: '澜江省汀禾市云溪街道柳桥社区老码头巷12号',
};
const xia: IdCard = {
  type: 'citizen',
  name: '夏晨',
  number: '349981200407159030',
  sex: 'male',
  birth: '2004-07-15',
  address: '澜江省汀禾市东桥镇禾场村3组21号',
  validUntil: '2032-08-01',
};
const card = (idCard: IdCard): Scan => ({ kind: 'id-card', card: idCard });
const code = (text: string): Scan => ({ kind: 'code', text });

let sample: SampleFair;
let keyring: Keyring;
let folder = '';
let db: Database;
let ledger: Ledger;
let people: People;
let entrance: Entrance;
let nowMs = BEGIN;
let lane: Lane = 'self';
let shown: FaceEvent[] = [];
let troubles: unknown[] = [];
let checkedIn = 0;
/** Pseudonyms that were erased, each by an order with the id of its place. */
let erased: string[] = [];
/** What of the card the fair records. */
let asks: Fair['asks'];

async function keyringOf(slot: number): Promise<Keyring> {
  const passSeed = sample.keys.passKeys.get(slot);
  if (!passSeed) throw new Error(`no slot ${slot}`);
  const { pseudonymKey } = sample.keys;
  return entranceKeyring(sample.fair, { pseudonymKey, passSeed });
}

beforeAll(async () => {
  sample = await loadSampleFair(
    join(import.meta.dirname, '../../../resources/fairs/street-market'),
  );
  keyring = await keyringOf(1);
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-entrance-'));
  nowMs = BEGIN;
  lane = 'self';
  shown = [];
  troubles = [];
  checkedIn = 0;
  erased = [];
  asks = undefined;
  let drawn = 0;
  const random = (length: number): Buffer => {
    drawn += 1;
    return createHash('sha256').update(String(drawn)).digest().subarray(0, length);
  };
  db = openDatabase(join(folder, 'station.db'));
  migrate(db);
  people = openPeople(db);
  people.putRegistrations(sample.people);
  ledger = openLedger(db, {
    fair: sample.fair.id,
    slot: 1,
    utcOffsetMinutes: 480,
    authority: () => anything,
    revision: () => 1,
    now: () => nowMs,
    randomBytes: random,
    onClockJump: () => undefined,
  });
  entrance = openEntrance({
    get fair() {
      return { ...sample.fair, ...(asks && { asks }) };
    },
    slot: 1,
    keyring,
    readPass: passReader(sample.fair),
    readBlank: blankReader(sample.fair),
    holderOf: (blank) => holderOf({ store: { ledger, people } }, blank),
    pastOf: (pseudonym) => pastOf({ store: { ledger } }, pseudonym),
    store: { ledger, people },
    people,
    now: () => nowMs,
    lane: () => lane,
    erase: async (...pseudonyms) => void erased.push(...pseudonyms),
    isErased: (pseudonym) => erased.includes(pseudonym),
    ordersOn: (pseudonym) =>
      erased.includes(pseudonym) ? [orderId(erased.indexOf(pseudonym))] : [],
    recommend: recommendations(sample.fair, () => 0),
    print: async (ticket) => ({ ok: true, value: { how: 'page', ticket } }),
    newId: () => random(8).toString('hex'),
    newPseudonym: () => random(16).toString('hex'),
    show: (event) => shown.push(event),
    onCheckedIn: () => {
      checkedIn += 1;
    },
    onTrouble: (error) => troubles.push(error),
  });
});
afterEach(async () => {
  db.close();
  await rm(folder, { recursive: true });
});

/** The only event that the scan showed. */
async function scan(what: Scan): Promise<FaceEvent> {
  shown = [];
  await entrance.take(what);
  const [event, ...more] = shown;
  if (!event || more.length > 0) throw new Error(`${shown.length} events`);
  return event;
}

async function arrivalOf(idCard: IdCard): Promise<Arrival> {
  const event = await scan(card(idCard));
  if (event.kind !== 'arrival') throw new Error(`not asked but ${event.kind}`);
  return event.arrival;
}

async function welcomed(what: Scan): Promise<Welcome> {
  const event = await scan(what);
  if (event.kind !== 'welcome') throw new Error(`not welcomed but ${JSON.stringify(event)}`);
  return event.welcome;
}

async function consenting({ arrival }: Arrival, consent = true): Promise<Welcome> {
  const answer = await entrance.consent({ arrival, consent });
  if (!answer.ok) throw new Error(answer.fault.kind);
  return answer.value;
}

const orderId = (n: number): string => String(n).padStart(32, '0');

/** Agrees to answer about key groups. */
const agreeing = (arrival: string) => entrance.agreeGroups({ arrival, consent: 1 });

function passOf({ pass }: Welcome) {
  const read = readPassText(pass.text);
  if (!read.ok) throw new Error(read.fault.kind);
  return read.value;
}

async function bytesOnDisk(): Promise<Buffer> {
  const names = await readdir(folder);
  return Buffer.concat(await Promise.all(names.map((name) => readFile(join(folder, name)))));
}

/** Whether a text is in the station's files, in any encoding that we could think of. */
async function isOnDisk(text: string): Promise<boolean> {
  const bytes = await bytesOnDisk();
  const utf8 = Buffer.from(text);
  const utf16 = Buffer.from(text, 'utf16le');
  const hex = utf8.toString('hex');
  return [
    utf8,
    utf16,
    Buffer.from(utf16).swap16(),
    hex,
    hex.toUpperCase(),
    utf8.toString('base64').replace(/=+$/, ''),
    JSON.stringify(text).slice(1, -1),
    encodeURIComponent(text),
  ].some((form) => bytes.includes(form));
}

const attendees = (): number => ledger.tally('all', 'attendees');

describe('someone with an ID card', () => {
  it('sees a masked name and a question before anything is written', async () => {
    const arrival = await arrivalOf(zhou);
    expect(arrival).toMatchObject({
      means: 'card',
      greeting: { by: 'name', maskedName: '周*国' },
    });
    expect(JSON.stringify(arrival)).not.toContain(zhou.number);
    expect(ledger.count()).toBe(0);
  });

  it('who agrees is checked in and has a pass that booths can verify', async () => {
    const welcome = await consenting(await arrivalOf(zhou));
    const { pass, payload, signature } = passOf(welcome);
    expect(passVerifier(sample.fair)(1, payload, signature)).toBe('good');
    expect(pass).toEqual({
      fair: sample.fair.id,
      pseudonym: keyring.pseudonymOf(zhou.number),
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
    expect([attendees(), checkedIn, ledger.count()]).toEqual([1, 1, 1]);
  });

  it('who agrees leaves data that only the organiser can read', async () => {
    const { pass } = passOf(await consenting(await arrivalOf(zhou)));
    for (const text of [zhou.number, zhou.name, zhou.address]) {
      expect([text, await isOnDisk(text)]).toEqual([text, false]);
    }
    const box = db.prepare('SELECT sealed FROM box').pluck().get();
    if (!(box instanceof Uint8Array)) throw new Error('no box');
    const open = await openerFor(sample.keys.sealingKey);
    const label = { fair: sample.fair.id, pseudonym: pass.pseudonym, holds: 'identity' } as const;
    expect(JSON.parse(await open(label, box))).toEqual({
      number: zhou.number,
      name: zhou.name,
      address: zhou.address,
    });
  });

  it('who declines gets an anonymous pass, and nothing of the card on disk', async () => {
    const welcome = await consenting(await arrivalOf(zhou), false);
    expect(welcome).toMatchObject({ anonymous: true, greeting: { by: 'nothing' } });
    const { pass } = passOf(welcome);
    expect(pass.surname).toEqual({ text: '', title: 'anonymous' });
    expect(pass.pseudonym).not.toBe(keyring.pseudonymOf(zhou.number));
    expect([attendees(), ledger.tally('all', 'anonymous')]).toEqual([0, 1]);

    const pseudonym = keyring.pseudonymOf(zhou.number);
    const traces = [zhou.number, zhou.name, zhou.address, '周*国', pseudonym];
    for (const text of traces) expect([text, await isOnDisk(text)]).toEqual([text, false]);
    expect((await bytesOnDisk()).includes(Buffer.from(pseudonym, 'hex'))).toBe(false);
    // Prove that the search finds a text that is there.
    expect((await bytesOnDisk()).includes(Buffer.from(pass.pseudonym, 'hex'))).toBe(true);
    db.pragma('wal_checkpoint(TRUNCATE)');
    for (const text of traces) expect([text, await isOnDisk(text)]).toEqual([text, false]);
  });

  it('who returns is welcomed without questions and sees their first check-in', async () => {
    await consenting(await arrivalOf(zhou));
    for (const [after, more] of [
      [600_000, 0],
      [1_200_000, 1],
    ] as const) {
      nowMs = BEGIN + after;
      const again = await welcomed(card(zhou));
      expect(again.earlier).toEqual({
        station: { zh: '一号门', en: 'Gate 1' },
        at: { day: '2027-02-27', time: '09:00' },
        more,
      });
    }
    expect([attendees(), ledger.tally('all', 'entries')]).toEqual([1, 3]);
  });

  it('that has expired is accepted, and the page says so', async () => {
    const arrival = await arrivalOf({ ...xia, validUntil: '2027-02-26' });
    expect(arrival.cardExpiredOn).toBe('2027-02-26');
    await consenting(arrival);
    const [fact] = ledger.factsOfPerson(keyring.pseudonymOf(xia.number));
    expect(fact?.chained).toMatchObject({ what: { means: 'card', cardExpired: true } });
  });

  it('that ends today is still valid', async () => {
    expect((await arrivalOf({ ...xia, validUntil: '2027-02-27' })).cardExpiredOn).toBeUndefined();
  });

  it('with an impossible number is refused', async () => {
    const wrong = { ...zhou, number: '349981196805209015' };
    expect(await scan(card(wrong))).toEqual({ kind: 'refused', why: 'card-unreadable' });
    expect(ledger.count()).toBe(0);
  });
});

describe('a scan at the wrong moment', () => {
  it('while another person is asked shows as ignored and never fires later', async () => {
    const arrival = await arrivalOf(zhou);
    expect(await scan(card(xia))).toEqual({ kind: 'ignored' });
    shown = [];
    await consenting(arrival);
    expect(shown).toEqual([]);
    await entrance.leave({ arrival: arrival.arrival });
    expect(shown).toEqual([]);
    expect(ledger.factsOfPerson(keyring.pseudonymOf(xia.number))).toEqual([]);
    expect(attendees()).toBe(1);
  });

  it('while another person answers is ignored, and accepted afterwards', async () => {
    const { arrival } = await consenting(await arrivalOf(zhou));
    await entrance.attend({ arrival });
    expect(await scan(card(xia))).toEqual({ kind: 'ignored' });
    const answered = await entrance.answer({ arrival, answers: {} });
    expect(answered.ok).toBe(true);
    expect((await arrivalOf(xia)).greeting).toEqual({ by: 'name', maskedName: '夏*' });
  });

  it('greets a person whose name is one character by digits, and puts the name on no pass', async () => {
    const arrival = await arrivalOf({ ...zhou, name: '周' });
    expect(arrival.greeting).toEqual({ by: 'digits', lastFour: '9014' });
    expect(passOf(await consenting(arrival)).pass.surname.text).toBe('');
  });

  it('in the express lane ends the previous person’s turn', async () => {
    lane = 'express';
    const first = await arrivalOf(zhou);
    const second = await arrivalOf(xia);
    expect(await entrance.consent({ arrival: first.arrival, consent: true })).toEqual({
      ok: false,
      fault: { kind: 'gone' },
    });
    expect(await consenting(second)).toMatchObject({ lane: 'express' });
    expect(ledger.factsOfPerson(keyring.pseudonymOf(zhou.number))).toEqual([]);
    expect(attendees()).toBe(1);
  });

  it('together with a tap is ignored, so that the tap’s pass shows', async () => {
    const { arrival } = await arrivalOf(zhou);
    shown = [];
    const [answer] = await Promise.all([
      entrance.consent({ arrival, consent: true }),
      entrance.take(card(xia)),
    ]);
    expect(answer.ok).toBe(true);
    expect(shown).toEqual([{ kind: 'ignored' }]);
    expect(attendees()).toBe(1);
  });

  it('followed by a double tap checks in once', async () => {
    const { arrival } = await arrivalOf(zhou);
    const [one, other] = await Promise.all([
      entrance.consent({ arrival, consent: true }),
      entrance.consent({ arrival, consent: true }),
    ]);
    expect(one.ok).toBe(true);
    expect(other).toEqual(one);
    expect(ledger.count()).toBe(1);
  });

  it('finds nobody waiting after a leave or a page reload', async () => {
    const first = await arrivalOf(zhou);
    await entrance.leave({ arrival: first.arrival });
    const second = await arrivalOf(xia);
    await entrance.reset();
    for (const { arrival } of [first, second]) {
      expect(await entrance.consent({ arrival, consent: true })).toEqual({
        ok: false,
        fault: { kind: 'gone' },
      });
    }
    expect(ledger.count()).toBe(0);
  });
});

describe('a reply that was lost on its way', () => {
  it('is sent again, and counts nobody twice', async () => {
    const arrival = 'e'.repeat(16);
    const first = await entrance.nameless({ arrival });
    expect(await entrance.nameless({ arrival })).toEqual(first);
    expect(checkedIn).toBe(1);
    await entrance.take(card(zhou));
    const asked = shown.find((event) => event.kind === 'arrival');
    const consent = { arrival: asked?.arrival.arrival ?? '', consent: true };
    const agreed = await entrance.consent(consent);
    expect(await entrance.consent(consent)).toEqual(agreed);
    expect(checkedIn).toBe(2);
  });

  it('is not sent again after they left', async () => {
    const arrival = 'e'.repeat(16);
    await entrance.nameless({ arrival });
    await entrance.leave({ arrival });
    await entrance.nameless({ arrival });
    expect(checkedIn).toBe(2);
  });
});

describe('a station that waits for somebody who left', () => {
  it('frees itself after the page says twice that it shows nobody', async () => {
    await entrance.take(card(zhou));
    expect(await entrance.heldByPage(null)).toBe(false);
    expect(await entrance.heldByPage(null)).toBe(true);
    await entrance.take(card(xia));
    expect(shown.map(({ kind }) => kind)).toEqual(['arrival', 'arrival']);
  });

  it('keeps a person whom the page shows, or who came between two questions', async () => {
    await entrance.take(card(zhou));
    const [first] = shown;
    const held = first?.kind === 'arrival' ? first.arrival.arrival : '';
    expect(await entrance.heldByPage(held)).toBe(false);
    expect(await entrance.heldByPage(held)).toBe(false);
    lane = 'express';
    expect(await entrance.heldByPage(null)).toBe(false);
    await entrance.take(card(xia));
    expect(await entrance.heldByPage(null)).toBe(false);
    expect(entrance.someoneHere()).toBe(true);
  });
});

describe('someone who types their number', () => {
  it('sees its last four digits, and no name of theirs is stored', async () => {
    const typed = await entrance.keypad({ number: zhou.number });
    if (!typed.ok) throw new Error(typed.fault.kind);
    expect(typed.value).toMatchObject({
      means: 'keypad',
      greeting: { by: 'digits', lastFour: '9014' },
    });
    const { pass } = passOf(await consenting(typed.value));
    expect(pass.pseudonym).toBe(keyring.pseudonymOf(zhou.number));
    expect(pass.surname).toEqual({ text: '', title: 'none' });
    expect(people.profile(pass.pseudonym)).toBeUndefined();
    expect(await isOnDisk(zhou.number)).toBe(false);
    expect(people.hasBox(pass.pseudonym, 'identity')).toBe(true);
  });

  it('sees no name even if the station knows one', async () => {
    await consenting(await arrivalOf(zhou));
    const typed = await entrance.keypad({ number: zhou.number });
    expect(JSON.stringify(typed)).not.toContain('周');
    expect(typed).toMatchObject({ ok: true, value: { greeting: { by: 'digits' } } });
  });

  it('learns what is wrong with it, and must wait for another person’s answer', async () => {
    expect(await entrance.keypad({ number: '349981196805209015' })).toEqual({
      ok: false,
      fault: { kind: 'checksum' },
    });
    await arrivalOf(xia);
    expect(await entrance.keypad({ number: zhou.number })).toEqual({
      ok: false,
      fault: { kind: 'busy' },
    });
  });
});

describe('someone who gives no data', () => {
  it('gets a pass, and a different one each time', async () => {
    const one = await entrance.nameless({ arrival: '1'.repeat(16) });
    const other = await entrance.nameless({ arrival: '2'.repeat(16) });
    if (!one.ok || !other.ok) throw new Error('not let in');
    expect(passOf(one.value).pass.pseudonym).not.toBe(passOf(other.value).pass.pseudonym);
    expect([attendees(), ledger.tally('all', 'anonymous')]).toEqual([0, 2]);
  });

  it('returns as the same person with that pass', async () => {
    const one = await entrance.nameless({ arrival: '3'.repeat(16) });
    if (!one.ok) throw new Error('not let in');
    nowMs += 3_600_000;
    const again = await welcomed(code(one.value.pass.text));
    expect(again.anonymous).toBe(true);
    expect([ledger.tally('all', 'anonymous'), ledger.tally('all', 'entries')]).toEqual([1, 2]);
  });
});

describe('answers after the pass', () => {
  const answers = { education: 'college', trades: ['driving'], groups: ['veteran'] } as const;
  const given = { ...answers, trades: [...answers.trades], groups: [...answers.groups] };

  it('complete the check-in and refresh the pass, without the key groups in it', async () => {
    const { arrival } = await consenting(await arrivalOf(zhou));
    await agreeing(arrival);
    const answer = await entrance.answer({ arrival, answers: given, phone: '13800138000' });
    if (!answer.ok) throw new Error(answer.fault.kind);
    const { pass, payload, signature } = passOf(answer.value);
    expect(passVerifier(sample.fair)(1, payload, signature)).toBe('good');
    expect(pass).toMatchObject({ education: 'college', trades: ['driving'], reissue: 1 });
    expect(answer.value).toMatchObject({ answers: given, phoneLeft: true });
    expect(await isOnDisk('13800138000')).toBe(false);
    expect([attendees(), ledger.tally('all', 'entries')]).toEqual([1, 1]);
    expect(ledger.tally('all', 'attendees', 'education:college')).toBe(1);
    expect(ledger.tally('all', 'attendees', 'group:veteran')).toBe(1);
    const [first, second] = ledger.factsOfPerson(pass.pseudonym);
    expect(second?.chained).toMatchObject({
      what: { refines: `1.${first?.chained.incarnation}.1`, about: { groups: { consent: 1 } } },
    });
  });

  it('about key groups are kept only with a consent of their own (P88)', async () => {
    const { arrival } = await consenting(await arrivalOf(zhou));
    const answer = await entrance.answer({ arrival, answers: given });
    const { groups: _, ...others } = given;
    expect(answer).toMatchObject({ ok: true, value: { answers: others, groupsAgreed: false } });
    expect(ledger.tally('all', 'attendees', 'group:veteran')).toBe(0);
  });

  it('change what changed, and copy nothing over another door’s news', async () => {
    const { arrival } = await consenting(await arrivalOf(zhou));
    await agreeing(arrival);
    await entrance.answer({ arrival, answers: given });
    await entrance.answer({ arrival, answers: { ...given, education: 'senior' } });
    const facts = ledger.factsOfPerson(keyring.pseudonymOf(zhou.number));
    expect(facts.at(-1)?.chained).toMatchObject({
      what: { about: { education: { value: 'senior', from: 'declared' } } },
    });
    expect(JSON.stringify(facts.at(-1))).not.toContain('veteran');
  });

  it('that change nothing write nothing', async () => {
    const { arrival, pass } = await consenting(await arrivalOf(zhou));
    const answer = await entrance.answer({ arrival, answers: {} });
    expect(answer.ok && answer.value.pass).toEqual(pass);
    expect(ledger.count()).toBe(1);
  });

  it('are known when the person returns', async () => {
    const { arrival } = await consenting(await arrivalOf(zhou));
    await agreeing(arrival);
    await entrance.answer({ arrival, answers: given });
    nowMs += 600_000;
    const again = await welcomed(card(zhou));
    expect(again.groupsAgreed).toBe(true);
    expect(again.answers).toEqual(given);
    expect(passOf(again).pass).toMatchObject({ education: 'college', reissue: 1 });
  });

  it('lead to posts of the chosen trade until the person leaves', async () => {
    const { arrival } = await consenting(await arrivalOf(zhou));
    await entrance.answer({ arrival, answers: given });
    const found = await entrance.posts({ arrival, notForMe: [] });
    if (!found.ok) throw new Error(found.fault.kind);
    const trades = new Map(
      sample.fair.booths.flatMap(({ posts }) => posts.map(({ code, trade }) => [code, trade])),
    );
    expect(found.value.posts.length).toBeGreaterThan(0);
    for (const post of found.value.posts) expect(trades.get(post.code)).toBe('driving');
    const before = ledger.count();
    await entrance.leave({ arrival });
    expect(await entrance.posts({ arrival, notForMe: [] })).toEqual({
      ok: false,
      fault: { kind: 'gone' },
    });
    expect(ledger.count()).toBe(before);
  });

  it('from someone who left are refused', async () => {
    const { arrival } = await consenting(await arrivalOf(zhou));
    await entrance.leave({ arrival });
    expect(await entrance.answer({ arrival, answers: given })).toEqual({
      ok: false,
      fault: { kind: 'gone' },
    });
  });

  it('from an anonymous person are refused, and store nothing', async () => {
    const one = await entrance.nameless({ arrival: '4'.repeat(16) });
    if (!one.ok) throw new Error('not let in');
    const { arrival } = one.value;
    const answer = await entrance.answer({ arrival, answers: given, phone: '13800138000' });
    expect(answer).toEqual({ ok: false, fault: { kind: 'card-only' } });
    expect(db.prepare('SELECT count(*) FROM box').pluck().get()).toBe(0);
    expect(db.prepare('SELECT count(*) FROM profile').pluck().get()).toBe(0);
  });
});

describe('somebody else with a photograph of the pass, or with the ID number', () => {
  const own = { education: 'college' as const, trades: ['driving' as const] };
  const changed = { education: 'primary' as const, trades: [] };
  const boxes = () => db.prepare('SELECT pseudonym, holds, sealed FROM box ORDER BY holds').all();

  async function owner(): Promise<Welcome> {
    const { arrival } = await consenting(await arrivalOf(zhou));
    const groups = { ...own, groups: ['disabled' as const] };
    await agreeing(arrival);
    const answer = await entrance.answer({ arrival, answers: groups, phone: '13800138000' });
    if (!answer.ok) throw new Error(answer.fault.kind);
    await entrance.leave({ arrival });
    nowMs += 600_000;
    return answer.value;
  }

  it('learns from the pass what a booth sees, and changes nothing (P81)', async () => {
    const { pass } = await owner();
    const before = boxes();
    const stranger = await welcomed(code(pass.text));
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
    const facts = ledger.count();
    const answer = { arrival, answers: changed, phone: '13911112222', share: true };
    expect(await entrance.answer(answer)).toEqual({ ok: false, fault: { kind: 'card-only' } });
    expect([ledger.count(), boxes()]).toEqual([facts, before]);
    const { payload: _, signature: __, ...again } = passOf(stranger);
    expect(again.pass).toMatchObject({ ...own, surname: { text: '周', title: 'mr' } });
  });

  it('learns nothing from the number, and replaces no box and no answer (P82)', async () => {
    await owner();
    const before = boxes();
    const typed = await entrance.keypad({ number: zhou.number });
    if (!typed.ok) throw new Error(typed.fault.kind);
    const stranger = await consenting(typed.value);
    expect(stranger).toMatchObject({ answers: {}, phoneLeft: false });
    expect(stranger.earlier).toBeUndefined();
    const answer = { arrival: stranger.arrival, answers: changed, phone: '13911112222' };
    expect(await entrance.answer(answer)).toMatchObject({ ok: true, value: { phoneLeft: true } });
    expect(boxes()).toEqual(before);
    expect(ledger.tally('all', 'attendees', 'education:college')).toBe(1);
    expect(ledger.tally('all', 'attendees', 'education:primary')).toBe(0);
    await entrance.leave({ arrival: stranger.arrival });
    expect((await welcomed(card(zhou))).answers).toMatchObject(own);
  });

  it('who types their own number may correct the phone number in that visit', async () => {
    const typed = await entrance.keypad({ number: zhou.number });
    if (!typed.ok) throw new Error(typed.fault.kind);
    const { arrival } = await consenting(typed.value);
    for (const phone of ['13800138000', '13800138001']) {
      const before = boxes();
      const answer = await entrance.answer({ arrival, answers: {}, phone });
      expect(answer).toMatchObject({ ok: true, value: { phoneLeft: true } });
      expect(boxes()).not.toEqual(before);
    }
  });
});

describe('the data about a person', () => {
  const answers = { education: 'college' as const, trades: ['driving' as const], groups: [] };

  it('is shown to the holder of the ID card, with each answer’s source', async () => {
    const { arrival } = await consenting(await arrivalOf(zhou));
    await entrance.answer({ arrival, answers, phone: '13800138000' });
    const shown = await entrance.myDay({ arrival });
    if (!shown.ok) throw new Error(shown.fault.kind);
    expect(shown.value).toMatchObject({
      maskedName: '周*国',
      education: { value: 'college', from: 'declared' },
      trades: { value: ['driving'], from: 'declared' },
      sealed: { identity: true, phone: true },
      facts: 2,
    });
    expect(shown.value.checkins.map(({ station }) => station.zh)).toEqual(['一号门']);
    expect(JSON.stringify(shown.value)).not.toContain(zhou.number);
  });

  it('about key groups is withdrawn with the card, here and at other doors (P89)', async () => {
    const { arrival } = await consenting(await arrivalOf(zhou));
    await agreeing(arrival);
    await entrance.answer({ arrival, answers: { ...answers, groups: ['disabled'] } });
    expect(ledger.tally('all', 'attendees', 'group:disabled')).toBe(1);
    const profile = people.profile(keyring.pseudonymOf(zhou.number));
    const withdrawn = await entrance.withdraw({ arrival, from: { consent: 'groups' } });
    expect(withdrawn).toMatchObject({ ok: true, value: { groupsAgreed: false } });
    expect(ledger.tally('all', 'attendees', 'group:disabled')).toBe(0);
    expect(people.profile(keyring.pseudonymOf(zhou.number))?.about.groups).toBeUndefined();
    await entrance.leave({ arrival });
    // Another entrance has its own copy, and heard the withdrawal.
    if (profile) people.putProfile(keyring.pseudonymOf(zhou.number), profile);
    expect((await welcomed(card(zhou))).answers.groups).toBeUndefined();
  });

  it('that the card says is recorded only where the fair asks it, and they agree (F53)', async () => {
    const plain = await consenting(await arrivalOf(zhou));
    await entrance.leave(plain);
    expect(ledger.tally('all', 'attendees', 'sex:male')).toBe(0);
    asks = { sex: true, ageBand: true };
    const refusing = await arrivalOf(xia);
    expect(refusing.records).toEqual(['sex', 'age']);
    await entrance.leave(await consenting(refusing, false));
    expect(ledger.tally('all', 'anonymous', '')).toBe(1);
    await consenting(await arrivalOf(xia));
    expect(ledger.tally('all', 'attendees', 'sex:male')).toBe(1);
    expect(ledger.tally('all', 'attendees', 'age:to-24')).toBe(1);
    expect(await bytesOnDisk()).not.toContain('2004-07-15');
  });

  it('of an age band alone leaves the sex unrecorded, and their earlier consent is not stretched (F53)', async () => {
    const plain = await consenting(await arrivalOf(zhou));
    await entrance.leave(plain);
    asks = { ageBand: true };
    // They agreed before the fair recorded it.
    await entrance.leave(await welcomed(card(zhou)));
    expect(ledger.tally('all', 'attendees', 'age:more')).toBe(0);
    const arrival = await arrivalOf(xia);
    expect(arrival.records).toEqual(['age']);
    const { arrival: at } = await consenting(arrival);
    expect(ledger.tally('all', 'attendees', 'sex:male')).toBe(0);
    expect(await entrance.myDay({ arrival: at })).toMatchObject({
      value: { card: { age: 'to-24' } },
    });
  });

  it('of the card is shown and withdrawn with the card (F53)', async () => {
    asks = { sex: true, ageBand: true };
    const { arrival } = await consenting(await arrivalOf(zhou));
    const shown = await entrance.myDay({ arrival });
    expect(shown).toMatchObject({ value: { card: { sex: 'male', age: 'more' } } });
    await entrance.withdraw({ arrival, from: { consent: 'card' } });
    expect(ledger.tally('all', 'attendees', 'sex:male')).toBe(0);
    expect(await entrance.myDay({ arrival })).not.toMatchObject({ value: { card: {} } });
  });

  it('that an employer has is withdrawn there, and shown so (P89)', async () => {
    const { arrival } = await consenting(await arrivalOf(zhou));
    const from = { consent: 'employer', employer: 'A01' } as const;
    expect((await entrance.withdraw({ arrival, from })).ok).toBe(true);
    const shown = await entrance.myDay({ arrival });
    const marked = shown.ok ? shown.value.employers.filter(({ withdrawn }) => withdrawn) : [];
    expect(marked.map(({ booth }) => booth)).toEqual(['A01']);
  });

  it('is neither shown nor erased for a pass, which may be a photograph', async () => {
    const { pass } = await consenting(await arrivalOf(zhou));
    nowMs += 600_000;
    const { arrival } = await welcomed(code(pass.text));
    const refused = { ok: false, fault: { kind: 'card-only' } };
    expect(await entrance.myDay({ arrival })).toEqual(refused);
    expect(await entrance.erase({ arrival })).toEqual(refused);
    expect(await entrance.withdraw({ arrival, from: { consent: 'groups' } })).toEqual(refused);
    expect(erased).toEqual([]);
  });

  it('is erased on request, and their pass then belongs to nobody', async () => {
    const { arrival, pass } = await consenting(await arrivalOf(zhou));
    expect(await entrance.erase({ arrival })).toEqual({ ok: true, value: {} });
    expect(erased).toEqual([keyring.pseudonymOf(zhou.number)]);
    expect(await entrance.myDay({ arrival })).toEqual({ ok: false, fault: { kind: 'gone' } });
    expect(await scan(code(pass.text))).toEqual({ kind: 'refused', why: 'pass-revoked' });
  });

  it('is a second person after a new consent, and a third after the next (P30)', async () => {
    const names: string[] = [];
    const followed: unknown[] = [];
    for (let times = 0; times < 3; times += 1) {
      const welcome = await consenting(await arrivalOf(zhou));
      expect(welcome.earlier).toBeUndefined();
      const { pseudonym } = passOf(welcome).pass;
      const [fact] = ledger.factsOfPerson(pseudonym);
      names.push(pseudonym);
      followed.push(fact?.chained.kind === 'checkin' && fact.chained.what.follows);
      await entrance.erase({ arrival: welcome.arrival });
    }
    expect(erased).toEqual(names);
    expect(new Set(names).size).toBe(3);
    expect(followed).toEqual([undefined, orderId(0), orderId(1)]);
    const typed = await entrance.keypad({ number: zhou.number });
    if (!typed.ok) throw new Error(typed.fault.kind);
    const { pass } = passOf(await consenting(typed.value));
    expect(pass.pseudonym).toBe(keyring.pseudonymAfter(orderId(2), zhou.number));
  });
});

describe('a code', () => {
  it('of an allowed platform finds the same person, of another nobody', async () => {
    const [person] = sample.keys.preRegistered;
    const [registration] = sample.people;
    const address = (host: string) => code(`https://${host}/checkin?fair=12&t=${person?.token}`);
    const [platform] = sample.fair.platforms;
    const welcome = await welcomed(address(platform?.host ?? ''));
    expect(welcome.greeting).toEqual({ by: 'name', maskedName: registration?.maskedName });
    for (const host of ['evil.example', `${platform?.host}.evil.example`]) {
      expect(await scan(address(host))).toEqual({ kind: 'refused', why: 'code-unknown' });
    }
  });

  it('of an on-line registration checks in without a touch, answers included', async () => {
    const [person] = sample.keys.preRegistered;
    const [registration] = sample.people;
    const welcome = await welcomed(code(`CFR1:${person?.token}`));
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
    expect(attendees()).toBe(1);
  });

  it('of a registration gives its key groups after a consent, and for no pass (P88)', async () => {
    const [person] = sample.keys.preRegistered;
    const { arrival, answers, pass } = await welcomed(code(`CFR1:${person?.token}`));
    expect(ledger.tally('all', 'attendees', 'group:migrant')).toBe(0);
    expect(await agreeing(arrival)).toEqual({ ok: true, value: { groups: ['migrant'] } });
    await entrance.answer({ arrival, answers: { ...answers, groups: ['migrant'] } });
    expect(ledger.tally('all', 'attendees', 'grouped:imported')).toBe(1);
    await entrance.leave({ arrival });
    const bearer = await welcomed(code(pass.text));
    expect(await agreeing(bearer.arrival)).toEqual({ ok: false, fault: { kind: 'card-only' } });
  });

  it('of another kiosk is accepted if it is of this fair', async () => {
    const two = await keyringOf(2);
    const payload = encodePayload({
      fair: sample.fair.id,
      pseudonym: keyring.pseudonymOf(xia.number),
      station: 2,
      minute: 1,
      surname: { text: '夏', title: 'mr' },
      trades: ['driving'],
      reissue: 3,
    });
    const welcome = await welcomed(code(passText(payload, two.signPass(payload))));
    expect(welcome.greeting).toEqual({ by: 'name', maskedName: '夏*' });
    expect(passOf(welcome).pass).toMatchObject({ station: 1, reissue: 3 });
    expect(attendees()).toBe(1);
  });

  it.each([
    ['signed by another station than it says', 'ours', 2, 'pass-forged'],
    ['of another fair', 'ffffffff', 1, 'code-of-other-fair'],
    ['of a station that is not in the fair', 'ours', 99, 'pass-forged'],
  ] as const)('%s is refused with its own reason', async (_, fair, station, why) => {
    const payload = encodePayload({
      fair: fair === 'ours' ? sample.fair.id : fair,
      pseudonym: keyring.pseudonymOf(xia.number),
      station,
      minute: 1,
      surname: { text: '夏', title: 'mr' },
      trades: [],
      reissue: 0,
    });
    const text = passText(payload, keyring.signPass(payload));
    expect(await scan(code(text))).toEqual({ kind: 'refused', why });
    expect(ledger.count()).toBe(0);
  });

  it.each([
    ['https://example.cn/', 'code-unknown'],
    ['CFR1:0000000000000000', 'code-unknown'],
    ['CF1:cut', 'code-unreadable'],
    ['ESSC:1234', 'social-security-code'],
    ['https://ss.mohrss.gov.cn/card', 'social-security-code'],
  ])('%s is refused by its kind, and does not block the next', async (text, why) => {
    expect(await scan(code(text))).toEqual({ kind: 'refused', why });
    expect((await arrivalOf(zhou)).means).toBe('card');
  });

  it('or card that the reader could not read is reported as such', async () => {
    for (const fault of ['wrong-card', 'card-moved', 'reader-fault'] as const) {
      expect(await scan({ kind: 'fault', fault })).toEqual({ kind: 'refused', why: fault });
    }
  });
});

describe('a full disk', () => {
  it('is reported, stores nothing, and check-in works again with room', async () => {
    await consenting(await arrivalOf(zhou));
    db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true }))}`);
    let before = ledger.head;
    let failed: unknown;
    for (let i = 0; failed === undefined; i += 1) {
      if (i > 5000) throw new Error('the disk never filled');
      before = ledger.head;
      const counted = attendees();
      const number = numberedOn(i);
      const { arrival } = await arrivalOf({ ...xia, address: String(i).repeat(20), number });
      const answer: CallOutput<'arrival.consent'> = await entrance.consent({
        arrival,
        consent: true,
      });
      await entrance.leave({ arrival });
      if (answer.ok) continue;
      failed = answer.fault;
      expect(attendees()).toBe(counted);
      expect(people.profile(keyring.pseudonymOf(number))).toBeUndefined();
    }
    expect(failed).toEqual({ kind: 'disk-full' });
    expect(ledger.head).toEqual(before);
    expect(troubles).toHaveLength(1);

    db.pragma('max_page_count = 100000');
    await consenting(await arrivalOf(xia));
    expect(ledger.head.seq).toBe(before.seq + 1);
    expect(ledger.verify().ok).toBe(true);
  });
});

/** A valid number for each of many people. */
function numberedOn(i: number): string {
  const start = `34998119900101${String(i % 1000).padStart(3, '0')}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((all, weight, place) => all + weight * Number(start[place]), 0);
  return start + '10X98765432'.charAt(sum % 11);
}

describe('a pre-printed pass', () => {
  const printed = 'b1'.repeat(16);
  const blank = (pseudonym = printed): Scan =>
    code(makeBlank(sample.fair, pseudonym, sample.keys.signingKey));
  const visit = (person: string): void =>
    void ledger.append([{ happening: { kind: 'visit', what: { booth: 'A01' } }, person }]);

  it('belongs to the person whose pass is on the screen, as one visitor', async () => {
    const { arrival, pass } = await consenting(await arrivalOf(zhou));
    expect(await scan(blank())).toEqual({ kind: 'bound', arrival, shortCode: shortCode(printed) });
    visit(printed);
    const own = readPassText(pass.text);
    if (own.ok) visit(own.value.pass.pseudonym);
    expect(ledger.tally('all', 'visitors')).toBe(1);
    expect(attendees()).toBe(1);
  });

  it('shown again later names nobody, and counts no other person', async () => {
    await consenting(await arrivalOf(zhou));
    await scan(blank());
    await entrance.reset();
    const welcome = await welcomed(blank());
    expect(welcome).toMatchObject({ greeting: { by: 'nothing' }, byPass: true, answers: {} });
    expect(attendees()).toBe(1);
  });

  it('of somebody who typed a number counts them, today and tomorrow (P85)', async () => {
    const typed = await entrance.keypad({ number: zhou.number });
    if (!typed.ok) throw new Error(typed.fault.kind);
    await consenting(typed.value);
    await scan(blank());
    await entrance.reset();
    nowMs += 24 * 3_600_000;
    const again = await welcomed(blank());
    expect(again.anonymous).toBe(false);
    for (const day of ['2027-02-27', '2027-02-28', 'all']) {
      expect([ledger.tally(day, 'attendees'), ledger.tally(day, 'anonymous')]).toEqual([1, 0]);
    }
  });

  it('of somebody who gave no data stays anonymous', async () => {
    const one = await entrance.nameless({ arrival: '5'.repeat(16) });
    if (!one.ok) throw new Error('not let in');
    await scan(blank());
    await entrance.reset();
    expect((await welcomed(blank())).anonymous).toBe(true);
    expect([attendees(), ledger.tally('all', 'anonymous')]).toEqual([0, 1]);
  });

  it('of somebody else can’t get a second holder', async () => {
    await consenting(await arrivalOf(zhou));
    await scan(blank());
    await consenting(await arrivalOf(xia));
    const facts = ledger.count();
    expect(await scan(blank())).toEqual({ kind: 'refused', why: 'blank-taken' });
    expect(ledger.count()).toBe(facts);
  });

  it('given by mistake can be undone, and given to the next person', async () => {
    const { arrival } = await consenting(await arrivalOf(zhou));
    await scan(blank());
    expect(await entrance.unbind({ arrival })).toEqual({ ok: true, value: {} });
    expect(await entrance.unbind({ arrival })).toEqual({ ok: false, fault: { kind: 'gone' } });
    const next = await consenting(await arrivalOf(xia));
    expect(await scan(blank())).toMatchObject({ kind: 'bound', arrival: next.arrival });
  });

  it('scanned twice is written once', async () => {
    await consenting(await arrivalOf(zhou));
    await scan(blank());
    const facts = ledger.count();
    expect(await scan(blank())).toMatchObject({ kind: 'bound' });
    expect(ledger.count()).toBe(facts);
  });

  it('admits nobody by itself, nor while someone is asked for consent', async () => {
    expect(await scan(blank())).toEqual({ kind: 'refused', why: 'blank-of-nobody' });
    await arrivalOf(zhou);
    expect(await scan(blank())).toEqual({ kind: 'ignored' });
    expect(ledger.count()).toBe(0);
  });

  it('that is unsigned or of another fair is refused as such', async () => {
    const forged = makeBlank(sample.fair, printed, new Uint8Array(32).fill(7));
    const other = makeBlank({ id: '00000001' }, printed, sample.keys.signingKey);
    expect(await scan(code(forged))).toEqual({ kind: 'refused', why: 'pass-forged' });
    expect(await scan(code(other))).toEqual({ kind: 'refused', why: 'code-of-other-fair' });
    expect(await scan(code('CFB1:ABC'))).toEqual({ kind: 'refused', why: 'code-unreadable' });
  });

  it('of someone who was erased is refused like a revoked one', async () => {
    const { arrival } = await consenting(await arrivalOf(zhou));
    await scan(blank());
    await entrance.erase({ arrival });
    expect(await scan(blank())).toEqual({ kind: 'refused', why: 'pass-revoked' });
  });
});
