import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { z } from 'zod';
import { rolesAllowed } from '../../authority.ts';
import { bytesOf } from '../../base64.ts';
import { canonicalText } from '../../canonical.ts';
import { hashOfText } from '../../chain.ts';
import { fairIdSchema, hashSchema, slotSchema } from '../../facts.ts';
import {
  type Fair,
  FAIR_DOMAIN,
  fairSchema,
  type SignedFair,
  signedFairSchema,
} from '../../fair.ts';
import { jsonOf } from '../../json.ts';
import { fail, ok, type Result } from '../../result.ts';
import { TALLY_RULES } from '../../tally/rules-number.ts';
import { seenOf } from '../coverage.ts';
import type { DayView } from '../day-view.ts';
import { readFormer } from '../former.ts';
import { namedFigures } from '../named/all.ts';
import { type Township, townshipSchema } from './season-shapes.ts';

/**
 * 本场数字: the counts of a whole fair by name, signed at its organiser's station, for the sums over several fairs
 * (F61). It holds no person, and is exact like a return.
 */

const SIGNED_AS = 'chunfeng/fair-figures/1';

const count = z.int().min(0);
const seenSchema = z.strictObject({
  all: count,
  complete: count,
  missing: count,
  waiting: count,
  silent: count,
  never: count,
  forks: count,
});

const figuresSchema = z.strictObject({
  v: z.literal(1),
  fair: fairIdSchema,
  revision: z.int().min(1),
  /** Of the signed fair's text. */
  fairHash: hashSchema,
  slot: slotSchema,
  township: townshipSchema,
  /** The number of the rules that made the figures. */
  rules: z.int().min(1),
  counts: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(80),
        value: count,
        unit: z.string().max(8),
        basis: z.string().max(200),
      }),
    )
    .max(5_000),
  /** What has a name and no count here, with the reason. */
  gaps: z
    .array(z.strictObject({ name: z.string().min(1).max(80), why: z.string().max(200) }))
    .max(5_000),
  seen: seenSchema,
  /** The digest that a bulletin carries, and how many facts are behind it. */
  digest: z.string().max(64),
  facts: count,
  madeMs: z.int(),
});
type Figures = z.infer<typeof figuresSchema>;

const fileSchema = z.strictObject({
  is: z.literal('chunfeng-fair-figures'),
  text: z.string().max(2_000_000),
  signature: z.base64url(),
  fair: signedFairSchema,
});

/** What a file says, after its signatures were checked. */
export interface FairFigures extends Omit<Figures, 'counts'> {
  readonly of: Pick<Fair, 'id' | 'days' | 'sample' | 'revoked'> & {
    readonly name: string;
    readonly organiser: string;
    readonly place: string;
  };
  readonly counts: ReadonlyMap<string, Figures['counts'][number]>;
  /** Two files are the same if this is. */
  readonly hash: string;
  /** The organiser's key of this fair. Each fair has its own. */
  readonly key: string;
}

export type FileFault =
  | { readonly kind: 'not-figures' }
  /** The export of a day: nobody signed it. */
  | { readonly kind: 'unsigned' }
  /** A signature does not fit: forged, or changed since. */
  | { readonly kind: 'forged' }
  /** Signed by a station that is no organiser's, or was revoked. */
  | { readonly kind: 'not-organisers' };

export type IsSigned = (
  domain: string,
  text: string,
  signature: string,
  publicKey: string,
) => boolean | Promise<boolean>;

/** Words, and parts in a row of words. */
const NOT_SUMMED = '多场合计没有这一项';

export interface Making {
  /** Of the whole fair. */
  readonly view: DayView;
  readonly fair: Fair;
  readonly signed: SignedFair;
  readonly slot: number;
  readonly township: Township;
  readonly sign: (domain: string, text: string) => string;
}

export function fairFiguresFile({ view, fair, signed, slot, township, sign }: Making): string {
  const { silentSinceMs: _since, ...seen } = seenOf(view.coverage, view.nowMs);
  const named = [...namedFigures(view).values()];
  const figures: Figures = {
    v: 1,
    fair: fair.id,
    revision: fair.revision,
    fairHash: hashOfText(signed.text),
    slot,
    township,
    rules: TALLY_RULES,
    counts: named.flatMap((each) => {
      if (each.is !== 'count') return [];
      const { name, value, unit, basis } = each;
      return { name, value, unit, basis };
    }),
    gaps: named.flatMap((each) => {
      if (each.is === 'count') return [];
      return { name: each.name, why: each.is === 'gap' ? each.why : NOT_SUMMED };
    }),
    seen,
    digest: view.digest,
    facts: view.coverage.heads.reduce((sum, { seq }) => sum + seq, 0),
    madeMs: view.nowMs,
  };
  const text = canonicalText(figures);
  const file = {
    is: 'chunfeng-fair-figures',
    text,
    signature: sign(SIGNED_AS, text),
    fair: signed,
  };
  return `${JSON.stringify(file)}\n`;
}

/** Takes nothing from a file before its signatures fit. */
export async function readFairFigures(
  file: string,
  isSigned: IsSigned,
): Promise<Result<FairFigures, FileFault>> {
  const outer = fileSchema.safeParse(jsonOf(file));
  if (!outer.success) {
    return fail({ kind: readFormer(file).ok ? 'unsigned' : 'not-figures' });
  }
  const { text, signature, fair: signed } = outer.data;
  const fair = fairSchema.safeParse(jsonOf(signed.text)).data;
  const figures = figuresSchema.safeParse(jsonOf(text)).data;
  if (!fair || !figures) return fail({ kind: 'not-figures' });
  const station = fair.stations.find(({ slot }) => slot === figures.slot);
  const fits =
    fair.id === idOf(fair) &&
    figures.fair === fair.id &&
    figures.revision === fair.revision &&
    figures.fairHash === hashOfText(signed.text) &&
    (await isSigned(FAIR_DOMAIN, signed.text, signed.signature, fair.signingKey)) &&
    station !== undefined &&
    (await isSigned(SIGNED_AS, text, signature, station.passKey));
  if (!fits) return fail({ kind: 'forged' });
  if (!maySign(fair, figures.slot)) return fail({ kind: 'not-organisers' });
  const { id, days, sample, revoked, name, organiser, place } = fair;
  return ok({
    ...figures,
    counts: new Map(figures.counts.map((each) => [each.name, each])),
    of: { id, days, sample, revoked, name: name.zh, organiser: organiser.zh, place: place.zh },
    hash: hashOfText(text),
    key: fair.signingKey,
  });
}

/** An organiser's station, not revoked in this revision. */
export function maySign(fair: Fair, slot: number): boolean {
  const station = fair.stations.find((each) => each.slot === slot);
  if (!station || fair.revoked.includes(slot)) return false;
  return rolesAllowed(station, fair).has('organiser');
}

/** A fair's id is bound to its sealing key, so nobody can put its name on another. */
const idOf = ({ sealingKey }: Fair): string =>
  bytesToHex(sha256(bytesOf(base64(sealingKey))).subarray(0, 4));

const base64 = (url: string): string => url.replaceAll('-', '+').replaceAll('_', '/');

/** For people to compare: `3f2a 9c01 77de 4b18 a0c5`. */
export const fingerprintOf = (key: string): string =>
  (hashOfText(key).slice(0, 20).match(/.{4}/g) ?? []).join(' ');
