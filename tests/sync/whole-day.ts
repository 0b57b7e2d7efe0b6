import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { signFair, revisionHere } from '../../electron/station/keys/signed-fair.ts';
import { keyText, signText } from '../../electron/station/keys/fair-keys.ts';
import { signTime } from '../../electron/station/keys/signed-time.ts';
import { keepFairAt } from '../../server/commands/fair-add.ts';
import { addAccount, hasAccounts } from '../../server/accounts/accounts.ts';
import { WHOLE_SERVER } from '../../server/accounts/secrets.ts';
import { removeFair } from '../../server/fairs/keeping.ts';
import { fairsListed } from '../../server/fairs/listed.ts';
import { ARCHIVE_AFTER_DAYS, archiveDue } from '../../server/fairs/retention.ts';
import { recount } from '../../server/ingest/recount.ts';
import { watchHearing } from '../../server/storage/hearing.ts';
import type { Storage } from '../../server/storage/homes.ts';
import { EASY } from '../../server/testing/any-door.ts';
import { anySignedFair } from '../../server/testing/any-page.ts';
import { canonicalText } from '../../shared/canonical.ts';
import type { Condition } from '../../shared/condition.ts';
import type { Fair } from '../../shared/fair.ts';
import { shortOf } from '../../shared/pass.ts';
import { successor } from '../../shared/succession.ts';
import { CONTACTS_DOMAIN, contactsText, signThisSchema } from '../../shared/sync/contacts-asked.ts';
import { PEOPLE_LISTS_DOMAIN } from '../../shared/sync/people-lists.ts';
import { ackSchema, HEAR_DOMAIN, hearText } from '../../shared/sync/wire.ts';
import { READS_HEADER, SYNC_READS } from '../../shared/sync/versions.ts';
import { aMorning, type Central, central, MORNING_MS, PERSON, personOf } from '../central.ts';
import { Chain, random, Signing } from './forged.ts';
import { theirPage } from './whole-day-page.ts';

/**
 * A day at a server, from the first command to the archive, with all that goes wrong in one: every route, every call of
 * the page, every work of its own.
 */

/** Stations that have a ledger of their own, and some whose facts are written by hand. */
const GATE = 1;
const BY_HAND = 3;
const BOOTHS = 5;
const OTHER_BOOTHS = 6;
const ORGANISER = 8;
const WALL = 9;
const DAY_MS = 24 * 3_600_000;

const CHECKIN = { kind: 'checkin', what: { means: 'card', lane: 'self' } } as const;

export interface PlayedDay {
  /** All fairs that its statements may name, and the empty one, which stands for the whole server. */
  readonly fairs: readonly string[];
  /** What was asked and answered well, as the description names it. */
  readonly asked: ReadonlySet<string>;
  readonly called: ReadonlySet<string>;
  /** As `/docs` describes them. */
  readonly routes: readonly string[];
}

interface Means {
  readonly storage: Storage;
  readonly folder: string;
  /** What another program does to the database: an older server, or whoever puts a backup back. */
  readonly elsewhere: (statement: string) => Promise<unknown>;
}

export async function wholeDay({ storage, folder, elsewhere }: Means): Promise<PlayedDay> {
  const at = await central(folder, storage, { boxesToServer: true });
  const other = await anySignedFair(storage, '别的一场');
  const asked = new Set<string>();
  const ask = askAt(at, asked);
  const signing = new Signing(at.sample);

  await beforeTheDoors(at, folder, other);
  await aMorning(at);
  await fromStations(at, signing, ask);
  await thingsGoWrong(at, elsewhere);
  await revised(at, ask);
  await byPrograms(at, ask);
  await listsOfPeople(at, signing, ask);
  const page = await theirPage(at, { of: WHOLE_SERVER, name: '管理员', password: PERSON.password });
  await ask('GET', 'GET /ready', '/ready');
  await ask('GET', 'GET /health', '/health');
  await afterwards(at, ask, other);
  await at.close();
  const { called, routes } = page;
  return { fairs: [at.sample.fair.id, other.id, WHOLE_SERVER], asked, called, routes };
}

type Ask = (
  method: 'GET' | 'POST',
  what: string,
  path: string,
  body?: object,
  headers?: Readonly<Record<string, string>>,
) => Promise<unknown>;

