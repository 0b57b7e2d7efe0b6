import type { ColumnType, Generated, Kysely } from 'kysely';

/**
 * The server's tables, the same on SQLite and PostgreSQL. Every key begins with the fair, so the tables
 * can be distributed by `fair_id`, and no query crosses fairs.
 */

/** PostgreSQL returns a bigint as text. */
type Big = ColumnType<number | string, number, number>;

export interface Tables {
  readonly fair: {
    readonly fair_id: string;
    revision: number;
    text: string;
    signature: string;
    /** The TALLY_RULES that its figures were counted by. */
    rules: number;
    /** Seals nonces. In the database, so that all its servers recognise them. */
    readonly secret: string;
    /** By the organiser's signed time; null while the fair runs. */
    closed_ms: Big | null;
    /** That time as it was signed; null also where an earlier version closed the fair. */
    closing: string | null;
    /** Of the text, for lists: a large fair is megabytes. */
    name_zh: string;
    name_en: string;
    first_day: string;
    last_day: string;
    /** Put away by the server's administrator: stations are refused, figures stay. */
    archived_ms: Big | null;
    /** What was kept of people is gone. An archived fair without it is not done with yet. */
    emptied_ms: Big | null;
    /** The revision by which figures and lists are; an older server adopts a later one and leaves it behind. */
    judged_revision: Generated<number>;
  };
  readonly branch: {
    readonly fair_id: string;
    readonly station: number;
    readonly incarnation: string;
    readonly from_seq: number;
    readonly from_hash: string;
    acked_seq: number;
    acked_hash: string;
    /** The newest signed head that the stored facts reach. */
    proven_seq: number;
    proven_hash: string;
    proven_signature: string | null;
    /** How many facts waited at the station at its last upload; null means unknown, not zero. */
    waiting: number | null;
    heard_ms: Big;
  };
  readonly fact: {
    readonly fair_id: string;
    readonly station: number;
    readonly incarnation: string;
    readonly seq: number;
    readonly kind: string;
    readonly hash: string;
    readonly text: string;
    pseudonym: string | null;
    salt: string | null;
    /** The first digits of the pseudonym, as in a short code. */
    short: string | null;
    /** The same digits of a pass that this fact binds to a person. */
    blank_short: string | null;
    /** The fact that this one retracts or decides on. */
    target: string | null;
    /** The booth or desk where it, or its target, happened. */
    place: string | null;
    /** Its number in the order in which facts began to count; null until a signed head covers it. */
    arrival: number | null;
    /** The pass that a `bind` opens; null in its earlier form, which has it in the text. */
    blank: string | null;
    /** The tombstone that the author signed for this fact, and the signature, joined by a dot. */
    cover: string | null;
    /**
     * Set while the author's own proof of the fact's person is missing: the address that sent it so, or
     * empty if it was this server that took the person out.
     */
    unproven_from: string | null;
    /** 1 if something of it is for a newer version alone, 2 if all: read again after the update (P76). */
    unread: number | null;
  };
  /** Facts that contradict what was acknowledged. They are kept and shown, and never counted. */
  readonly fork: {
    readonly fair_id: string;
    readonly station: number;
    readonly incarnation: string;
    readonly seq: number;
    readonly hash: string;
    readonly text: string;
    readonly seen_ms: Big;
  };
  /** The facts that their stations may not write, by the newest revision that was known. */
  readonly evidence: {
    readonly fair_id: string;
    readonly station: number;
    readonly incarnation: string;
    readonly seq: number;
    readonly kind: string;
  };
  /**
   * Erasure orders, in order of arrival, for stations that do not know them and for facts that arrive later.
   * The only place that joins erased people to their tombstones: when the fair closes, `tombstone` and
   * `order_json` are emptied, and what is left only says whom not to keep.
   */
  readonly erasure: {
    readonly fair_id: string;
    readonly number: number;
    readonly order_id: string;
    readonly by_station: number;
    tombstone: string | null;
    /** As a JSON array. */
    readonly digests: string;
    /** As its author signed it; null for further names that this server found. */
    order_json: string | null;
  };
  /** The number of the last question that each station asked, and when. */
  readonly asked: {
    readonly fair_id: string;
    readonly station: number;
    number: Big;
    at_ms: Big;
  };
  /** Which machines say that their keys and people's data are destroyed, as their stations signed it. */
  readonly destroyed: {
    readonly fair_id: string;
    readonly station: number;
    said: string;
    at_ms: Big;
  };
  /** Which lists of registered people count, as the organiser signed it. */
  readonly people_lists: {
    readonly fair_id: string;
    number: Big;
    text: string;
    signature: string;
  };
  /** A list, sealed for entrances, in base64. */
  readonly people_pack: {
    readonly fair_id: string;
    readonly hash: string;
    readonly content: string;
  };
  /** Signed revisions that do not follow the one in force. */
  readonly other_revision: {
    readonly fair_id: string;
    readonly hash: string;
    readonly revision: number;
    readonly text: string;
    readonly signature: string;
  };
  /** Sealed files of stations; the machine that has the code may fetch each once. */
  readonly enrolment: {
    readonly fair_id: string;
    readonly code_hash: string;
    readonly slot: number;
    readonly file: string;
    readonly until_ms: Big;
    claim_hash: string | null;
  };
  readonly tally: {
    readonly fair_id: string;
    readonly scope: string;
    readonly figure: string;
    readonly slice: string;
    value: number;
  };
  /** Slots that no machine uses, as an organiser confirmed. */
  readonly unused: { readonly fair_id: string; readonly station: number };
  /** What organisers did here. Each entry holds the hash of the one before it. */
  readonly audit: {
    readonly fair_id: string;
    readonly number: number;
    readonly text: string;
    readonly hash: string;
  };
  /** Published bulletins, word for word, with the coverage of their figures. */
  readonly bulletin: {
    readonly fair_id: string;
    readonly number: number;
    readonly scope: string;
    readonly text: string;
    readonly digest: string;
    readonly coverage: string;
    readonly at_ms: Big;
    /** The request that published it; empty in rows from before this column. */
    readonly request: string;
  };
  /** Bulletins that were withdrawn. The bulletin itself does not change. */
  readonly withdrawal: {
    readonly fair_id: string;
    readonly number: number;
    readonly by_name: string;
    readonly reason: string;
    readonly at_ms: Big;
  };
  /** The bureau's own templates, of bulletin and returns. */
  readonly kept_text: {
    readonly fair_id: string;
    readonly name: string;
    readonly text: string;
  };
  /** Boxes sealed to the organiser's key, if the fair allows it; the newest of each station. */
  readonly box: {
    readonly fair_id: string;
    readonly pseudonym: string;
    readonly holds: string;
    readonly station: number;
    sealed: string;
    stamp_ms: Big;
    signature: string;
    /** 1 if this is a hub and the server above has the box. */
    handed_on: number;
  };
  /** The condition that each station last reported and signed. */
  readonly condition: {
    readonly fair_id: string;
    readonly station: number;
    said: string;
    said_ms: Big;
  };
  /** At a hub: the newest receipt of the server above, as of the last boxes that it took. */
  readonly above: { readonly fair_id: string; receipt: string };
  /** Begun by each start of a server: how often the fair's rows changed since (see `exchange/receipts.ts`). */
  readonly epoch: {
    readonly fair_id: string;
    readonly number: number;
    readonly epoch: string;
    writes: number;
    /** How many of them were counted by a server that knows of this column; see `ingest/counted-by.ts`. */
    counted: Generated<number>;
    /** The lowest TALLY_RULES that such a server counted them by. */
    lowest_rules: number | null;
  };
  /** Which start of a station asked, in which turn; an earlier one that returns is another machine. */
  readonly run: {
    readonly fair_id: string;
    readonly station: number;
    readonly run: string;
    turn: number;
    returns: number;
    turned_ms: Big;
  };
  /** People who may open the server's page. Those of the whole server have an empty fair. */
  readonly account: {
    readonly fair_id: string;
    readonly name: string;
    role: string;
    /** Hashed, with what it was hashed by. */
    password: string;
    made_ms: Big;
  };
  /** Under the empty fair: where each name has an account, because a sign-in names no fair. */
  readonly account_of: {
    readonly fair_id: string;
    readonly name: string;
    readonly of_fair: string;
  };
  /** Sign-ins that have not ended. Only the hash of what the browser keeps is here. */
  readonly session: {
    readonly fair_id: string;
    readonly hash: string;
    readonly name: string;
    readonly until_ms: Big;
  };
  /** Tokens of the organiser's programs, hashed. */
  readonly machine_token: {
    readonly fair_id: string;
    readonly name: string;
    readonly hash: string;
    readonly rights: string;
    readonly made_ms: Big;
  };
  /** Under the empty fair: salts passwords, and signs what a browser shows that it was here before. */
  readonly door: { readonly fair_id: string; readonly secret: string };
  readonly schema_version: { version: number };
}

export type Db = Kysely<Tables>;
