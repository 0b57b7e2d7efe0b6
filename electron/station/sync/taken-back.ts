import { setImmediate as eventLoopTurn } from 'node:timers/promises';
import { type Head, verifyChain } from '../../../shared/chain.ts';
import type { SignedHead, WireFact } from '../../../shared/sync/wire.ts';
import { sha256 } from '../keys/sha256.ts';
import type { Found } from './learned.ts';

/**
 * Our own facts on their way back from a server. They come in parts, and are stored once they lead to a
 * head that this station signed: otherwise a hub could write in its name (P67).
 */

interface TakenBackOptions {
  readonly isOurs: (incarnation: string, head: SignedHead) => boolean;
  /** Returns how many were missing here. */
  readonly regain: (incarnation: string, facts: readonly WireFact[]) => number;
}

export interface Part {
  readonly incarnation: string;
  /** The place on our chain that the server has, too. */
  readonly common: Head;
  /** These facts follow the one of that number: the common one, or the last of the part before. */
  readonly after: number;
  readonly facts: readonly WireFact[];
  readonly head: SignedHead | undefined;
}

/** A small batch, so that a scan never waits for it. */
const AT_ONCE = 25;

export function takingBack({ isOurs, regain }: TakenBackOptions) {
  let arriving: { readonly name: string; readonly end: Head; readonly facts: readonly WireFact[] };
  arriving = { name: '', end: { seq: 0, hash: '' }, facts: [] };

  return async function take(part: Part): Promise<Pick<Found, 'regained' | 'nextPart'>> {
    const { incarnation: name, common, after, head } = part;
    const goesOn = arriving.name === name && arriving.end.seq === after;
    const before = goesOn ? arriving : { end: common, facts: [] };
    const followed = verifyChain(before.end, part.facts, sha256);
    arriving = { name: '', end: common, facts: [] };
    if (!followed.ok || !head || !isOurs(name, head)) return { regained: 0 };
    const end = followed.value;
    const facts = [...before.facts, ...part.facts];
    if (end.seq < head.seq) {
      arriving = { name, end, facts };
      return { regained: part.facts.length, nextPart: end.seq };
    }
    if (end.hash !== head.hash) return { regained: 0 };
    let regained = 0;
    for (let from = 0; from < facts.length; from += AT_ONCE) {
      regained += regain(name, facts.slice(from, from + AT_ONCE));
      await eventLoopTurn();
    }
    return { regained };
  };
}
