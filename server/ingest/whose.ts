import type { Envelope } from '../../shared/facts.ts';
import type { Beside } from '../../shared/sync/wire.ts';
import type { Erased } from './orders.ts';

/**
 * Whom a fact is about, as its row says it. What came with the fact counts only where it is proved: by an
 * opening that fits, or by a tombstone that the author signed and a valid order knows. See P20 to P23.
 */
export interface WhoseColumns {
  readonly pseudonym: string | null;
  readonly salt: string | null;
  readonly blank: string | null;
  readonly cover: string | null;
  readonly unproven_from: string | null;
}

export interface Offered {
  readonly envelope: Pick<Envelope, 'person'>;
  /** An opening here fits the commitments. */
  readonly wire: Beside;
  readonly covered: boolean;
}

const nobody = { pseudonym: null, salt: null, blank: null, cover: null, unproven_from: null };

export function whoseOf(
  { envelope, wire, covered }: Offered,
  erased: Erased,
  sender: string,
): WhoseColumns {
  if (envelope.person === undefined) return nobody;
  const { opening, tombstone = '', cover = '' } = wire;
  if (opening) {
    const buried = erased.tombstoneFor(opening.pseudonym);
    if (buried !== undefined) return { ...nobody, pseudonym: buried, unproven_from: '' };
    return { ...nobody, ...opening, blank: opening.blank ?? null };
  }
  // An address is never empty in a log of who sent what.
  const from = sender || 'unknown';
  if (!covered) return { ...nobody, unproven_from: from };
  const stands = erased.standsFor(tombstone) ?? null;
  return {
    ...nobody,
    pseudonym: stands,
    cover: `${tombstone}.${cover}`,
    unproven_from: stands === null ? from : null,
  };
}

/** The tombstone that the author signed, with the signature. */
export function coverIn(cover: string): Required<Pick<Beside, 'tombstone' | 'cover'>> {
  const [tombstone = '', signature = ''] = cover.split('.');
  return { tombstone, cover: signature };
}
