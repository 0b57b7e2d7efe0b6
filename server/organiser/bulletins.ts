import { z } from 'zod';
import type { Fair } from '../../shared/fair.ts';
import { bulletin } from '../../shared/report/bulletin.ts';
import {
  type Coverage,
  coverageSchema,
  digestOf,
  isWhole,
  seenOf,
} from '../../shared/report/coverage.ts';
import { dayView } from '../../shared/report/day-view.ts';
import type { BulletinCheck, Publication, Published } from '../../shared/report/published.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { coverageOf } from './coverage.ts';
import type { Storage } from '../storage/homes.ts';
import type { Db } from '../storage/tables.ts';
import { noteIn } from '../accounts/audit.ts';
import { leadsTo } from './chains.ts';
import { figuresIn } from './source.ts';

/** Published bulletins and the chain ends behind them, so that a reader can check them here later. */

export function publish(
  storage: Storage,
  fair: Fair,
  publication: Publication,
  account: string,
  nowMs: number,
): Promise<Result<{ readonly number: number }, { readonly kind: 'moved' | 'faulty' }>> {
  return storage.exclusively(fair.id, async (db) => {
    const known = await numberOf(db, fair.id, publication);
    if (known !== undefined) return ok({ number: known });
    const { request, scope, setting, digest } = publication;
    const view = dayView({ fair, scope, ...(await figuresIn(db, fair, scope)), nowMs });
    // The server writes the text itself, so that no page can put other numbers under this digest.
    const { text, faults } = bulletin(view, setting);
    if (faults.length > 0) return fail({ kind: 'faulty' });
    // Facts have arrived since the organiser looked; the organiser must look again.
    if (view.digest !== digest || text !== publication.text) return fail({ kind: 'moved' });
    const last = await db
      .selectFrom('bulletin')
      .select('number')
      .where('fair_id', '=', fair.id)
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst();
    const number = (last?.number ?? 0) + 1;
    await db
      .insertInto('bulletin')
      .values({
        fair_id: fair.id,
        number,
        scope,
        text,
        digest,
        coverage: JSON.stringify(figuresAlone(view.coverage)),
        at_ms: nowMs,
        request,
      })
      .execute();
    await noteIn(db, fair.id, { did: 'published', by: account, number }, nowMs);
    return ok({ number });
  });
}

/**
 * The bulletin that this request already made, or a current one with the same text. A late repeat of a
 * request must not republish a bulletin that was withdrawn in between.
 */
async function numberOf(
  db: Db,
  fair: string,
  { request, scope, digest, text }: Publication,
): Promise<number | undefined> {
  const rows = await db
    .selectFrom('bulletin')
    .leftJoin('withdrawal', (join) =>
      join
        .onRef('withdrawal.fair_id', '=', 'bulletin.fair_id')
        .onRef('withdrawal.number', '=', 'bulletin.number'),
    )
    .select(['bulletin.number', 'bulletin.request', 'bulletin.scope', 'bulletin.text'])
    .select(['bulletin.digest', 'withdrawal.at_ms as withdrawn_ms'])
    .where('bulletin.fair_id', '=', fair)
    .execute();
  const same =
    rows.find((row) => row.request === request) ??
    rows.find(
      (row) =>
        row.withdrawn_ms === null &&
        row.scope === scope &&
        row.digest === digest &&
        row.text === text,
    );
  return same?.number;
}

/** The bulletin stays readable; a check of it shows the withdrawal from now on. */
export function withdraw(
  storage: Storage,
  fair: string,
  { number, reason }: { readonly number: number; readonly reason: string },
  account: string,
  nowMs: number,
): Promise<Result<Record<string, never>, { readonly kind: 'none' }>> {
  return storage.exclusively(fair, async (db) => {
    const row = await db
      .selectFrom('bulletin')
      .select('number')
      .where('fair_id', '=', fair)
      .where('number', '=', number)
      .executeTakeFirst();
    if (!row) return fail({ kind: 'none' });
    if (await withdrawalOf(db, fair, number)) return ok({});
    await db
      .insertInto('withdrawal')
      .values({ fair_id: fair, number, by_name: account, reason, at_ms: nowMs })
      .execute();
    await noteIn(db, fair, { did: 'withdrawn', by: account, number, reason }, nowMs);
    return ok({});
  });
}

