import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import { type Delivered, noAnswer, readAnswer, uploadPath } from '../shared/sync/answer.ts';
import { type Erasure, erasureSchema, MOST_FACTS, type Upload } from '../shared/sync/wire.ts';
import { MOST_BOXES, type SentBox, sentBoxSchema } from '../shared/sync/boxes.ts';
import { portionUpTo } from '../shared/sync/portion.ts';
import { conditionsOf } from './ingest/condition.ts';
import { wireOf } from './ingest/facts.ts';
import type { Storage } from './storage/homes.ts';

/**
 * A hub in a hall hands on what it has, as it was signed by the stations: it can add nothing, and the
 * server above it counts by the same rules. What it has not heard from above it sends again.
 */

export interface RelayOptions {
  readonly storage: Storage;
  readonly upstream: string;
  readonly fetch: typeof fetch;
  readonly patienceMs: number;
  readonly now: () => number;
  /** From 0 to 1. */
  readonly chance: () => number;
  readonly onState: (state: RelayState) => void;
}

export type RelayState =
  | { readonly at: 'up-to-date' }
  | { readonly at: 'waiting'; readonly why: string };

const ORDERS_AT_ONCE = 100;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
/** What becomes known without news, such as how many facts wait at a station. */
const AGAIN_MS = 15_000;
const zip = promisify(gzip);

interface HandedOn {
  readonly facts: Upload['facts'];
  readonly orders: readonly { readonly order: Erasure }[];
  readonly boxes: SentBox[];
}

interface Branch {
  readonly fair: string;
  readonly slot: number;
  readonly incarnation: string;
  readonly from: { readonly seq: number; readonly hash: string };
  readonly head: Upload['head'];
  readonly waiting: number;
  readonly heardMs: number;
}

