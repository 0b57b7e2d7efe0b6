import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalText } from './canonical.ts';
import { type ChainedFact, type Envelope, isFactKind, type Opening, readFact } from './facts.ts';
import { fail, ok, type Result } from './result.ts';

/** A station's log is a chain: each fact holds the hash of the fact before it. */

/** Of UTF-8 text or bytes; in hex. */
export type Sha256 = (what: string | Uint8Array) => string;

/** Runs anywhere. Callers that hash a lot pass in Node's own, which is ten times as fast. */
const portable: Sha256 = (what) =>
  bytesToHex(sha256(typeof what === 'string' ? utf8ToBytes(what) : what));

const COMMITMENT = utf8ToBytes('chunfeng/commitment/1');

/** The first fact of a station points back to this, so that no chain can be moved to another station. */
export function genesis(fair: string, station: number): string {
  return portable(`chunfeng/genesis/1/${fair}/${station}`);
}

/** H(salt, pseudonym): stays on the chain when the person is erased. */
export function commitment(salt: string, pseudonym: string, digest = portable): string {
  return digest(concatBytes(COMMITMENT, hexToBytes(salt), hexToBytes(pseudonym)));
}

const BLANK_COMMITMENT = utf8ToBytes('chunfeng/bound-pass/1');

/** The same for the pre-printed pass of a `bind`, under the same salt. */
export function blankCommitment(salt: string, blank: string, digest = portable): string {
  return digest(concatBytes(BLANK_COMMITMENT, hexToBytes(salt), hexToBytes(blank)));
}

/**
 * Whether an opening fits all commitments of a fact, and opens nothing else. A kind that this version does not
 * know may commit to a pass in a way of its own: that is judged once it is known.
 */
export function opens(
  fact: Pick<Envelope, 'kind' | 'what' | 'person'>,
  opening: Opening,
  digest = portable,
): boolean {
  const { salt, pseudonym, blank } = opening;
  if (fact.person !== commitment(salt, pseudonym, digest)) return false;
  const pass = fact.kind === 'bind' ? fact.what.pass : undefined;
  return (
    !isFactKind(fact.kind) ||
    pass === (blank === undefined ? undefined : blankCommitment(salt, blank, digest))
  );
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
  /** Absent if the fact is about nobody, or the person has been erased. */
  readonly opening?: Opening;
  /** The parsed fact, if this same text has been parsed already. */
  readonly fact?: Envelope;
}

/** Walks stored facts in order and reports where the chain first fails. */
export function verifyChain(
  from: Head,
  links: Iterable<StoredLink>,
  digest = portable,
): Result<Head, ChainFault> {
  let head = from;
  for (const link of links) {
    const seq = head.seq + 1;
    if (digest(link.text) !== link.hash) return fail({ kind: 'altered', seq });
    const fact = link.fact ?? readFact(link.text)?.envelope;
    if (!fact) return fail({ kind: 'unreadable', seq });
    if (fact.seq !== seq) return fail({ kind: 'gap', seq });
    if (fact.prev !== head.hash) return fail({ kind: 'broken-link', seq });
    const { opening } = link;
    if (opening && !opens(fact, opening, digest)) return fail({ kind: 'wrong-commitment', seq });
    head = { seq, hash: link.hash };
  }
  return ok(head);
}