function withdrawalOf(db: Db, fair: string, number: number) {
  return db
    .selectFrom('withdrawal')
    .select(['by_name', 'reason', 'at_ms'])
    .where('fair_id', '=', fair)
    .where('number', '=', number)
    .executeTakeFirst();
}

export async function bulletinsOf({ db }: Storage, fair: string): Promise<Published[]> {
  const rows = await db
    .selectFrom('bulletin')
    .selectAll()
    .where('fair_id', '=', fair)
    .orderBy('number', 'desc')
    .execute();
  const withdrawals = await db
    .selectFrom('withdrawal')
    .selectAll()
    .where('fair_id', '=', fair)
    .execute();
  const withdrawn = new Map(withdrawals.map((row) => [row.number, row]));
  return rows.map(({ number, scope, text, coverage, ...row }) => {
    const atMs = Number(row.at_ms);
    const withdrawal = withdrawn.get(number);
    return {
      number,
      scope,
      text,
      atMs,
      whole: isWhole(seenOf(coverageText.parse(coverage), atMs)),
      withdrawn: withdrawal
        ? { atMs: Number(withdrawal.at_ms), by: withdrawal.by_name, reason: withdrawal.reason }
        : null,
    };
  });
}

/** The condition of machines is not published. */
function figuresAlone({ stations, ...coverage }: Coverage): Coverage {
  return { ...coverage, stations: stations.map(({ condition: _its, ...station }) => station) };
}

/** Checks are public and walk a whole day of facts, so an answer is reused for a minute. */
const WALK_AGAIN_MS = 60_000;
type Walks = Map<string, { readonly atMs: number; readonly stands: Promise<boolean> }>;
const walksOf = new WeakMap<Db, Walks>();

function walkedLately(
  db: Db,
  key: string,
  nowMs: number,
  walk: () => Promise<boolean>,
): Promise<boolean> {
  const walked: Walks = walksOf.get(db) ?? new Map();
  walksOf.set(db, walked);
  const last = walked.get(key);
  // The difference is absolute: if the clock was set back, a signed one would keep the answer for ever.
  if (last && Math.abs(nowMs - last.atMs) < WALK_AGAIN_MS) return last.stands;
  const stands = walk();
  walked.set(key, { atMs: nowMs, stands });
  // A failed walk is tried again at the next check.
  stands.catch(() => walked.delete(key));
  return stands;
}

async function standsIn(db: Db, fair: Fair, coverage: Coverage, digest: string): Promise<boolean> {
  if (digestOf(fair.id, coverage) !== digest) return false;
  for (const head of coverage.heads) {
    if (!(await leadsTo(db, fair.id, head))) return false;
  }
  return true;
}

const coverageText = z.string().transform((text) => coverageSchema.parse(JSON.parse(text)));

export async function checkOf(
  { db }: Storage,
  fair: Fair,
  number: number,
  nowMs: number,
): Promise<BulletinCheck | undefined> {
  const row = await db
    .selectFrom('bulletin')
    .selectAll()
    .where('fair_id', '=', fair.id)
    .where('number', '=', number)
    .executeTakeFirst();
  if (!row) return undefined;
  const coverage = coverageText.parse(row.coverage);
  const stands = await walkedLately(db, `${fair.id}/${number}`, nowMs, () =>
    standsIn(db, fair, coverage, row.digest),
  );
  const sum = (heads: readonly { readonly seq: number }[]): number =>
    heads.reduce((all, { seq }) => all + seq, 0);
  const now = await coverageOf({ db }, fair);
  const withdrawal = await withdrawalOf(db, fair.id, number);
  return {
    fair: { ...fair.name, organiser: fair.organiser.zh },
    utcOffsetMinutes: fair.utcOffsetMinutes,
    text: row.text,
    digest: row.digest,
    atMs: Number(row.at_ms),
    coverage,
    stands,
    since: Math.max(0, sum(now.heads) - sum(coverage.heads)),
    withdrawn: withdrawal ? { atMs: Number(withdrawal.at_ms), reason: withdrawal.reason } : null,
  };
}
