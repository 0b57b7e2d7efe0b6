import { randomness } from '../../electron/station/keys/randomness.ts';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import type { FaceEvent } from '../../shared/contract/arrival.ts';
import { cardOfNobody } from '../nobody.ts';
import { recommendations } from '../../electron/station/entrance/recommend.ts';
import { pastOf } from '../../electron/station/entrance/past.ts';
import { openEntrance } from '../../electron/station/entrance/entrance.ts';
import { entranceKeyring, type Keyring } from '../../electron/station/keys/keyring.ts';
import { blankReader } from '../../electron/station/keys/blank-passes.ts';
import { passReader } from '../../electron/station/keys/pass-reader.ts';
import { loadSampleFair } from '../../electron/station/sample/sample-fair.ts';
import { SAMPLE_FAIR } from '../../electron/station/sample/sample-station.ts';
import type { IdCard } from '../../electron/station/reader/scan.ts';
import type { Store } from '../../electron/station/store/store.ts';
import { storeIn } from '../../electron/station/store/testing/store-in.ts';

/** A gate of the sample fair, built as the station builds it, with access to its store. */
export interface Gate {
  readonly store: Store;
  /** A card on the reader, then the tap of consent; resolves when the check-in is on disk. */
  checkIn(card: IdCard): Promise<void>;
}

const randomBytes = randomness();
const resources = fileURLToPath(new URL('../../resources', import.meta.url));
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const GATE_ONE = 1;

export interface GateOptions {
  /** Without sealing and signing: bytes of the same length replace both. */
  readonly withoutCryptography: boolean;
}

export async function openGate(folder: string, options: GateOptions): Promise<Gate> {
  const { fair, keys } = await loadSampleFair(join(resources, SAMPLE_FAIR));
  const passSeed = keys.passKeys.get(GATE_ONE);
  if (!passSeed) throw new Error('the sample fair has no first gate');
  const now = Date.now;
  const store = await storeIn(folder, { fair: fair.id, slot: GATE_ONE, now, randomBytes });
  const real = await entranceKeyring(fair, { pseudonymKey: keys.pseudonymKey, passSeed });
  const shown: FaceEvent[] = [];
  const entrance = openEntrance({
    fair,
    slot: GATE_ONE,
    keyring: options.withoutCryptography ? withoutCryptography(real) : real,
    readPass: passReader(fair),
    readBlank: blankReader(fair),
    holderOf: () => undefined,
    pastOf: (pseudonym) => pastOf({ store }, pseudonym),
    store,
    people: store.people,
    now,
    lane: () => 'self',
    erase: store.erase,
    isErased: store.isErased,
    ordersOn: store.ordersOn,
    recommend: recommendations(fair, () => 0),
    print: async () => ({ ok: false, fault: { kind: 'no-printer' } }),
    newId: () => Buffer.from(randomBytes(8)).toString('hex'),
    newPseudonym: () => Buffer.from(randomBytes(16)).toString('hex'),
    show: (event) => shown.push(event),
    onCheckedIn: () => undefined,
    onTrouble(error) {
      throw error;
    },
  });
  return {
    store,
    async checkIn(card) {
      await entrance.take({ kind: 'id-card', card });
      const face = shown.pop();
      if (face?.kind !== 'arrival') throw new Error(`the card led to: ${face?.kind}`);
      const saved = await entrance.consent({ arrival: face.arrival.arrival, consent: true });
      if (!saved.ok) throw new Error(`the check-in was not saved: ${saved.fault.kind}`);
    },
  };
}

function withoutCryptography(keyring: Keyring): Keyring {
  const signature = randomBytes(64);
  // HPKE adds a version, an encapsulated key and a tag.
  const overhead = 1 + 32 + 16;
  return {
    ...keyring,
    signPass: () => signature,
    seal: async (_label, content) => Buffer.alloc(overhead + Buffer.byteLength(content), 7),
  };
}

/** Cards of people who do not exist, one after another. */
export function* cards(): Generator<IdCard, undefined> {
  for (let n = 0; ; n += 1) yield cardOfNobody(n);
}

export function next(people: Generator<IdCard, undefined>): IdCard {
  const turn = people.next();
  if (turn.done === true) throw new Error('there are no more people');
  return turn.value;
}

/** Fills with many facts per transaction, where a real day writes them one by one. */
const TOGETHER = 20_000;

/** Writes through the ledger itself: chained, hashed and counted as on a real day. */
export function fill({ store }: Gate, facts: number): void {
  const happening = { kind: 'checkin', what: { means: 'card', lane: 'self' } } as const;
  for (let written = 0; written < facts; written += TOGETHER) {
    const entries = Array.from({ length: Math.min(TOGETHER, facts - written) }, () => ({
      happening,
      person: Buffer.from(randomBytes(16)).toString('hex'),
    }));
    store.ledger.append(entries);
  }
}
