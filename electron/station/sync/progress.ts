import type { Head } from '../../../shared/chain.ts';
import type { SentBox } from '../../../shared/sync/boxes.ts';
import { type Positions, portionUpTo } from '../../../shared/sync/portion.ts';
import type { FactPlace, SeenBranch } from '../../../shared/sync/wire.ts';

/** What there is to send, what the station knows of its server, and what that means. Pure. */

/** Few enough that reading them delays nobody at the entrance. */
const MOST_AT_ONCE = 3_000;
/** After this many unanswered questions in a row, the station stops asking for a while. */
export const PATIENT_QUESTIONS = 3;

export interface Incarnation {
  readonly name: string;
  readonly from: Head;
  readonly head: Head;
}

/** What there is to send. */
export interface PlanSource {
  /** Oldest first; the station writes to the newest. */
  incarnations(): readonly Incarnation[];
  /** Where our copy ends of an incarnation that another machine wrote in our name. */
  endOf(name: string): Head | undefined;
  /** How many orders of erasure were given here so far. */
  erasures(): number;
  /** Sealed boxes that the server does not have, at most one batch. */
  boxes(): readonly SentBox[];
}

/** What the station knows of the server. An incarnation has no position before the first reply. */
export interface Progress extends Positions {
  /** How many of our orders of erasure the server has. */
  readonly erasures: number;
  /**
   * Requests for news, and how many of them are fulfilled. A count, since a request made while a
   * query is in flight needs another query.
   */
  readonly wishes: number;
  readonly fulfilled: number;
  /** Questions in a row that the server did not answer. */
  readonly unanswered: number;
  /** The server keeps no boxes yet: it has an earlier revision of the fair. */
  readonly boxesRefused: boolean;
  /** Facts of which the server asked whom they are about. */
  readonly unproven: readonly FactPlace[];
  /** For the next question. */
  readonly nonce?: string;
  /** The server reads what version 1 did not have. */
  readonly isNewer: boolean;
  /** Which messages it reads, as it said last. */
  readonly reads?: number;
  /** The newest one that we have; it goes back to the server with each upload. */
  readonly receipt?: string;
  /**
   * Facts after this one of an incarnation come back from the server: they come in parts, or it has
   * another history there.
   */
  readonly askAfter: ReadonlyMap<string, number>;
  /** Incarnations of our slot that we did not write. */
  readonly elsewhere: readonly SeenBranch[];
  /** Nonces of the servers above the hub, the nearest first. */
  readonly above: readonly string[];
  /** The server's revision of the fair. */
  readonly revision?: number;
  /** A proxy lets no upload with a whole fair through: the organiser sends the server its revision. */
  readonly keepsRevision: boolean;
  /** Where our incarnations ended at a server that has archived the fair, and takes nothing more. */
  readonly archived?: ReadonlyMap<string, Head>;
}

export const atStart: Progress = {
  acked: new Map(),
  portion: portionUpTo(MOST_AT_ONCE),
  erasures: 0,
  wishes: 1,
  fulfilled: 0,
  unanswered: 0,
  boxesRefused: false,
  keepsRevision: false,
  isNewer: false,
  askAfter: new Map(),
  elsewhere: [],
  above: [],
  unproven: [],
};

/** The server must be updated before it can take our orders of erasure. */
export const isTooOld = ({ nonce, isNewer }: Progress, source: PlanSource): boolean =>
  nonce !== undefined && !isNewer && source.erasures() > 0;

/** What another machine, or a former state of this one, wrote in our name, and we lack. */
export function missingElsewhere({ elsewhere }: Progress, source: PlanSource) {
  const own = new Set(source.incarnations().map(({ name }) => name));
  return elsewhere
    .filter(({ incarnation }) => !own.has(incarnation))
    .map(({ incarnation: name, from, head: end }) => {
      return { name, from, end, head: source.endOf(name) ?? from };
    })
    .filter(({ head, end }) => head.seq < end.seq);
}

/** Of the server's revision, as far as a later one may be sent to it. */
export const revisionThere = ({
  isNewer,
  keepsRevision,
  revision,
}: Progress): number | undefined => (isNewer && !keepsRevision ? revision : undefined);

/** There is news elsewhere. */
export function wishingForNews(progress: Progress): Progress {
  return { ...progress, wishes: progress.wishes + 1 };
}

/** After a quiet time, or when the network returns: asks for news and offers boxes again. */
export function startingOver(progress: Progress): Progress {
  const portion = { ...progress.portion, largest: MOST_AT_ONCE };
  return { ...wishingForNews(progress), boxesRefused: false, unanswered: 0, portion };
}

/** The server has said that it ends exactly where each stretch of our chain ends. */
export function isSettled(
  { acked, archived = acked }: Progress,
  incarnations: readonly Incarnation[],
): boolean {
  return incarnations.every(({ name, head }) => {
    const there = archived.get(name);
    return there?.seq === head.seq && there.hash === head.hash;
  });
}

/** Nothing of this slot is missing, here or there: only then is the station up to date. */
export function isUpToDate(progress: Progress, source: PlanSource): boolean {
  return (
    isSettled(progress, source.incarnations()) && missingElsewhere(progress, source).length === 0
  );
}

/** How many facts the server does not have. */
export function waitingFacts(
  { acked, archived = acked }: Progress,
  incarnations: readonly Incarnation[],
): number {
  return incarnations.reduce(
    (sum, { name, from, head }) =>
      sum + Math.max(0, head.seq - (archived.get(name)?.seq ?? from.seq)),
    0,
  );
}

/** Whether the server has said, since this start, where it stands with all of our chain. */
export const isKnownThere = (
  { acked, archived }: Progress,
  incarnations: readonly Incarnation[],
): boolean => archived !== undefined || incarnations.every(({ name }) => acked.has(name));

/** The server has archived the fair, and had all of our chain and boxes before. */
export const wasAllThere = (progress: Progress, source: PlanSource): boolean =>
  progress.archived !== undefined &&
  isSettled(progress, source.incarnations()) &&
  source.boxes().length === 0;
