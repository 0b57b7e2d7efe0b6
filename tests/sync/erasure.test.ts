import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signTime } from '../../electron/station/keys/signed-time.ts';
import { recount } from '../../server/ingest/recount.ts';
import { rebuild } from '../../server/ingest/tally.ts';
import type { Happening } from '../../shared/facts.ts';
import { erasedDigest, tombstoneOfOld } from '../../shared/sync/erasures.ts';
import { shortOf } from '../../shared/pass.ts';
import { type Attacked, attacked, Chain, loadSigning, random, type Signing } from './forged.ts';

/** Erasure is final: what an order covers, and what is left of it (P24 to P35). */

const GATE = 1;
const OTHER_GATE = 2;
const BOOTHS = 4;
const checkin: Happening = {
  kind: 'checkin',
  what: {
    means: 'card',
    lane: 'self',
    about: { groups: { value: ['disabled'], from: 'declared' } },
  },
};
const visit: Happening = { kind: 'visit', what: { booth: 'A01' } };
const intent: Happening = {
  kind: 'intent',
  what: { booth: 'A01', step: 'signed', supersedes: [] },
};

let signing: Signing;
let server: Attacked;
let gate: Chain;
let booth: Chain;
let person: string;

beforeAll(async () => {
  signing = await loadSigning();
});
beforeEach(async () => {
  server = await attacked(signing, { boxesToServer: true });
  gate = new Chain(signing, GATE);
  booth = new Chain(signing, BOOTHS);
  person = random();
  gate.add(checkin, person);
  for (let n = 0; n < 4; n += 1) gate.add(checkin, random());
});
afterEach(() => server[Symbol.asyncDispose]());

const pseudonyms = async () =>
  (await server.storage.db.selectFrom('fact').select('pseudonym').execute()).map(
    (row) => row.pseudonym,
  );

/** Every figure is still what a fold of all facts gives. */
async function expectRebuilt(): Promise<void> {
  const before = await server.figures();
  await rebuild(server.storage.db, signing.sample.fair);
  expect(await server.figures()).toEqual(before);
}

/** Files of the server that contain this text. */
const filesWith = (text: string): string[] =>
  readdirSync(server.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => readFileSync(file).includes(text));

