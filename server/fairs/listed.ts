import { z } from 'zod';
import type { Fair } from '../../shared/fair.ts';
import { jsonOf } from '../../shared/json.ts';
import type { Db, Tables } from '../storage/tables.ts';

/** Fairs in lists, by narrow columns: a list of ten thousand reads no fair's text. */

export interface ListedFair {
  readonly id: string;
  readonly name: Fair['name'];
  readonly firstDay: string;
  readonly lastDay: string;
  readonly closed: boolean;
  readonly archived: boolean;
  /** What was kept of people is gone. */
  readonly emptied: boolean;
}

export type Which =
  /** Not archived, and on or after this day, in calendar order. */
  | { readonly since: string }
  /** In order of their ids, for the server's administrator. */
  | { readonly after: string };

/** What one list shows. */
export const LISTED_AT_ONCE = 500;

export async function fairsListed(db: Db, which: Which): Promise<ListedFair[]> {
  const listed = db
    .selectFrom('fair')
    .select(['fair_id', 'name_zh', 'name_en', 'first_day', 'last_day'])
    .select(['closed_ms', 'archived_ms', 'emptied_ms'])
    .limit(LISTED_AT_ONCE);
  const asked = (): typeof listed => {
    if ('after' in which) return listed.where('fair_id', '>', which.after).orderBy('fair_id');
    return listed
      .where('last_day', '>=', which.since)
      .where('archived_ms', 'is', null)
      .orderBy('last_day')
      .orderBy('fair_id');
  };
  const rows = await asked().execute();
  return rows.map((row) => ({
    id: row.fair_id,
    name: { zh: row.name_zh, en: row.name_en },
    firstDay: row.first_day,
    lastDay: row.last_day,
    closed: row.closed_ms !== null,
    archived: row.archived_ms !== null,
    emptied: row.emptied_ms !== null,
  }));
}

type Columns = Pick<Tables['fair'], 'name_zh' | 'name_en' | 'first_day' | 'last_day'>;

export function columnsOf({ name, days }: Pick<Fair, 'name' | 'days'>): Columns {
  const inOrder = days.toSorted();
  return {
    name_zh: name.zh,
    name_en: name.en,
    first_day: inOrder[0] ?? '',
    last_day: inOrder.at(-1) ?? '',
  };
}

const PORTION = 100;
const listedText = z.looseObject({
  name: z.object({ zh: z.string(), en: z.string() }),
  days: z.array(z.string()),
});

/** For the migration that adds the columns. */
export async function fillLists(db: Db): Promise<void> {
  let after = '';
  for (;;) {
    const rows = await db
      .selectFrom('fair')
      .select(['fair_id', 'text'])
      .where('fair_id', '>', after)
      .orderBy('fair_id')
      .limit(PORTION)
      .execute();
    const last = rows.at(-1);
    if (!last) return;
    for (const { fair_id, text } of rows) {
      const read = listedText.safeParse(jsonOf(text));
      if (!read.success) continue;
      await db
        .updateTable('fair')
        .set(columnsOf(read.data))
        .where('fair_id', '=', fair_id)
        .execute();
    }
    after = last.fair_id;
  }
}

/** Somewhere it may still be the day before; and figures are published after the fair. */
const AFTERWARDS_MS = 45 * 24 * 3_600_000;

/** Fairs that ended before this day are not offered by themselves. */
export const earliestOffered = (nowMs: number): string =>
  new Date(nowMs - AFTERWARDS_MS).toISOString().slice(0, 10);
