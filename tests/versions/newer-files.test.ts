import { gzipSync } from 'node:zlib';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  keyText,
  makeFairKeys,
  publicKeyText,
  signText,
  fairIdOf,
} from '../../electron/station/keys/fair-keys.ts';
import {
  openOrganiserFile,
  openStationFile,
  organiserFile,
  organiserFileSchema,
  stationFile,
  stationFileSchema,
} from '../../electron/station/keys/fair-pack.ts';
import {
  openRevision,
  openSignedFair,
  revisionHere,
} from '../../electron/station/keys/signed-fair.ts';
import { sealingTo } from '../../electron/station/keys/seal.ts';
import { readOrganiserFile } from '../../electron/station/keys/own-keys.ts';
import { employersReview } from '../../electron/station/organiser/review.ts';
import { nextRevision } from '../../electron/station/organiser/revision.ts';
import { packPeople, unpackPeople } from '../../electron/station/people/people-pack.ts';
import { uploadsFromStick } from '../../electron/station/sync/facts-on-a-stick.ts';
import { canonicalText, type CanonicalObject } from '../../shared/canonical.ts';
import { hashOfText } from '../../shared/chain.ts';
import { type Fair, FAIR_DOMAIN, type Registration, type SignedFair } from '../../shared/fair.ts';
import { readFile } from '../../shared/read-known.ts';
import { openHall, type RunningServer } from '../sync/hall.ts';
import { loadSigning, type Signing } from '../sync/forged.ts';

/** Fairs and files that a made-up newer program made (P78). */

let signing: Signing;
beforeAll(async () => {
  signing = await loadSigning();
});

const bytes = (length: number): Uint8Array => Buffer.alloc(length, 7);

/** The next revision, as tomorrow's organiser signs it: with fields that nobody knows yet. */
function newerFair(change: object = {}): SignedFair {
  const { fair, keys } = signing.sample;
  const { stations, booths, ...rest } = fair;
  const made = {
    ...rest,
    revision: fair.revision + 1,
    history: [{ revision: fair.revision, hash: hashOfText(canonicalText(fair)) }],
    season: 'spring',
    stations: stations.map((station) => ({ ...station, floor: 2 })),
    booths: booths.map(({ posts, ...booth }) => ({
      ...booth,
      stand: { of: 'wood' },
      posts: posts.map((post, i) => ({
        ...post,
        ...(i === 0 && { pay: [90, 120], per: 'shift' }),
        shifts: ['night'],
      })),
    })),
    ...change,
  };
  const text = canonicalText(made);
  return { text, signature: keyText(signText(FAIR_DOMAIN, text, keys.signingKey)) };
}

function opened(signed: SignedFair): Fair {
  const fair = openSignedFair(signed);
  if (!fair.ok) throw new Error(fair.fault.kind);
  return fair.value;
}

describe('a fair that a newer program signed', () => {
  it('opens at a station of today by what is known of it (P78)', () => {
    const fair = opened(newerFair());
    const [post] = fair.booths[0]?.posts ?? [];
    expect(fair).not.toHaveProperty('season');
    expect(fair.booths).toHaveLength(signing.sample.fair.booths.length);
    // Pay by the shift is no pay by the month.
    expect(post).toMatchObject({ code: 'A01-1' });
    expect(post).not.toHaveProperty('pay');
    expect(fair.booths[0]?.posts[1]).toHaveProperty('pay');
  });

  it('follows and is followed by the hash of its whole text (P40, P78)', () => {
    const signed = newerFair();
    const fair = opened(signed);
    const known = revisionHere(signing.sample.fair);
    expect(openRevision(known, signed).ok).toBe(true);
    const here = revisionHere(fair);
    expect(here.hash).toBe(hashOfText(signed.text));
    const revision = fair.revision + 1;
    const history = [...(fair.history ?? []), { revision: fair.revision, hash: here.hash }];
    expect(openRevision(here, newerFair({ revision, history })).ok).toBe(true);
  });

  it('is put into the files of stations as it was signed (P78)', async () => {
    const signed = newerFair();
    const { passKeys, ...keys } = signing.sample.keys;
    const own = { ...keys, passKeys: [...passKeys].map(([slot, seed]) => ({ slot, seed })) };
    const all = {
      ...makeFairKeys([1], bytes),
      ...own,
      pseudonymKey: bytes(32),
      sealingKey: bytes(32),
    };
    const file = await stationFile(opened(signed), all, 1, 'word', bytes);
    expect(file.fair).toEqual(signed);
    expect((await openStationFile(stationFileSchema.parse(file), 'word')).ok).toBe(true);
  });

  it('is not changed by a program that would drop what it does not know (P78)', async () => {
    const fair = opened(newerFair());
    const next = nextRevision(revisionHere(fair), {});
    expect(next.error?.message).toMatch(/更新/);
    const table = Buffer.from('展位,单位,岗位,工种,人数\nA01,某厂,普工,生产制造,3\n');
    const { work } = await employersReview(table, 'table.csv', fair, {}, { of: () => undefined });
    expect(work).toMatchObject({ why: 'newer' });
    expect(nextRevision(revisionHere(signing.sample.fair), {}).success).toBe(true);
  });

  describe('at a server and a hub', () => {
    let hall: Awaited<ReturnType<typeof openHall>>;
    let centre: RunningServer;
    beforeEach(async () => {
      hall = await openHall();
      centre = await hall.serve('centre');
    });
    afterEach(() => hall.close());

    it('is kept and handed to every station as it was signed (P78)', async () => {
      const hub = await hall.serve('hub', 0, centre.url);
      const signed = newerFair();
      const address = new URL(`/v1/fairs/${signing.sample.fair.id}/revisions`, centre.url);
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(address, {
        method: 'POST',
        headers,
        body: JSON.stringify({ ...signed, by: 'post' }),
      });
      expect(answer.status).toBe(200);
      const heard: SignedFair[] = [];
      const revisions = {
        newest: () => ({ revision: 1, revisionHash: hashOfText(canonicalText(hall.sample.fair)) }),
        take: async (revised: SignedFair) => void heard.push(revised),
      };
      const gate = await hall.station(1, hub.url, undefined, { revisions });
      await expect
        .poll(async () => {
          await gate.round();
          hub.poke();
          return heard[0];
        })
        .toEqual(signed);
      // A station that has it has the same one.
      const same = { newest: () => ({ revision: 2, revisionHash: hashOfText(signed.text) }) };
      const take = async (): Promise<void> => {
        throw new Error('another revision');
      };
      const other = await hall.station(2, hub.url, undefined, { revisions: { ...same, take } });
      await other.round();
    });
  });
});