describe('an order', () => {
  it('covers a fact written after it by a booth that had not heard (P25, P27)', async () => {
    booth.add(visit, person);
    await server.send(GATE, gate.upload());
    await server.send(BOOTHS, booth.upload());
    const before = await server.figures();
    const order = signing.order(GATE, [person]);
    await server.send(GATE, gate.upload({ facts: [], erasures: [order] }));
    expect(await server.figures()).toEqual(before);
    const late = booth.add(intent, person);
    await server.send(BOOTHS, booth.upload({ facts: booth.facts.slice(1) }));
    expect(await pseudonyms()).not.toContain(person);
    expect(late).toMatch(/\.2$/);
    expect(await server.figures()).toMatchObject({
      'all visitors ': 1,
      'all intentPeople ': 1,
      'all attendees ': 5,
    });
    await expectRebuilt();
  });

  it('of a revoked entrance counts nowhere, under whatever head it comes (P25)', async () => {
    await server.send(GATE, gate.upload());
    await server.revise({ revoked: [OTHER_GATE] });
    const before = await pseudonyms();
    const orders = before.flatMap((name) => (name ? [signing.order(OTHER_GATE, [name])] : []));
    const old = signing.oldOrder(OTHER_GATE, before[0] ?? '', 9e15);
    for (const erasures of [orders, [old]]) {
      await server.send(GATE, gate.upload({ facts: [], erasures }));
      expect(await pseudonyms()).toEqual(before);
    }
    expect(await server.storage.db.selectFrom('erasure').selectAll().execute()).toEqual([]);
  });

  it('of a revoked entrance refuses nothing that comes beside it, unless it is forged (P25)', async () => {
    await server.revise({ revoked: [OTHER_GATE] });
    const order = signing.order(OTHER_GATE, [person]);
    const forged = { ...order, number: 2 };
    const refused = await server.send(GATE, gate.upload({ erasures: [forged] }));
    expect(refused).toEqual({ kind: 'not-signed' });
    expect(await pseudonyms()).toEqual([]);
    await server.send(GATE, gate.upload({ erasures: [order] }));
    expect(await pseudonyms()).toContain(person);
    expect(await server.figures()).toMatchObject({ 'all attendees ': 5 });
  });

  it('of a booth counts nowhere, nor one that was changed on the way (P24)', async () => {
    await server.send(GATE, gate.upload());
    const good = signing.order(GATE, [person]);
    const changed = [
      { ...good, targets: [erasedDigest(signing.sample.fair.id, random())] },
      { ...good, tombstone: signing.order(GATE, [person]).tombstone },
      { ...good, number: 2 },
      { ...good, id: random() },
      { ...good, by: OTHER_GATE },
      signing.order(BOOTHS, [person]),
    ];
    for (const order of changed) {
      const answer = await server.send(GATE, gate.upload({ facts: [], erasures: [order] }));
      expect(answer).toEqual({ kind: 'not-signed' });
    }
    expect(await pseudonyms()).toContain(person);
  });

  it('cannot bury one person under another (P24)', async () => {
    const victim = random();
    const order = signing.order(GATE, [person], { tombstone: victim });
    await server.send(GATE, gate.upload({ erasures: [order] }));
    expect(await pseudonyms()).toContain(person);
    expect(await pseudonyms()).not.toContain(victim);
  });

  it('changes nothing when it is sent again, even after the person came again', async () => {
    const order = signing.order(GATE, [person]);
    await server.send(GATE, gate.upload({ erasures: [order] }));
    const anew = random();
    gate.add({ kind: 'checkin', what: { means: 'card', lane: 'self', follows: order.id } }, anew);
    await server.send(GATE, gate.upload({ facts: gate.facts.slice(-1) }));
    const before = await server.figures();
    await server.send(GATE, gate.upload({ facts: [], erasures: [order] }));
    expect(await pseudonyms()).toContain(anew);
    expect(await server.figures()).toEqual(before);
    expect(before).toMatchObject({ 'all attendees ': 6 });
  });

  it('reaches a pass and a typed code that only a late fact joins to the person (P28)', async () => {
    const blank = random();
    booth.add(visit, blank);
    booth.add(visit, shortOf(person));
    await server.send(BOOTHS, booth.upload());
    await server.send(
      GATE,
      gate.upload({ erasures: [signing.order(GATE, [person, shortOf(person)])] }),
    );
    gate.add({ bind: blank }, person);
    await server.send(GATE, gate.upload({ facts: gate.facts.slice(-1) }));
    booth.add(visit, blank);
    await server.send(BOOTHS, booth.upload({ facts: booth.facts.slice(-1) }));
    const left = await pseudonyms();
    for (const name of [person, blank, shortOf(person)]) expect(left).not.toContain(name);
    expect(await server.figures()).toMatchObject({ 'all visitors ': 1, 'all attendees ': 5 });
    expect(filesWith(blank)).toEqual([]);
    await expectRebuilt();
  });

  it('of two entrances that knew nothing of each other leaves one person (P29)', async () => {
    const other = new Chain(signing, OTHER_GATE);
    other.add(checkin, person);
    const second = signing.order(OTHER_GATE, [person]);
    await server.send(GATE, gate.upload({ erasures: [signing.order(GATE, [person])] }));
    const covered = [other.covered(1, second.tombstone)];
    await server.send(OTHER_GATE, other.upload({ facts: covered, erasures: [second] }));
    expect(await server.figures()).toMatchObject({ 'all attendees ': 5 });
    await expectRebuilt();
  });

  it('of a station that is not updated is carried out, and its text is not kept (P36)', async () => {
    await server.send(GATE, gate.upload());
    const before = await server.figures();
    // No stamp matters any more, however far in the future.
    const old = signing.oldOrder(GATE, person, 9e15);
    await server.send(GATE, gate.upload({ facts: [], erasures: [old] }));
    expect(await pseudonyms()).toContain(tombstoneOfOld(old.tombstone));
    expect(await server.figures()).toEqual(before);
    expect(filesWith(person)).toEqual([]);
  });

  it('survives a database that was put back without it', async () => {
    await server.send(GATE, gate.upload());
    const { db } = server.storage;
    const rows = await db.selectFrom('fact').selectAll().execute();
    await server.send(GATE, gate.upload({ facts: [], erasures: [signing.order(GATE, [person])] }));
    await db.deleteFrom('fact').execute();
    await db.insertInto('fact').values(rows).execute();
    // As after a salvage: nothing in it is taken for counted.
    await db.updateTable('fair').set({ rules: 0 }).execute();
    await recount(server.storage);
    expect(await pseudonyms()).not.toContain(person);
    await expectRebuilt();
  });
});

