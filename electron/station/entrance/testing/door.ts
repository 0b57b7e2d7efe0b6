import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FaceEvent } from '../../../../shared/contract/arrival.ts';
import type { Arrival, Lane, Welcome } from '../../../../shared/contract/people.ts';
import type { Fair } from '../../../../shared/fair.ts';
import { readPassText } from '../../../../shared/pass.ts';
import { anything } from '../../../../shared/tally/testing/written-facts.ts';
import { blankReader } from '../../keys/blank-passes.ts';
import { entranceKeyring, type Keyring } from '../../keys/keyring.ts';
import { passReader } from '../../keys/pass-reader.ts';
import type { IdCard, Scan } from '../../reader/scan.ts';
import { loadSampleFair } from '../../sample/sample-fair.ts';
import { openDatabase } from '../../store/database.ts';
import { openLedger } from '../../store/ledger.ts';
import { migrate } from '../../store/migrations/index.ts';
import { openPeople } from '../../store/people.ts';
import { holderOf } from '../bind.ts';
import { openEntrance } from '../entrance.ts';
import { pastOf } from '../past.ts';
import { recommendations } from '../recommend.ts';

/** An entrance with its own files, and the people who come to it. */

export const BEGIN = 1_803_690_000_000;
export const zhou: IdCard = {
  type: 'citizen',
  name: '周建国',
  number: '349981196805209014',
  sex: 'male',
  birth: '1968-05-20',
  address: '澜江省汀禾市云溪街道柳桥社区老码头巷12号',
};
export const xia: IdCard = {
  type: 'citizen',
  name: '夏晨',
  number: '349981200407159030',
  sex: 'male',
  birth: '2004-07-15',
  address: '澜江省汀禾市东桥镇禾场村3组21号',
  validUntil: '2032-08-01',
};
export const card = (idCard: IdCard): Scan => ({ kind: 'id-card', card: idCard });
export const code = (text: string): Scan => ({ kind: 'code', text });

/** The id of the order of erasure at that place. */
export const orderId = (n: number): string => String(n).padStart(32, '0');

export function passOf({ pass }: Welcome) {
  const read = readPassText(pass.text);
  if (!read.ok) throw new Error(read.fault.kind);
  return read.value;
}

const loaded = loadSampleFair(
  join(import.meta.dirname, '../../../../resources/fairs/street-market'),
);

/** What a test changes, or looks at, as people come. */
interface Now {
  nowMs: number;
  lane: Lane;
  /** What of the card the fair records. */
  asks: Fair['asks'];
  shown: FaceEvent[];
  checkedIn: number;
}

export type Door = Awaited<ReturnType<typeof openDoor>>;

export async function openDoor() {
  const sample = await loaded;
  const folder = await mkdtemp(join(tmpdir(), 'chunfeng-entrance-'));
  const now: Now = { nowMs: BEGIN, lane: 'self', asks: undefined, shown: [], checkedIn: 0 };
  const troubles: unknown[] = [];
  /** Pseudonyms that were erased, each by an order with the id of its place. */
  const erased: string[] = [];
  let drawn = 0;
  const random = (length: number): Buffer => {
    drawn += 1;
    return createHash('sha256').update(String(drawn)).digest().subarray(0, length);
  };
  const keyringOf = (slot: number): Promise<Keyring> => {
    const passSeed = sample.keys.passKeys.get(slot);
    if (!passSeed) throw new Error(`no slot ${slot}`);
    const { pseudonymKey } = sample.keys;
    return entranceKeyring(sample.fair, { pseudonymKey, passSeed });
  };
  const keyring = await keyringOf(1);
  const db = openDatabase(join(folder, 'station.db'));
  migrate(db);
  const people = openPeople(db);
  people.putRegistrations(sample.people);
  const ledger = openLedger(db, {
    fair: sample.fair.id,
    slot: 1,
    utcOffsetMinutes: 480,
    authority: () => anything,
    revision: () => 1,
    now: () => now.nowMs,
    randomBytes: random,
    onClockJump: () => undefined,
  });
  const entrance = openEntrance({
    get fair() {
      return { ...sample.fair, ...(now.asks && { asks: now.asks }) };
    },
    slot: 1,
    keyring,
    readPass: passReader(sample.fair),
    readBlank: blankReader(sample.fair),
    holderOf: (blank) => holderOf({ store: { ledger, people } }, blank),
    pastOf: (pseudonym) => pastOf({ store: { ledger } }, pseudonym),
    store: { ledger, people },
    people,
    now: () => now.nowMs,
    lane: () => now.lane,
    erase: async (...pseudonyms) => void erased.push(...pseudonyms),
    isErased: (pseudonym) => erased.includes(pseudonym),
    ordersOn: (pseudonym) =>
      erased.includes(pseudonym) ? [orderId(erased.indexOf(pseudonym))] : [],
    recommend: recommendations(sample.fair, () => 0),
    print: async (ticket) => ({ ok: true, value: { how: 'page', ticket } }),
    newId: () => random(8).toString('hex'),
    newPseudonym: () => random(16).toString('hex'),
    show: (event) => now.shown.push(event),
    onCheckedIn: () => {
      now.checkedIn += 1;
    },
    onTrouble: (error) => troubles.push(error),
  });

  /** The only event that the scan showed. */
  async function scan(what: Scan): Promise<FaceEvent> {
    now.shown = [];
    await entrance.take(what);
    const [event, ...more] = now.shown;
    if (!event || more.length > 0) throw new Error(`${now.shown.length} events`);
    return event;
  }

  async function bytesOnDisk(): Promise<Buffer> {
    const names = await readdir(folder);
    return Buffer.concat(await Promise.all(names.map((name) => readFile(join(folder, name)))));
  }

  return Object.assign(now, {
    sample,
    keyring,
    keyringOf,
    db,
    people,
    ledger,
    entrance,
    troubles,
    erased,
    scan,
    bytesOnDisk,
    attendees: (): number => ledger.tally('all', 'attendees'),
    async arrivalOf(idCard: IdCard): Promise<Arrival> {
      const event = await scan(card(idCard));
      if (event.kind !== 'arrival') throw new Error(`not asked but ${event.kind}`);
      return event.arrival;
    },
    async welcomed(what: Scan): Promise<Welcome> {
      const event = await scan(what);
      if (event.kind !== 'welcome') throw new Error(`not welcomed but ${JSON.stringify(event)}`);
      return event.welcome;
    },
    async consenting({ arrival }: Arrival, consent = true): Promise<Welcome> {
      const answer = await entrance.consent({ arrival, consent });
      if (!answer.ok) throw new Error(answer.fault.kind);
      return answer.value;
    },
    /** Agrees to answer about key groups. */
    agreeing: (arrival: string) => entrance.agreeGroups({ arrival, consent: 1 }),
    /** Whether a text is in the station's files. */
    isOnDisk: async (text: string): Promise<boolean> => isIn(await bytesOnDisk(), text),
    async close(): Promise<void> {
      db.close();
      await rm(folder, { recursive: true });
    },
  });
}

/** Whether a text is there, in any encoding that we could think of. */
function isIn(bytes: Buffer, text: string): boolean {
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
