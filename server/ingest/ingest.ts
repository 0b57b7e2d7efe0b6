import { fail, ok, type Result } from '../../shared/result.ts';
import type { SyncFault } from '../../shared/sync/wire.ts';
import { newestOf } from '../fairs/fairs.ts';
import type { Storage } from '../storage/homes.ts';
import type { Db } from '../storage/tables.ts';
import { passed, stages, timed } from '../watching/stages.ts';
import { differs, trailOf } from './agree.ts';
import { announce, announceOrders } from './announce.ts';
import { keepBoxes } from './boxes.ts';
import { type Branch, branchOf, recordContact } from './branch.ts';
import { countWrite, type Epoch } from './counted-by.ts';
import { buryPassesOf, erase } from './erase.ts';
import { erasedIn, nobodyErased } from './orders.ts';
import { place } from './place.ts';
import { takeProofs } from './proofs.ts';
import { prove } from './prove.ts';
import { rowsOf, store } from './rows.ts';
import { type Standing, standingOf } from './standing.ts';
import { gather, move, movementsOf } from './tally.ts';
import { type Delivery, type Received, verify } from './verify.ts';

/** Where the station's chain stands now. */
export interface Taken extends Branch {
  /** Facts of this station may want a proof of whom they are about. */
  readonly wantsProofs: boolean;
  /** What came wrote something. */
  readonly written?: {
    /** Of this write; undefined where the fair has no epoch. */
    readonly epoch: Epoch | undefined;
    /** Whether the receipt that came with it was ours before it. */
    readonly holdsReceipt: boolean;
  };
}

/**
 * Stores what a station sends. Facts are appended where the station's chain continues, and known ones are
 * skipped, so a repeat, a lost answer or a restart changes nothing. A fact counts once it is under a head
 * that the station signed.
 */
export async function ingest(
  storage: Storage,
  received: Received,
): Promise<Result<Taken, SyncFault>> {
  const verified = await timed('verify', () => verify(received));
  if (!verified.ok) return verified;
  const delivery = verified.value;
  const answer = (await answerQuestion(storage.db, delivery)) ?? (await takeIn(storage, delivery));
  if (answer.ok || answer.fault.kind !== 'forked') return answer;
  return fail({ ...answer.fault, trail: await trailOf(storage.db, delivery) });
}

async function takeIn(storage: Storage, delivery: Delivery): Promise<Result<Taken, SyncFault>> {
  const waitsFrom = performance.now();
  const { buried, taken } = await storage.exclusively(delivery.fair.id, async (db) => {
    passed('waiting', waitsFrom);
    const found = await standingOf(db, delivery);
    return found
      ? write(storage, db, delivery, found)
      : { buried: false, taken: fail({ kind: 'no-such-fair' as const }) };
  });
  if (buried) storage.forgetSetAside();
  if (buried) await storage.forget();
  return taken;
}

interface Written {
  /** Somebody was erased. */
  readonly buried: boolean;
  readonly taken: Result<Taken, SyncFault>;
}

async function write(
  storage: Storage,
  db: Db,
  delivery: Delivery,
  found: Standing,
): Promise<Written> {
  // Whose rights a fact is judged by must not depend on how long this upload waited.
  const isLater = found.revision > delivery.fair.revision;
  const current = isLater ? { ...delivery, fair: await newestOf(db, delivery.fair) } : delivery;
  // Orders first, whatever becomes of the facts: these may stand under their tombstones.
  const ordered = await timed('erase', () => erase(db, current));
  if (ordered) await announceOrders(storage, db, current);
  const standing = ordered ? await standingOf(db, delivery) : found;
  const appended = await append(storage, db, current, standing ?? found);
  const counter = ordered || appended.ok ? await countWrite(db, delivery.fair.id) : undefined;
  if (!appended.ok) return { buried: ordered, taken: appended };
  const epoch = counter && { ...counter, ...found.countedBy };
  const written = { epoch, holdsReceipt: holdsReceipt(found, delivery) };
  return {
    buried: ordered || appended.value.buried,
    taken: ok({ ...appended.value.taken, written }),
  };
}

function holdsReceipt(
  { writesOfReceipt: writes }: Standing,
  { shown }: Pick<Delivery, 'shown'>,
): boolean {
  return shown !== undefined && writes !== null && shown.writes <= writes;
}

/** A delivery that brings nothing and proves nothing is only a question. It waits for no other upload. */
async function answerQuestion(
  db: Db,
  delivery: Delivery,
): Promise<Result<Taken, SyncFault> | undefined> {
  const { facts, erasures, proofs = [], boxes = [], head } = delivery;
  if (facts.length + erasures.length + proofs.length + boxes.length > 0) return undefined;
  const branch = await branchOf(db, delivery);
  if (!branch || (head.seq > branch.proven && head.seq <= branch.acked.seq)) return undefined;
  await recordContact(db, delivery);
  return (await differs(db, delivery, branch))
    ? fail({ kind: 'forked', seq: head.seq })
    : ok({ ...branch, wantsProofs: true });
}

/** Runs inside one transaction. A fault commits as well, so that a fork stays on record. */
async function append(
  storage: Storage,
  db: Db,
  delivery: Delivery,
  standing: Standing,
): Promise<Result<{ readonly taken: Taken; readonly buried: boolean }, SyncFault>> {
  const placed = await timed('place', () => place(db, delivery, standing));
  if (!placed.ok) return placed;
  const erased = standing.hasOrders ? await erasedIn(db, delivery.fair.id) : nobodyErased;
  // Gather before storing the new facts: they are counted together with those that waited.
  await timed('prove', () => prove(db, placed.value, standing));
  const rows = await rowsOf(db, placed.value, erased);
  const gathered = await timed('gather', () => gather(db, delivery.fair, rows.counting, standing));
  // The database stores while this process counts.
  const [moved] = await Promise.all([
    timed('count', () => movementsOf(gathered)),
    timed('store', () => store(storage, db, placed.value, rows)),
  ]);
  await timed('move', () => move(db, delivery.fair, moved));
  stages.emit('facts', rows.all.length);
  const wantsProofs = standing.hasUnproven || rows.all.some((row) => row.unproven_from !== null);
  if (wantsProofs) await takeProofs(db, delivery, erased);
  await buryPassesOf(db, delivery.fair, rows.passesOfErased);
  await keepBoxes(db, delivery, erased);
  await timed('announce', () => announce(storage, db, placed.value, rows));
  const taken = { ...placed.value.after, wantsProofs };
  return ok({ taken, buried: rows.passesOfErased.length > 0 });
}
