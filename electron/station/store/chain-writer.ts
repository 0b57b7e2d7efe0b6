import { blankCommitment, chainedText, commitment, type Head } from '../../../shared/chain.ts';
import { type ClockState, tick } from '../../../shared/clock.ts';
import {
  type ChainedFact,
  chainedFactSchema,
  FACT_VERSION,
  type Fact,
  type Happening,
  type Opening,
} from '../../../shared/facts.ts';
import { sha256 } from '../keys/sha256.ts';

/** Turns events into the next links of this station's chain. */

export type Entry =
  | {
      readonly happening: Happening;
      /** The person it is about, by pseudonym. */
      readonly person?: string;
    }
  /** A pre-printed pass becomes this person's; the chain gets only a commitment of it. */
  | { readonly bind: string; readonly person: string };

/** How far a chain has been written. */
export interface Place {
  readonly head: Head;
  readonly clock: ClockState;
}

interface Written {
  readonly fact: Fact;
  readonly at: Place;
  readonly jumpMs: number;
}

export interface Author {
  readonly fair: string;
  readonly slot: number;
  /** The revision of the fair in force. */
  readonly revision: () => number;
  readonly now: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
}

/** Pure: returns the new head and clock and changes nothing itself. */
export function chainWriter(author: Author, keep: (fact: Fact, text: string) => void) {
  const { fair, slot, revision, now, randomBytes } = author;

  function write(at: Place, incarnation: string, entry: Entry): Written {
    const { stamp, state, jump } = tick(at.clock, now());
    const notesJump =
      'happening' in entry &&
      entry.happening.kind === 'clock' &&
      entry.happening.what.change === 'jump';
    if (jump && !notesJump) {
      const noted = write({ head: at.head, clock: state }, incarnation, {
        happening: { kind: 'clock', what: { change: 'jump', ...jump } },
      });
      return { ...write(noted.at, incarnation, entry), jumpMs: jump.toMs - jump.fromMs };
    }
    const opening = openingOf(entry, randomBytes);
    const chained: ChainedFact = {
      v: FACT_VERSION,
      fair,
      station: slot,
      incarnation,
      seq: at.head.seq + 1,
      stamp,
      revision: revision(),
      prev: at.head.hash,
      ...(opening && { person: commitment(opening.salt, opening.pseudonym, sha256) }),
      ...happeningIn(entry, opening),
    };
    const text = chainedText(chainedFactSchema.parse(chained));
    const hash = sha256(text);
    const fact: Fact = { chained, hash, ...(opening && { person: opening }) };
    keep(fact, text);
    return { fact, at: { head: { seq: chained.seq, hash }, clock: state }, jumpMs: 0 };
  }

  return function writeAll(from: Place, incarnation: string, entries: readonly Entry[]) {
    let at = from;
    let jumpMs = 0;
    const facts: Fact[] = [];
    for (const entry of entries) {
      const written = write(at, incarnation, entry);
      at = written.at;
      jumpMs += written.jumpMs;
      facts.push(written.fact);
    }
    return { facts, at, jumpMs };
  };
}

function openingOf(entry: Entry, randomBytes: Author['randomBytes']): Opening | undefined {
  if (entry.person === undefined) return undefined;
  const salt = Buffer.from(randomBytes(16)).toString('hex');
  return { pseudonym: entry.person, salt, ...('bind' in entry && { blank: entry.bind }) };
}

function happeningIn(entry: Entry, opening: Opening | undefined): Happening {
  if (!('bind' in entry)) return happens(entry);
  const pass = blankCommitment(opening?.salt ?? '', entry.bind, sha256);
  return { kind: 'bind', what: { pass } };
}

/** As far as it is known before the salt of a binding is drawn. */
export const happens = (entry: Entry): Happening =>
  'happening' in entry ? entry.happening : { kind: 'bind', what: { blank: entry.bind } };
