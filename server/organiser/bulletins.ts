import { z } from 'zod';
import type { Fair } from '../../shared/fair.ts';
import { bulletin, type BulletinSetting } from '../../shared/report/bulletin.ts';
import { type Coverage, coverageSchema, digestOf } from '../../shared/report/coverage.ts';
import type { BulletinCheck } from '../../shared/report/published.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { coverageOf } from '../coverage.ts';
import type { Storage } from '../storage/homes.ts';
import type { Db } from '../storage/tables.ts';
import { noteIn } from './audit.ts';
import { leadsTo } from './chains.ts';
import { dayIn } from './figures.ts';

/**
 * What was published, and what it was computed from; so that whoever reads it can ask here whether those
 * records are still what they were.
 */

interface Publication {
  readonly scope: string;
  readonly setting: BulletinSetting;
  /** Of the figures that whoever publishes has seen. */
  readonly digest: string;
}

export function publish(
  storage: Storage,
  fair: Fair,
  { scope, setting, digest }: Publication,
  by: string,
  nowMs: number,
): Promise<Result<{ readonly number: number }, { readonly kind: 'moved' }>> {
  return storage.exclusively(fair.id, async (db) => {
    const { view } = await dayIn(db, fair, scope, nowMs);
    // Something came since they looked: whoever publishes looks again.
    if (view.digest !== digest) return fail({ kind: 'moved' });
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
        // Written here, of these figures: no page can put other numbers under this digest.
        text: bulletin(view, setting),
        digest,
        coverage: JSON.stringify(figuresAlone(view.coverage)),
        at_ms: nowMs,
      })
      .execute();
    await noteIn(db, fair.id, { did: 'published', by, number }, nowMs);
    return ok({ number });
  });
}

/** How the machines were is no part of what is published. */
function figuresAlone({ stations, ...coverage }: Coverage): Coverage {
  return { ...coverage, stations: stations.map(({ condition: _its, ...station }) => station) };
}

/** Anybody may ask, and a day is long to walk: who asks within the minute is told the same. */
const WALK_AGAIN_MS = 60_000;
type Walks = Map<string, { readonly atMs: number; readonly stands: Promise<boolean> }>;
const walksOf = new WeakMap<Db, Walks>();

function known(db: Db, key: string, nowMs: number, walk: () => Promise<boolean>): Promise<boolean> {
  const walked: Walks = walksOf.get(db) ?? new Map();
  walksOf.set(db, walked);
  const last = walked.get(key);
  // A clock that was set back must not keep an answer for good.
  if (last && Math.abs(nowMs - last.atMs) < WALK_AGAIN_MS) return last.stands;
  const stands = walk();
  walked.set(key, { atMs: nowMs, stands });
  // What could not be walked is walked at the next question.
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
  const stands = await known(db, `${fair.id}/${number}`, nowMs, () =>
    standsIn(db, fair, coverage, row.digest),
  );
  const sum = (heads: readonly { readonly seq: number }[]): number =>
    heads.reduce((all, { seq }) => all + seq, 0);
  const now = await coverageOf({ db }, fair);
  return {
    fair: { ...fair.name, organiser: fair.organiser.zh },
    utcOffsetMinutes: fair.utcOffsetMinutes,
    text: row.text,
    digest: row.digest,
    atMs: Number(row.at_ms),
    coverage,
    stands,
    since: Math.max(0, sum(now.heads) - sum(coverage.heads)),
  };
}
