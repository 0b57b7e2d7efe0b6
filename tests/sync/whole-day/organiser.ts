import { createHash } from 'node:crypto';
import { keyText, signText } from '../../../electron/station/keys/fair-keys.ts';
import { revisionHere, signFair } from '../../../electron/station/keys/signed-fair.ts';
import { canonicalText } from '../../../shared/canonical.ts';
import type { Fair } from '../../../shared/fair.ts';
import { successor } from '../../../shared/succession.ts';
import {
  CONTACTS_DOMAIN,
  askedByKeyText,
  NEWEST_FAIR_DOMAIN,
  signThisSchema,
} from '../../../shared/sync/asked-by-key.ts';
import { PEOPLE_LISTS_DOMAIN } from '../../../shared/sync/people-lists.ts';
import { READS_HEADER, SYNC_READS } from '../../../shared/sync/versions.ts';
import { ackSchema, HEAR_DOMAIN, hearText } from '../../../shared/sync/wire.ts';
import type { Central } from '../../central.ts';
import { Chain, random, type Signing } from '../forged.ts';
import type { Ask } from './asking.ts';

/** What an organiser sends in a day, with the fair's key or with a program's token. */

const BY_HAND = 3;
const ORGANISER = 8;
const WALL = 9;

/** Two organisers revise it at once, one of them lets the wall log visits, and a third revision settles both. */
export async function revised(at: Central, ask: Ask): Promise<void> {
  const { fair, keys } = at.sample;
  const send = (next: Fair): Promise<unknown> =>
    ask('POST', `/v1/fairs/${fair.id}/revisions`, signFair(next, keys.signingKey));
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

/** Signs what the refusal says. */
export const askedByKey =
  (fair: string, ask: Ask) =>
  async (what: string, domain: string, key: Uint8Array): Promise<void> => {
    const askSigned = (signed: object | null): Promise<unknown> =>
      ask('POST', `/v1/fairs/${fair}/${what}`, { signed });
    const { nonce } = signThisSchema.parse(await askSigned(null));
    const signature = signText(domain, askedByKeyText(fair, nonce), key);
    await askSigned({ nonce, signature: keyText(signature) });
  };

/** The organiser's programs, with a token and with the fair's key; a new machine fetches its file. */
export async function byPrograms(at: Central, ask: Ask): Promise<void> {
  const { fair, keys } = at.sample;
  const path = `/v1/fairs/${fair.id}`;
  const withToken = { authorization: `Bearer ${at.token}` };
  for (const what of ['figures', 'contacts']) {
    await ask('GET', `${path}/${what}`, undefined, withToken);
  }
  const byKey = askedByKey(fair.id, ask);
  await byKey('contacts', CONTACTS_DOMAIN, keys.signingKey);
  await byKey('newest', NEWEST_FAIR_DOMAIN, keys.signingKey);
  const code = random();
  const codeHash = createHash('sha256').update(code).digest('hex');
  const offer = { codeHash, slot: 10, file: '{}', minutes: 60 };
  await ask('POST', `${path}/enrolments`, offer, withToken);
  const take = { code, claim: random() };
  await ask('POST', `${path}/enrolments/take`, take);
}

/** Signed by the organiser, fetched by an entrance, and a stream for its news. */
export async function listsOfPeople(at: Central, signing: Signing, ask: Ask): Promise<void> {
  const { fair, keys } = at.sample;
  const path = `/v1/fairs/${fair.id}`;
  const packs = ['a', 'b'].map((text) => Buffer.from(text.repeat(100)));
  const hashes = packs.map((bytes) => createHash('sha256').update(bytes).digest('hex'));
  const sign = async (number: number, before: number[], some: readonly string[]) => {
    const lists = some.map((hash) => ({ hash, bytes: 100, people: 1 }));
    const text = canonicalText({ v: 1, fair: fair.id, number, before, lists });
    const signature = keyText(signText(PEOPLE_LISTS_DOMAIN, text, keys.signingKey));
    await ask('POST', `${path}/people`, { text, signature });
  };
  await sign(1, [], hashes);
  for (const [n, bytes] of packs.entries()) {
    const base64 = bytes.toString('base64');
    const to = `${path}/people/${hashes[n]}`;
    await ask('POST', to, { base64 });
  }
  const station = `${path}/stations/${BY_HAND}`;
  const greeting = new Chain(signing, BY_HAND);
  const { nonce } = ackSchema.parse(
    await ask('POST', `${station}/facts`, greeting.upload(), {
      [READS_HEADER]: String(SYNC_READS),
    }),
  );
  const signature = signing.by(BY_HAND, HEAR_DOMAIN, hearText(fair.id, BY_HAND, nonce));
  const asked = new URLSearchParams({ nonce, signature });
  await ask('GET', `${station}/people?${asked}`);
  await ask('GET', `${station}/people/${hashes[0]}?${asked}`);
  await ask('GET', `${station}/live?${asked}`);
  await sign(2, [1], hashes.slice(1));
}
