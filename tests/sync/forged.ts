import { createHash, createPrivateKey, randomBytes, sign } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { signFair } from '../../electron/station/keys/signed-fair.ts';
import { loadSampleFair, type SampleFair } from '../../electron/station/sample/sample-fair.ts';
import { SAMPLE_FAIR } from '../../electron/station/sample/sample-station.ts';
import { anyToken } from '../../server/testing/any-door.ts';
import { openApp } from '../../server/app.ts';
import { keepFair } from '../../server/fairs/fairs.ts';
import type { Storage } from '../../server/storage/homes.ts';
import { openSqlite } from '../../server/storage/sqlite-home.ts';
import { type CanonicalObject, canonicalText } from '../../shared/canonical.ts';
import { blankCommitment, commitment, genesis } from '../../shared/chain.ts';
import { type FactRef, type Happening, type Opening, refOf } from '../../shared/facts.ts';
import type { Fair } from '../../shared/fair.ts';
import { BOX_DOMAIN, boxText, type SentBox } from '../../shared/sync/boxes.ts';
import {
  type Erasure,
  erasedDigest,
  erasureToSign,
  type OldErasure,
  oldErasureToSign,
  tombstoneOf,
} from '../../shared/sync/erasures.ts';
import { READS_HEADER, SYNC_READS } from '../../shared/sync/versions.ts';
import {
  type Ack,
  ackSchema,
  COVER_DOMAIN,
  coverText,
  HEAD_DOMAIN,
  headText,
  type Proof,
  type SignedHead,
  type SyncFault,
  syncFaultSchema,
  type Upload,
  type WireFact,
} from '../../shared/sync/wire.ts';

/** Uploads as somebody makes them who holds a station's key, or who only stands between: by hand. */

const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SALT_LENGTH = 16;

export const random = (length = SALT_LENGTH): string => randomBytes(length).toString('hex');

interface FairWithKeys {
  readonly fair: Fair;
  readonly keys: Pick<SampleFair['keys'], 'passKeys' | 'signingKey'>;
}

export class Signing {
  readonly sample: FairWithKeys;
  constructor(sample: FairWithKeys) {
    this.sample = sample;
  }

  by(slot: number, domain: string, text: string): string {
    const seed = this.sample.keys.passKeys.get(slot);
    if (!seed) throw new Error(`no key of ${slot}`);
    const key = createPrivateKey({
      key: Buffer.concat([PKCS8, seed]),
      format: 'der',
      type: 'pkcs8',
    });
    return sign(null, Buffer.from(`${domain}\n${text}`), key).toString('base64url');
  }

  order(slot: number, people: readonly string[], change: Partial<Erasure> = {}): Erasure {
    const { id } = this.sample.fair;
    const erasure = {
      v: 2 as const,
      by: slot,
      id: random(),
      targets: people.map((name) => erasedDigest(id, name)),
      tombstone: tombstoneOf(random()),
      number: 1,
      ...change,
    };
    const { domain, text } = erasureToSign(id, erasure);
    return { ...erasure, signature: this.by(slot, domain, text) };
  }

  oldOrder(slot: number, pseudonym: string, stampMs: number, tombstone = random()): OldErasure {
    const erasure = { by: slot, pseudonym, also: [], tombstone, stampMs };
    const { domain, text } = oldErasureToSign(this.sample.fair.id, erasure);
    return { ...erasure, signature: this.by(slot, domain, text) };
  }

  box(slot: number, pseudonym: string, stampMs: number): SentBox {
    const sealed = randomBytes(200).toString('base64');
    const box = { pseudonym, holds: 'identity' as const, sealed, stampMs };
    return {
      ...box,
      signature: this.by(slot, BOX_DOMAIN, boxText(this.sample.fair.id, slot, box)),
    };
  }
}

/** A station's chain, written with its key. */
export class Chain {
  readonly facts: WireFact[] = [];
  readonly incarnation: string;
  readonly slot: number;
  readonly #signing: Signing;
  #ms = 1_803_690_000_000;

  constructor(signing: Signing, slot: number, incarnation = random(4)) {
    this.incarnation = incarnation;
    this.#signing = signing;
    this.slot = slot;
  }