describe('after an erasure', () => {
  it('the bytes of salt, pseudonym and box are in no file of the server (P27)', async () => {
    const crowd = Array.from({ length: 400 }, random);
    for (const name of crowd) gate.add(checkin, name);
    const box = signing.box(GATE, person, 5);
    await server.send(GATE, gate.upload({ boxes: [box] }));
    const { salt = '' } = gate.facts[0]?.opening ?? {};
    const secrets = [box.sealed, salt, person];
    // As a database that was found damaged and set aside.
    const aside = join(server.folder, 'set-aside', 'then');
    mkdirSync(aside, { recursive: true });
    writeFileSync(join(aside, 'server.db'), secrets.join('\n'));
    for (const secret of secrets) expect(filesWith(secret)).not.toEqual([]);
    await server.send(GATE, gate.upload({ facts: [], erasures: [signing.order(GATE, [person])] }));
    for (const secret of secrets) expect(filesWith(secret)).toEqual([]);
    // A station that had not heard of it sends the box once more.
    await server.send(GATE, gate.upload({ facts: [], boxes: [signing.box(GATE, person, 9e15)] }));
    expect(await server.storage.db.selectFrom('box').selectAll().execute()).toEqual([]);
  });

  it('a closed fair joins nobody to what they did (P33, P34)', async () => {
    booth.add(visit, person);
    const order = signing.order(GATE, [person, shortOf(person)]);
    await server.send(GATE, gate.upload({ erasures: [order] }));
    await server.send(BOOTHS, booth.upload());
    const before = await server.figures();
    const { fair, keys } = signing.sample;
    const early = signTime(fair, Date.parse(`${fair.keepUntil}T00:00:00Z`), keys.signingKey);
    expect(await server.post('closing', early)).toMatchObject({
      status: 400,
      body: { kind: 'too-early' },
    });
    const forged = { ...signTime(fair, 9e12, keys.signingKey), ms: 9e12 + 1 };
    expect(await server.post('closing', forged)).toMatchObject({ body: { kind: 'forged' } });
    expect(await server.post('closing', signTime(fair, 9e12, keys.signingKey))).toMatchObject({
      status: 200,
    });
    const held = JSON.stringify(
      await server.storage.db.selectFrom('erasure').selectAll().execute(),
    );
    expect(held).toContain(erasedDigest(fair.id, person));
    expect(held).not.toContain(order.tombstone);
    expect(await server.figures()).toEqual(before);
    // Late facts and orders come under no tombstone any more.
    booth.add(intent, person);
    await server.send(BOOTHS, booth.upload({ facts: booth.facts.slice(-1) }));
    await server.send(GATE, gate.upload({ facts: [], erasures: [signing.order(GATE, [person])] }));
    expect(await server.figures()).toEqual(before);
    expect(filesWith(person)).toEqual([]);
    const again = JSON.stringify(
      await server.storage.db.selectFrom('erasure').selectAll().execute(),
    );
    expect(again).not.toMatch(/"tombstone":"/);
  });
});
