import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalText } from './canonical.ts';
import { type ChainedFact, chainedFactSchema } from './facts.ts';
import { fail, ok, type Result } from './result.ts';
import { jsonOf } from './json.ts';

/** A station's log is a chain: each fact carries the hash of the one before it. */

/** Of a text in UTF-8, or of bytes; in hex. */
export type Sha256 = (what: string | Uint8Array) => string;

/** Runs anywhere; what Node has of its own is ten times as fast, and is handed in where that counts. */
const portable: Sha256 = (what) =>
  bytesToHex(sha256(typeof what === 'string' ? utf8ToBytes(what) : what));

const COMMITMENT = utf8ToBytes('chunfeng/commitment/1');

/** What the first fact of a station points back to, so that no chain can be moved to another. */
export function genesis(fair: string, station: number): string {
  return portable(`chunfeng/genesis/1/${fair}/${station}`);
}

/** H(salt, pseudonym): stays on the chain when the person is taken out. */
export function commitment(salt: string, pseudonym: string, digest = portable): string {
  return digest(concatBytes(COMMITMENT, hexToBytes(salt), hexToBytes(pseudonym)));
}

export function chainedText(fact: ChainedFact): string {
  return canonicalText(fact);
}

export function hashOfText(text: string): string {
  return portable(text);
}

export interface Head {
  readonly seq: number;
  readonly hash: string;
}

export type ChainFault =
  | { readonly kind: 'unreadable'; readonly seq: number }
  | { readonly kind: 'altered'; readonly seq: number }
  | { readonly kind: 'gap'; readonly seq: number }
  | { readonly kind: 'broken-link'; readonly seq: number }
  | { readonly kind: 'wrong-commitment'; readonly seq: number };

export interface StoredLink {
  readonly text: string;
  readonly hash: string;
  /** Absent where the fact is about no one, or the person has been erased. */
  readonly opening?: { readonly salt: string; readonly pseudonym: string };
  /** Where this very text has been parsed already. */
  readonly fact?: ChainedFact;
}

/** Walks stored facts in their order and says where the chain first fails. */
export function verifyChain(
  from: Head,
  links: Iterable<StoredLink>,
  digest = portable,
): Result<Head, ChainFault> {
  let head = from;
  for (const link of links) {
    const seq = head.seq + 1;
    if (digest(link.text) !== link.hash) return fail({ kind: 'altered', seq });
    const fact = link.fact ?? chainedFactSchema.safeParse(jsonOf(link.text)).data;
    if (!fact) return fail({ kind: 'unreadable', seq });
    if (fact.seq !== seq) return fail({ kind: 'gap', seq });
    if (fact.prev !== head.hash) return fail({ kind: 'broken-link', seq });
    const { opening } = link;
    if (opening && fact.person !== commitment(opening.salt, opening.pseudonym, digest)) {
      return fail({ kind: 'wrong-commitment', seq });
    }
    head = { seq, hash: link.hash };
  }
  return ok(head);
}
