import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { genesis } from '../../shared/chain.ts';
import type { Fact } from '../../shared/facts.ts';
import { type Fair, fairSchema } from '../../shared/fair.ts';
import { signedText } from '../../shared/signed-text.ts';
import {
  HEAD_DOMAIN,
  headText,
  type SignedHead,
  type Upload,
  type WireFact,
} from '../../shared/sync/wire.ts';
import {
  HISTORY_FAIR,
  HISTORY_RIGHTS,
  HISTORY_STATIONS,
} from '../../shared/tally/testing/any-history.ts';

/** For tests: the stations of generated histories, with their keys and uploads. */

const keys = new Map<number, { readonly secret: KeyObject; readonly passKey: string }>(
  HISTORY_STATIONS.map((slot) => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    return [slot, { secret: privateKey, passKey: String(publicKey.export({ format: 'jwk' }).x) }];
  }),
);

export const historyFair: Fair = fairSchema.parse({
  v: 1,
  id: HISTORY_FAIR,
  revision: 1,
  name: { zh: '样例', en: '' },
  organiser: { zh: '样例', en: '' },
  place: { zh: '样例', en: '' },
  days: ['2027-02-27'],
  keepUntil: '2027-03-31',
  utcOffsetMinutes: 480,
  sample: true,
  sealingKey: 'A'.repeat(43),
  signingKey: 'A'.repeat(43),
  stations: HISTORY_STATIONS.map((slot) => ({
    slot,
    role: 'entrance',
    mayBe: ['booth', 'desk', 'organiser'],
    name: { zh: `${slot} 号门`, en: '' },
    passKey: keys.get(slot)?.passKey,
  })),
  revoked: [],
  booths: HISTORY_RIGHTS.booths.map(({ code }) => ({
    code,
    zone: 'A',
    employer: '样例',
    about: '',
    posts: [{ code: 'P-1', zh: '普工', trade: 'manufacturing', headcount: 1, place: '' }],
  })),
  desks: HISTORY_RIGHTS.desks.map(({ code }) => ({
    code,
    zh: '服务台',
    en: '',
    topics: [{ code: 'rights', zh: '维权', en: '' }],
  })),
  platforms: [],
  staffPin: { salt: '', hash: '' },
});

/** The same fair where each station may write only some of what its histories hold. */
export const strictFair: Fair = fairSchema.parse({
  ...historyFair,
  stations: historyFair.stations.map((station) => ({
    ...station,
    ...HISTORY_RIGHTS.stations.find(({ slot }) => slot === station.slot),
  })),
});

export function wireOf({ hash, person }: Fact, text: string): WireFact {
  return {
    text,
    hash,
    ...(person?.salt !== undefined && {
      opening: { ...person, salt: person.salt },
    }),
  };
}

export function signedHead(
  slot: number,
  incarnation: string,
  head: { readonly seq: number; readonly hash: string },
): SignedHead {
  const secret = keys.get(slot)?.secret;
  if (!secret) throw new Error(`no station ${slot}`);
  const text = signedText(HEAD_DOMAIN, headText(HISTORY_FAIR, slot, incarnation, head));
  return { ...head, signature: sign(null, Buffer.from(text), secret).toString('base64url') };
}

/** A part of a station's chain, under a head that may lie beyond it. */
export function uploadOf(slot: number, facts: readonly WireFact[], head: SignedHead): Upload {
  return {
    v: 1,
    incarnation: `0000000${slot}`,
    from: { seq: 0, hash: genesis(HISTORY_FAIR, slot) },
    facts: [...facts],
    head,
    waiting: 0,
    erasures: [],
  };
}