describe('a file of a newer program', () => {
  it.each([
    ['with another field is opened', { v: 1, paper: 'blue' }, undefined],
    ['of a later form is recognised (P78)', { v: 2 }, 'newer'],
    ['that is none is refused', { v: 1, for: 'nobody' }, 'unreadable'],
  ])('%s', async (_name, change, fault) => {
    const keys = makeFairKeys([1], bytes);
    const sealingKey = publicKeyText('x25519', keys.sealingKey);
    const fair = {
      ...signing.sample.fair,
      id: fairIdOf(Buffer.from(sealingKey, 'base64url')),
      sealingKey,
      signingKey: publicKeyText('ed25519', keys.signingKey),
    };
    const file = { ...(await organiserFile(fair, keys, 'word', bytes)), ...change };
    const read = readFile(organiserFileSchema, file);
    expect(read.ok ? undefined : read.fault.kind).toBe(fault);
    const atStation = readOrganiserFile(Buffer.from(JSON.stringify(file)));
    const faults = { newer: 'newer', unreadable: 'not-organisers' } as const;
    expect(atStation.ok ? undefined : atStation.fault.kind).toBe(
      fault === 'newer' || fault === 'unreadable' ? faults[fault] : undefined,
    );
    if (read.ok) expect((await openOrganiserFile(read.value, 'word')).ok).toBe(true);
  });

  it('with people keeps each person, without the answers that nobody here knows (P78)', () => {
    const known: Registration = {
      lookup: '01'.repeat(16),
      pseudonym: '02'.repeat(16),
      maskedName: '王*',
      surname: '王',
      title: 'mr',
      about: { trades: { value: ['driving'], from: 'imported' } },
    };
    const newer = structuredClone(known);
    Reflect.set(newer, 'shoe', 42);
    Reflect.set(newer.about, 'education', { value: 'postdoc', from: 'imported' });
    const pack = packPeople([newer], 'c48f0482', bytes(32), bytes);
    expect(unpackPeople(pack, 'c48f0482', bytes(32))).toEqual({ ok: true, value: [known] });
  });

  it('on a stick brings its facts, whatever else it says (P78)', async () => {
    const { fair } = signing.sample;
    const upload: CanonicalObject = {
      v: 1,
      incarnation: '0000beef',
      from: { seq: 0, hash: '0'.repeat(64) },
      facts: [{ text: '{"kind":"survey"}', hash: '1'.repeat(64), mood: 'calm' }],
      head: { seq: 1, hash: '1'.repeat(64), signature: 'A'.repeat(86) },
      waiting: 0,
      erasures: [{ v: 3 }],
      lamps: [1],
    };
    const keys = makeFairKeys([1], bytes);
    const sealingKey = Buffer.from(publicKeyText('x25519', keys.sealingKey), 'base64url');
    const seal = await sealingTo(sealingKey, new TextEncoder().encode('chunfeng/facts/1'));
    const label = new TextEncoder().encode(`${fair.id}/4`);
    const sealed = await seal(label, gzipSync(JSON.stringify(upload)));
    const file = (v: number) =>
      Buffer.from(
        JSON.stringify({
          v,
          for: 'server',
          fair: fair.id,
          slot: 4,
          colour: 'red',
          sealed: Buffer.from(sealed).toString('base64'),
        }),
      );
    const read = await uploadsFromStick(file(1), fair, keys.sealingKey);
    expect(read).toMatchObject({
      ok: true,
      value: { slot: 4, uploads: [{ facts: [{ text: '{"kind":"survey"}' }], erasures: [] }] },
    });
    expect(await uploadsFromStick(file(2), fair, keys.sealingKey)).toEqual({
      ok: false,
      fault: { kind: 'newer' },
    });
  });
});