  get #fair(): string {
    return this.#signing.sample.fair.id;
  }
  get #from() {
    return { seq: 0, hash: genesis(this.#fair, this.slot) };
  }

  add(happening: Happening | { readonly bind: string }, pseudonym?: string): FactRef {
    const salt = random();
    const what: Happening =
      'bind' in happening
        ? { kind: 'bind', what: { pass: blankCommitment(salt, happening.bind) } }
        : happening;
    const blank = 'bind' in happening ? { blank: happening.bind } : {};
    return this.write(what, pseudonym === undefined ? undefined : { pseudonym, salt, ...blank });
  }

  /** Of whatever version. */
  write(
    { kind, what, ...more }: { readonly kind: string; readonly what: CanonicalObject },
    opening?: Opening,
  ): FactRef {
    this.#ms += 90_000;
    const chained = {
      v: 1 as const,
      fair: this.#fair,
      station: this.slot,
      incarnation: this.incarnation,
      seq: this.facts.length + 1,
      stamp: { ms: this.#ms, n: 0 },
      revision: 1,
      prev: this.facts.at(-1)?.hash ?? this.#from.hash,
      ...(opening && { person: commitment(opening.salt, opening.pseudonym) }),
      kind,
      what,
      ...more,
    };
    const text = canonicalText(chained);
    const hash = createHash('sha256').update(text).digest('hex');
    this.facts.push({ text, hash, ...(opening && { opening }) });
    return refOf(chained);
  }

  headAt(seq: number): SignedHead {
    const end = { seq, hash: this.facts[seq - 1]?.hash ?? this.#from.hash };
    const text = headText(this.#fair, this.slot, this.incarnation, end);
    return { ...end, signature: this.#signing.by(this.slot, HEAD_DOMAIN, text) };
  }

  upload(change: Partial<Upload> = {}): Upload {
    return {
      v: 1,
      incarnation: this.incarnation,
      from: this.#from,
      facts: [...this.facts],
      head: this.headAt(this.facts.length),
      waiting: 0,
      erasures: [],
      proofs: [],
      ...change,
    };
  }

  /** What the station says once it has taken the person out. */
  cover(seq: number, tombstone: string, signer = this.slot): Proof {
    const { hash = '' } = this.facts[seq - 1] ?? {};
    const place = { station: this.slot, incarnation: this.incarnation, seq };
    const text = coverText(this.#fair, place, hash, tombstone);
    const { incarnation } = this;
    return { incarnation, seq, tombstone, cover: this.#signing.by(signer, COVER_DOMAIN, text) };
  }

  covered(seq: number, tombstone: string, signer = this.slot): WireFact {
    const { text = '', hash = '' } = this.facts[seq - 1] ?? {};
    const { seq: _seq, incarnation: _incarnation, ...proof } = this.cover(seq, tombstone, signer);
    return { text, hash, ...proof };
  }
}

const figuresSchema = z.object({
  figures: z.array(
    z.object({ scope: z.string(), figure: z.string(), slice: z.string(), value: z.int() }),
  ),
});

export interface Attacked extends AsyncDisposable {
  readonly folder: string;
  readonly storage: Storage;
  /** The server's answer. */
  send(slot: number, upload: Upload): Promise<Ack | SyncFault>;
  /** All figures, by scope, figure and slice. */
  figures(): Promise<Record<string, number>>;
  revise(change: Partial<Fair>): Promise<void>;
  post(path: string, body: unknown): Promise<{ readonly status: number; readonly body: unknown }>;
}

/** A server of the sample fair, asked without a network. */
export async function attacked(
  signing: Signing,
  change: Partial<Omit<Fair, 'sample'>> = {},
): Promise<Attacked> {
  const { sample } = signing;
  const folder = await mkdtemp(join(tmpdir(), 'chunfeng-attacked-'));
  const opened = await openSqlite(folder);
  if (!opened.ok) throw new Error(opened.fault.kind);
  const storage = opened.value;
  const app = await openApp({
    storage,
    now: () => 1_803_700_000_000,
    logger: false,
    // A lab plays days of attackers in a minute, all from one address.
    mostOfAddress: Number.MAX_SAFE_INTEGER,
  });
  let fair: Fair = { ...sample.fair, ...change };
  async function keep(): Promise<void> {
    const kept = await keepFair(storage, signFair(fair, sample.keys.signingKey));
    if (!kept.ok) throw new Error(kept.fault.kind);
  }
  await keep();
  const token = await anyToken(storage, fair.id);
  const at = `/v1/fairs/${fair.id}`;
  const post = async (path: string, payload: string | object) => {
    const headers = { [READS_HEADER]: String(SYNC_READS) };
    const answer = await app.inject({ method: 'POST', url: `${at}/${path}`, payload, headers });
    return { status: answer.statusCode, body: answer.json<unknown>() };
  };
  return {
    folder,
    storage,
    post: (path, body) => post(path, z.union([z.string(), z.looseObject({})]).parse(body)),
    async send(slot, upload) {
      const { body } = await post(`stations/${slot}/facts`, upload);
      return ackSchema.or(syncFaultSchema).parse(body);
    },
    async figures() {
      const headers = { authorization: `Bearer ${token}` };
      const answer = await app.inject({ url: `${at}/figures`, headers });
      const { figures } = figuresSchema.parse(answer.json());
      return Object.fromEntries(
        figures
          .map(({ scope, figure, slice, value }) => [`${scope} ${figure} ${slice}`, value] as const)
          .toSorted(([a], [b]) => (a < b ? -1 : 1)),
      );
    },
    async revise(revised) {
      fair = { ...fair, ...revised, revision: fair.revision + 1 };
      await keep();
    },
    async [Symbol.asyncDispose]() {
      await app.close();
      await storage.close();
      await rm(folder, { recursive: true });
    },
  };
}

export async function loadSigning(): Promise<Signing> {
  const folder = join(import.meta.dirname, '../../resources', SAMPLE_FAIR);
  return new Signing(await loadSampleFair(folder));
}
