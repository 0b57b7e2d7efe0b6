import { randomBytes } from 'node:crypto';
import type { Fair, SignedFair } from '../../shared/fair.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { TALLY_RULES } from '../../shared/tally/rules-number.ts';
import { isSplit, revisionOf, succession, successionFaults } from '../../shared/succession.ts';
import { openFair, sha256 } from './keys.ts';
import { columnsOf } from './listed.ts';
import { type KeptFair, type OpenedFairs, openedFairs } from './opened.ts';
import { dropSettled, keepOther } from './other-revisions.ts';
import type { Storage } from '../storage/homes.ts';
import type { Db } from '../storage/tables.ts';

export type { KeptFair } from './opened.ts';

/** The fairs that this server keeps, each in its newest revision. */

export const fairFaults = [
  'unreadable',
  'forged',
  'other-fair',
  'other-keys',
  /** Put away at this server. */
  'archived',
  ...successionFaults,
] as const;
export type FairFault = { readonly kind: (typeof fairFaults)[number] };

/**
 * The person who runs the server supplies the first revision; each later one must follow the one here. A
 * running server calls `adoptFair`, which also counts what the revision allows.
 */
export async function keepFair(
  storage: Storage,
  signed: SignedFair,
  only?: string,
  /** In the same transaction: what a revision changes of what is here, or the fair of facts that had lost it. */
  also: (db: Db, fair: Fair, isOfFactsHere: boolean) => Promise<void> = async () => undefined,
): Promise<Result<Fair, FairFault>> {
  const { text, signature } = signed;
  const opened = openFair(text, signature);
  if (!opened.ok) return opened;
  const fair = opened.value;
  if (only !== undefined && fair.id !== only) return fail({ kind: 'other-fair' });
  return storage.exclusively(fair.id, async (db) => {
    const row = await db
      .selectFrom('fair')
      .select(['text', 'signature', 'archived_ms'])
      .where('fair_id', '=', fair.id)
      .executeTakeFirst();
    if (row && row.archived_ms !== null) return fail({ kind: 'archived' });
    const follows = row && followsRow(row, fair, text);
    if (follows?.ok === false) {
      if (isSplit(follows.fault)) await keepOther(storage, db, fair, signed);
      return fail({ kind: follows.fault.kind });
    }
    if (follows?.value === 'same') return ok(fair);
    const isOfFactsHere = await areFactsHere(db, row, fair.id);
    await db
      .insertInto('fair')
      .values({
        fair_id: fair.id,
        revision: fair.revision,
        text,
        signature,
        rules: isOfFactsHere ? 0 : TALLY_RULES,
        judged_revision: fair.revision,
        secret: randomBytes(32).toString('base64url'),
        ...columnsOf(fair),
      })
      .onConflict((conflict) =>
        conflict.column('fair_id').doUpdateSet({
          revision: fair.revision,
          judged_revision: fair.revision,
          text,
          signature,
          ...columnsOf(fair),
        }),
      )
      .execute();
    await dropSettled(db, fair);
    await also(db, fair, isOfFactsHere);
    // Stations learn of a change during the day at once.
    if (row) await storage.notify(db, { fair: fair.id, from: 0, places: [], everyone: true });
    return ok(fair);
  });
}

/** A damaged database lost a fair, and kept facts of it, which nobody has counted since. */
async function areFactsHere(db: Db, row: object | undefined, fair: string): Promise<boolean> {
  if (row) return false;
  const facts = db.selectFrom('fact').select('seq').where('fair_id', '=', fair).limit(1);
  return (await facts.executeTakeFirst()) !== undefined;
}

/**
 * The sample fair comes with the program and changes with it: its revisions are no chain, and nobody
 * settles them. Undefined for a real fair, and for a sample that is not here yet.
 */
export async function renewSample(
  { db }: Storage,
  { text, signature }: SignedFair,
): Promise<Result<Fair, FairFault> | undefined> {
  const opened = openFair(text, signature);
  if (!opened.ok || !opened.value.sample) return undefined;
  const { id, revision } = opened.value;
  const row = await db
    .selectFrom('fair')
    .select(['revision', 'archived_ms'])
    .where('fair_id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  if (row.archived_ms !== null) return fail({ kind: 'archived' });
  await db
    .updateTable('fair')
    .set({ text, signature, ...columnsOf(opened.value) })
    .where('fair_id', '=', id)
    .where('revision', '=', revision)
    .execute();
  return opened;
}

function followsRow(row: SignedFair, fair: Fair, text: string) {
  const known = openFair(row.text, row.signature);
  // What is here cannot be read: the new one takes its place.
  if (!known.ok) return undefined;
  if (known.value.signingKey !== fair.signingKey) return fail({ kind: 'other-keys' as const });
  return succession(revisionOf(known.value, sha256, row.text), revisionOf(fair, sha256, text));
}

/** The newest revision at this moment of a transaction: another upload may have waited longer than it. */
export async function newestOf(db: Db, fair: Fair): Promise<Fair> {
  const row = await db
    .selectFrom('fair')
    .select(['text', 'signature'])
    .where('fair_id', '=', fair.id)
    .where('revision', '>', fair.revision)
    .executeTakeFirst();
  const newer = row && openFair(row.text, row.signature);
  return newer?.ok ? newer.value : fair;
}

/** About ten times as much as objects. */
const OPENED_BYTES = 16 * 1024 * 1024;
const openedAt = new WeakMap<Db, OpenedFairs>();

export async function fairById({ db }: Storage, id: string): Promise<KeptFair | undefined> {
  const opened = openedAt.get(db) ?? openedFairs(OPENED_BYTES);
  openedAt.set(db, opened);
  const named = await db
    .selectFrom('fair')
    .select(['signature', 'secret', 'archived_ms'])
    .where('fair_id', '=', id)
    .executeTakeFirst();
  if (!named) {
    opened.drop(id);
    return undefined;
  }
  const isArchived = named.archived_ms !== null;
  const known = opened.get(id);
  const isSame = known?.signed.signature === named.signature && known.secret === named.secret;
  if (isSame && known.isArchived === isArchived) return known;
  const row = await db
    .selectFrom('fair')
    .select(['text', 'signature', 'secret'])
    .where('fair_id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const { text, signature, secret } = row;
  const fair = openFair(text, signature);
  if (!fair.ok) return undefined;
  const kept = { fair: fair.value, signed: { text, signature }, secret, isArchived };
  opened.set(id, kept);
  return kept;
}