/** Asks below the fair, and notes what was answered well. */
const askAt =
  (at: Central, asked: Set<string>): Ask =>
  async (method, what, path, body, headers = {}) => {
    const answer = await fetch(new URL(path, at.url), {
      method,
      headers: { ...(body && { 'content-type': 'application/json' }), ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (answer.ok) asked.add(what);
    if (answer.headers.get('content-type') === 'text/event-stream') return answer.body?.cancel();
    return answer.json();
  };

/** By whoever runs the server: its fair's file, people, and what a start does by itself. */
async function beforeTheDoors({ sample, storage }: Central, folder: string, other: Fair) {
  const file = join(folder, 'fair.json');
  await writeFile(file, JSON.stringify(signFair(sample.fair, sample.keys.signingKey)));
  const added = await keepFairAt(file, storage);
  if (!added.ok) throw new Error(added.fault.says);
  const keeping = { storage, now: () => MORNING_MS, hardness: EASY };
  const { name, password } = PERSON;
  for (const account of [
    { fair: WHOLE_SERVER, name: '管理员' },
    // The same person looks after another fair, too, and is asked which of them.
    { fair: other.id, name },
  ]) {
    const by = 'terminal';
    const made = await addAccount(keeping, { ...account, by, role: 'administrator', password });
    if (!made.ok) throw new Error(made.fault.kind);
  }
  await hasAccounts(storage);
  await recount(storage);
  await archiveDue(storage, MORNING_MS, ARCHIVE_AFTER_DAYS);
  await fairsListed(storage.db, { after: '' });
}

const CONDITION: Condition = {
  atMs: MORNING_MS,
  version: 'test',
  role: 'entrance',
  readers: [],
  printer: 'works',
  notices: [],
};

/** What stations write and ask, with their own ledgers and with their keys by hand. */
async function fromStations(at: Central, signing: Signing, ask: Ask): Promise<void> {
  const gate = await at.sync(GATE, () => CONDITION, random(4));
  const store = await at.storeOf(GATE);
  store.people.putBox(personOf(4), 'identity', Buffer.alloc(200, 1), MORNING_MS);
  await gate.again();
  const organiser = await at.sync(ORGANISER);

  const facts = `/v1/fairs/${at.sample.fair.id}/stations`;
  const send = async (chain: Chain, over: Parameters<Chain['upload']>[0] = {}): Promise<unknown> =>
    ask(
      'POST',
      'POST /v1/fairs/{fair}/stations/{slot}/facts',
      `${facts}/${chain.slot}/facts`,
      chain.upload(over),
      { [READS_HEADER]: String(SYNC_READS) },
    );

  // A wall that logs a visit, which it may not.
  const wall = new Chain(signing, WALL);
  wall.add({ kind: 'visit', what: { booth: 'A01' } }, personOf(3));
  await send(wall);
  // A pass bound to somebody, a code that was typed, and what only a newer version reads.
  const [who, pass] = [random(), random()];
  const hand = new Chain(signing, BY_HAND);
  hand.add(CHECKIN, who);
  hand.add({ bind: pass }, who);
  const visit = hand.add({ kind: 'visit', what: { booth: 'A01' } }, who);
  const retracted = hand.add(CHECKIN, random());
  hand.add({ kind: 'retract', what: { fact: retracted } });
  hand.add({ kind: 'clock', what: { change: 'jump', fromMs: MORNING_MS, toMs: MORNING_MS + 1 } });
  hand.write({ kind: 'of-tomorrow', what: {} }, { pseudonym: who, salt: random() });
  await send(hand);
  const booths = new Chain(signing, BOOTHS);
  booths.add({ kind: 'visit', what: { booth: 'B01' } }, pass);
  booths.add({ kind: 'visit', what: { booth: 'B01' } }, shortOf(who));
  // The head comes before its last fact, which waits.
  booths.add({ kind: 'visit', what: { booth: 'B02' } }, personOf(5));
  await send(booths, { head: booths.headAt(2) });
  await send(booths);
  await at.write(ORGANISER, [
    {
      happening: { kind: 'decide', what: { fact: visit, decision: 'exclude', by: '主办方' } },
    },
  ]);
  await organiser.again();

  // The same facts and another one, then a past that contradicts what was acknowledged.
  const torn = new Chain(signing, BOOTHS, booths.incarnation);
  torn.facts.push(...booths.facts.slice(0, 1));
  torn.add({ kind: 'visit', what: { booth: 'B03' } }, personOf(6));
  await send(torn);
  // What waits under no head yet is another's once its station says so.
  const waits = new Chain(signing, OTHER_BOOTHS);
  waits.add({ kind: 'visit', what: { booth: 'C01' } }, personOf(7));
  waits.add({ kind: 'visit', what: { booth: 'C01' } }, personOf(8));
  await send(waits, { head: waits.headAt(1) });
  const instead = new Chain(signing, OTHER_BOOTHS, waits.incarnation);
  instead.facts.push(...waits.facts.slice(0, 1));
  instead.add({ kind: 'visit', what: { booth: 'C02' } }, personOf(9));
  await send(instead);
  await ask('GET', '', `/v1/fairs/${at.sample.fair.id}/closing`);
  await erased(at, { who, gate, send, hand, booths });
}

interface Erasing {
  readonly who: string;
  readonly gate: Awaited<ReturnType<Central['sync']>>;
  readonly send: (chain: Chain, over?: Parameters<Chain['upload']>[0]) => Promise<unknown>;
  readonly hand: Chain;
  readonly booths: Chain;
}

/** One at an entrance, and one whose booths hear of it late: their facts want a proof. */
async function erased(at: Central, { who, gate, send, hand, booths }: Erasing): Promise<void> {
  await (await at.storeOf(GATE)).erase(personOf(4));
  await gate.again();
  const order = new Signing(at.sample).order(BY_HAND, [who]);
  await send(hand, { erasures: [order] });
  booths.add({ kind: 'visit', what: { booth: 'B01' } }, who);
  const late = booths.facts.length;
  await send(booths);
  await send(booths, { proofs: [booths.cover(late, order.tombstone)] });
  const box = new Signing(at.sample).box(BY_HAND, personOf(11), MORNING_MS);
  await send(hand, { boxes: [box] });
}

/** A backup is put back while stations know more; an older server counts beside this one; this one hears nothing. */
async function thingsGoWrong(at: Central, elsewhere: Means['elsewhere']): Promise<void> {
  const gate = await at.sync(GATE);
  await elsewhere('UPDATE epoch SET writes = 0, counted = 0');
  await gate.again();
  await elsewhere('UPDATE epoch SET writes = writes + 1');
  await elsewhere(
    "INSERT INTO epoch (fair_id, number, epoch, writes, counted) SELECT fair_id, 1000, 'abcdef01', 1, 0 FROM fair",
  );
  await recount(at.storage);
  await elsewhere('UPDATE fair SET rules = 1');
  await recount(at.storage);
  const deaf = Promise.withResolvers<void>();
  const watched = watchHearing(
    at.storage.db,
    { onOther: () => () => undefined, tell: () => undefined },
    { withinMs: 0, lookEveryMs: DAY_MS, onState: () => deaf.resolve() },
  );
  await deaf.promise;
  watched.close();
}

/** Two organisers revise it at once, one of them lets the wall log visits, and a third revision settles both. */
async function revised(at: Central, ask: Ask): Promise<void> {
  const { fair, keys } = at.sample;
  const send = (next: Fair): Promise<unknown> =>
    ask(
      'POST',
      'POST /v1/fairs/{fair}/revisions',
      `/v1/fairs/${fair.id}/revisions`,
      signFair(next, keys.signingKey),
    );
  const first = revisionHere(fair);
  const stations = fair.stations.map((station) =>
    station.slot === WALL ? { ...station, mayBe: ['booth' as const] } : station,
  );
  const one = { ...fair, ...successor(first, {}), stations };
  const two = { ...fair, ...successor(first, { revoked: [12] }) };
  await send(one);
  await send(two);
  await (await at.sync(ORGANISER)).again();
  await send({ ...one, ...successor(revisionHere(one), {}, revisionHere(two)) });
}

/** The organiser's programs, with a token and with the fair's key; a new machine fetches its file. */
async function byPrograms(at: Central, ask: Ask): Promise<void> {
  const { fair, keys } = at.sample;
  const path = `/v1/fairs/${fair.id}`;
  const withToken = { authorization: `Bearer ${at.token}` };
  for (const what of ['figures', 'contacts']) {
    await ask('GET', `GET /v1/fairs/{fair}/${what}`, `${path}/${what}`, undefined, withToken);
  }
  const contacts = (signed: object | null): Promise<unknown> =>
    ask('POST', 'POST /v1/fairs/{fair}/contacts', `${path}/contacts`, { signed });
  const { nonce } = signThisSchema.parse(await contacts(null));
  const signature = signText(CONTACTS_DOMAIN, contactsText(fair.id, nonce), keys.signingKey);
  await contacts({ nonce, signature: keyText(signature) });
  const code = random();
  const codeHash = createHash('sha256').update(code).digest('hex');
  const offer = { codeHash, slot: 10, file: '{}', minutes: 60 };
  const offers = 'POST /v1/fairs/{fair}/enrolments';
  await ask('POST', offers, `${path}/enrolments`, offer, withToken);
  const take = { code, claim: random() };
  await ask('POST', `${offers}/take`, `${path}/enrolments/take`, take);
}

/** Signed by the organiser, fetched by an entrance, and a stream for its news. */
async function listsOfPeople(at: Central, signing: Signing, ask: Ask): Promise<void> {
  const { fair, keys } = at.sample;
  const path = `/v1/fairs/${fair.id}`;
  const packs = ['a', 'b'].map((text) => Buffer.from(text.repeat(100)));
  const hashes = packs.map((bytes) => createHash('sha256').update(bytes).digest('hex'));
  const sign = async (number: number, before: number[], some: readonly string[]) => {
    const lists = some.map((hash) => ({ hash, bytes: 100, people: 1 }));
    const text = canonicalText({ v: 1, fair: fair.id, number, before, lists });
    const signature = keyText(signText(PEOPLE_LISTS_DOMAIN, text, keys.signingKey));
    await ask('POST', 'POST /v1/fairs/{fair}/people', `${path}/people`, { text, signature });
  };
  await sign(1, [], hashes);
  for (const [n, bytes] of packs.entries()) {
    const base64 = bytes.toString('base64');
    const to = `${path}/people/${hashes[n]}`;
    await ask('POST', 'POST /v1/fairs/{fair}/people/{hash}', to, { base64 });
  }
  const station = `${path}/stations/${BY_HAND}`;
  const greeting = new Chain(signing, BY_HAND);
  const { nonce } = ackSchema.parse(
    await ask('POST', '', `${station}/facts`, greeting.upload(), {
      [READS_HEADER]: String(SYNC_READS),
    }),
  );
  const signature = signing.by(BY_HAND, HEAR_DOMAIN, hearText(fair.id, BY_HAND, nonce));
  const asked = new URLSearchParams({ nonce, signature });
  const below = 'GET /v1/fairs/{fair}/stations/{slot}';
  await ask('GET', `${below}/people`, `${station}/people?${asked}`);
  await ask('GET', `${below}/people/{hash}`, `${station}/people/${hashes[0]}?${asked}`);
  await ask('GET', `${below}/live`, `${station}/live?${asked}`);
  await sign(2, [1], hashes.slice(1));
}

/** The storage period is over: closed, archived by itself, and removed. */
async function afterwards(at: Central, ask: Ask, other: Fair): Promise<void> {
  const { fair, keys } = at.sample;
  const path = `/v1/fairs/${fair.id}/closing`;
  const over = Date.parse(`${fair.keepUntil}T00:00:00Z`) + 2 * DAY_MS;
  at.at(over);
  const time = signTime(fair, over, keys.signingKey);
  await ask('POST', 'POST /v1/fairs/{fair}/closing', path, time);
  await ask('GET', 'GET /v1/fairs/{fair}/closing', path);
  const done = await archiveDue(at.storage, over + 8 * DAY_MS, ARCHIVE_AFTER_DAYS);
  if (done.length !== 1) throw new Error(`archived ${done.join()} beside ${other.id}`);
  const removed = await removeFair(at.storage, fair.id);
  if (!removed.ok) throw new Error(removed.fault.kind);
}