export function openRelay({ storage, upstream, ...options }: RelayOptions) {
  const { db } = storage;
  /** How far the server above has each branch, and each fair's orders of erasure. */
  const acked = new Map<string, number>();
  const told = new Map<string, number>();
  /** When the station itself was heard last: its silence here is its silence above. */
  const heard = new Map<string, number>();
  /** Fairs of whose boxes the server above keeps none: an earlier revision, asked again with the network. */
  const refusing = new Set<string>();
  const stop = new AbortController();
  const portion = portionUpTo(MOST_FACTS);
  let pause = FIRST_PAUSE_MS;
  let timer: NodeJS.Timeout | undefined;
  let running = false;
  let again = false;
  let resting = false;

  async function run(): Promise<void> {
    again = true;
    if (running || stop.signal.aborted) return;
    running = true;
    clearTimeout(timer);
    resting = false;
    while (again && !stop.signal.aborted) {
      again = false;
      const failure = await handOn().catch((error: unknown) => String(error));
      if (failure !== undefined) {
        resting = true;
        options.onState({ at: 'waiting', why: failure });
        break;
      }
      options.onState({ at: 'up-to-date' });
      pause = FIRST_PAUSE_MS;
    }
    running = false;
    if (stop.signal.aborted) return;
    const wait = resting ? pause * (0.7 + 0.6 * options.chance()) : AGAIN_MS;
    if (resting) pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    timer = setTimeout(() => void run(), wait).unref();
  }

  /** Answers why not all could be handed on. */
  async function handOn(): Promise<string | undefined> {
    let refused: string | undefined;
    for (const branch of await branches()) {
      const key = `${branch.fair}/${branch.slot}/${branch.incarnation}`;
      for (;;) {
        const known = acked.get(key);
        const orders = await ordersAfter(branch.fair, told.get(branch.fair) ?? 0);
        const facts = known === undefined ? [] : await factsAfter(branch, known);
        const boxes =
          known === undefined || refusing.has(branch.fair) ? [] : await boxesToHandOn(branch);
        const nothing = facts.length + orders.length + boxes.length === 0;
        if (known !== undefined && nothing && heard.get(key) === branch.heardMs) break;
        const delivered = await send(branch, { facts, orders, boxes }, known ?? branch.from.seq);
        if (delivered.kind === 'failed') {
          if (delivered.cutOff) portion.cutOff(facts.length);
          return delivered.why;
        }
        portion.through(facts.length);
        if (delivered.kind === 'acked') {
          // It was put back from a backup: what people asked for went with the rest.
          const lost = known !== undefined && delivered.ack.acked.seq < known;
          acked.set(key, delivered.ack.acked.seq);
          if (known !== undefined) heard.set(key, branch.heardMs);
          if (lost) await handOnAgain(branch.fair);
          else if (delivered.ack.boxes) await handedOn(branch, boxes);
          else if (boxes.length > 0) refusing.add(branch.fair);
          const number = orders.at(-1)?.number ?? told.get(branch.fair) ?? 0;
          told.set(branch.fair, lost ? 0 : number);
        } else if (delivered.fault.kind === 'does-not-fit' && known !== delivered.fault.acked.seq) {
          told.delete(branch.fair);
          await handOnAgain(branch.fair);
          acked.set(key, delivered.fault.acked.seq);
        } else {
          // One station that is refused, since it was revoked above, holds up none of the others.
          refused = delivered.fault.kind;
          break;
        }
      }
    }
    return refused;
  }

  /** Those that a signed head stands on; an earlier incarnation before the one that goes on from it. */
  async function branches(): Promise<Branch[]> {
    const rows = await db.selectFrom('branch').selectAll().orderBy('from_seq').execute();
    return rows.flatMap((row) =>
      row.proven_signature === null
        ? []
        : [
            {
              fair: row.fair_id,
              slot: row.station,
              incarnation: row.incarnation,
              from: { seq: row.from_seq, hash: row.from_hash },
              head: {
                seq: row.proven_seq,
                hash: row.proven_hash,
                signature: row.proven_signature,
              },
              waiting: row.waiting ?? 0,
              heardMs: Number(row.heard_ms),
            },
          ],
    );
  }

  async function factsAfter({ fair, slot, incarnation, head }: Branch, seq: number) {
    const rows = await db
      .selectFrom('fact')
      .select(['text', 'hash', 'pseudonym', 'salt'])
      .where('fair_id', '=', fair)
      .where('station', '=', slot)
      .where('incarnation', '=', incarnation)
      .where('seq', '>', seq)
      .where('seq', '<=', head.seq)
      .orderBy('seq')
      .limit(portion.size)
      .execute();
    return rows.map(wireOf);
  }

  async function ordersAfter(
    fair: string,
    number: number,
  ): Promise<{ readonly number: number; readonly order: Erasure }[]> {
    const rows = await db
      .selectFrom('erasure')
      .select(['number', 'order_json'])
      .where('fair_id', '=', fair)
      .where('number', '>', number)
      .orderBy('number')
      .limit(ORDERS_AT_ONCE)
      .execute();
    return rows.map((row) => ({
      number: row.number,
      order: erasureSchema.parse(JSON.parse(row.order_json)),
    }));
  }

  async function boxesToHandOn({ fair, slot }: Branch): Promise<SentBox[]> {
    const rows = await db
      .selectFrom('box')
      .select(['pseudonym', 'holds', 'sealed', 'stamp_ms', 'signature'])
      .where('fair_id', '=', fair)
      .where('station', '=', slot)
      .where('handed_on', '=', 0)
      .limit(MOST_BOXES)
      .execute();
    return rows.map(({ stamp_ms, ...box }) =>
      sentBoxSchema.parse({ ...box, stampMs: Number(stamp_ms) }),
    );
  }

  async function handedOn({ fair, slot }: Branch, boxes: readonly SentBox[]): Promise<void> {
    for (const { pseudonym, holds, stampMs } of boxes) {
      await db
        .updateTable('box')
        .set({ handed_on: 1 })
        .where('fair_id', '=', fair)
        .where('station', '=', slot)
        .where('pseudonym', '=', pseudonym)
        .where('holds', '=', holds)
        .where('stamp_ms', '=', stampMs)
        .execute();
    }
  }

  async function conditionFrom({ fair, slot }: Branch): Promise<Pick<Upload, 'condition'>> {
    const kept = (await conditionsOf(db, fair)).find((other) => other.slot === slot);
    if (!kept) return {};
    return { condition: { said: kept.said, ageMs: Math.max(0, options.now() - kept.saidMs) } };
  }

  const handOnAgain = (fair: string) =>
    db.updateTable('box').set({ handed_on: 0 }).where('fair_id', '=', fair).execute();

  async function send(
    branch: Branch,
    { facts, orders, boxes }: HandedOn,
    known: number,
  ): Promise<Delivered> {
    const upload: Upload = {
      v: 1,
      incarnation: branch.incarnation,
      from: branch.from,
      facts,
      head: branch.head,
      waiting: branch.waiting + Math.max(0, branch.head.seq - known - facts.length),
      erasures: orders.map(({ order }) => order),
      ...(boxes.length > 0 && { boxes }),
      ...(await conditionFrom(branch)),
    };
    try {
      const answer = await options.fetch(new URL(uploadPath(branch.fair, branch.slot), upstream), {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
        body: new Uint8Array(await zip(JSON.stringify(upload), { level: constants.Z_BEST_SPEED })),
        redirect: 'error',
        signal: AbortSignal.any([stop.signal, AbortSignal.timeout(options.patienceMs)]),
      });
      return readAnswer(answer.status, await answer.text(), answer.headers.get('retry-after'));
    } catch (error) {
      return noAnswer(error);
    }
  }

  const deaf = storage.onNews(() => {
    if (!resting) void run();
  });
  void run();
  return {
    /** The network is back. */
    poke(): void {
      refusing.clear();
      pause = FIRST_PAUSE_MS;
      void run();
    },
    close(): void {
      deaf();
      clearTimeout(timer);
      stop.abort();
    },
  };
}
