import {
  createHash,
  generateKeyPairSync,
  randomBytes,
  sign,
  verify,
  createPublicKey,
} from 'node:crypto';
import { z } from 'zod';
import { canonicalText } from '../../../canonical.ts';
import { type Fair, FAIR_DOMAIN, fairSchema } from '../../../fair.ts';
import { signedText } from '../../../signed-text.ts';
import { dayView } from '../../day-view.ts';
import { sampleDay } from '../../testing/sample-day.ts';
import { type IsSigned, type Making, fairFiguresFile } from '../fair-figures.ts';

/** For tests: fairs with keys of their own, and their signed figures. */

const { fair: sample, coverage, dayOf } = await sampleDay();
const NOW = 1_803_690_000_000;
const ORGANISER = 8;

const jwk = z.object({ x: z.string() });
function pair() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { x } = jwk.parse(publicKey.export({ format: 'jwk' }));
  return {
    key: x,
    sign: (domain: string, text: string): string =>
      sign(null, Buffer.from(signedText(domain, text)), privateKey).toString('base64url'),
  };
}

export const isSigned: IsSigned = (domain, text, signature, x) =>
  verify(
    null,
    Buffer.from(signedText(domain, text)),
    createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } }),
    Buffer.from(signature, 'base64url'),
  );

export interface Exported {
  readonly figures?: Record<string, number>;
  readonly township?: Making['township'];
  readonly facts?: number;
  readonly slot?: number;
  /** How many facts one station still holds. */
  readonly waiting?: number;
  readonly change?: Partial<Fair>;
}

/** A fair of its own, and what its organiser's station exports. */
export function madeFair(change: Partial<Fair> = {}) {
  const [organiser, station] = [pair(), pair()];
  const sealing = randomBytes(32);
  const first = fairSchema.parse({
    ...sample,
    sample: false,
    sealingKey: sealing.toString('base64url'),
    id: createHash('sha256').update(sealing).digest('hex').slice(0, 8),
    signingKey: organiser.key,
    stations: sample.stations.map((each) => ({ ...each, passKey: station.key })),
    ...change,
  });
  function exported(asked: Exported = {}): string {
    const { figures = {}, township = 'unknown', facts = 10, slot = ORGANISER, waiting = 0 } = asked;
    const fair = { ...first, ...asked.change };
    const text = canonicalText(fair);
    const seen = coverage({ waiting });
    const heads = seen.heads.map((head) => ({ ...head, seq: facts }));
    const { rows } = dayOf(figures);
    const all = rows.map((row) => ({ ...row, scope: 'all' }));
    const view = dayView({
      fair,
      scope: 'all',
      scopes: ['all'],
      rows: all,
      coverage: { ...seen, heads },
      nowMs: NOW,
    });
    const signed = { text, signature: organiser.sign(FAIR_DOMAIN, text) };
    return fairFiguresFile({ view, fair, signed, slot, township, sign: station.sign });
  }
  return { fair: first, key: organiser.key, exported, signAsStation: station.sign };
}
