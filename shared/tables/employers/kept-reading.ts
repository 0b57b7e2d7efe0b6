import type { FairBooth } from '../../fair.ts';
import type { SheetRow } from '../workbook.ts';
import type { KeptBooths, MergedBooth } from './merge.ts';
import type { RowChoices, RowRead } from './read-row.ts';
import type { ReadRow } from './says.ts';
import type { Seat } from './seats.ts';
import type { DataRow } from './table-rows.ts';

/**
 * What was read of a table before, by the rows that it was read from: an edit reads again only what it
 * touches. Everything that a reading depends on is compared, so what is kept is what a fresh reading gives.
 */
export interface KeptReading extends KeptBooths {
  /** `context` says all that the rows of a table share. */
  row(context: string, row: DataRow, choices: RowChoices, fresh: () => RowRead): RowRead;
}

interface KeptRow {
  readonly context: string;
  readonly row: DataRow;
  readonly choices: RowChoices;
  readonly read: RowRead;
}

interface KeptBooth {
  readonly seat: Seat;
  readonly old: FairBooth | undefined;
  readonly merged: MergedBooth;
}

export function keptReading(): KeptReading {
  const rows = new WeakMap<SheetRow, KeptRow>();
  const booths = new WeakMap<ReadRow, KeptBooth>();
  return {
    row(context, row, choices, fresh) {
      const [first] = row.from ?? [];
      // It depends on more than its own rows: on a merged block, or on a cell above.
      if (!first) return fresh();
      const kept = rows.get(first);
      if (kept && kept.context === context && isSame(kept.row, row) && choseSame(kept, choices))
        return kept.read;
      const read = fresh();
      rows.set(first, { context, row, choices, read });
      return read;
    },
    booth(seat, old, fresh) {
      const [first] = seat.rows;
      const kept = first && booths.get(first);
      if (kept && kept.old === old && sitsSame(kept.seat, seat)) return kept.merged;
      const merged = fresh();
      if (first) booths.set(first, { seat, old, merged });
      return merged;
    },
  };
}

const isSame = (a: DataRow, b: DataRow): boolean =>
  a.employer === b.employer &&
  a.unsure === b.unsure &&
  a.zone === b.zone &&
  a.isFirst === b.isFirst &&
  areSame(a.from ?? [], b.from ?? []);

/** A trade is chosen by the post's name. */
const choseSame = ({ choices: before, read }: KeptRow, now: RowChoices): boolean =>
  (before.together ?? false) === (now.together ?? false) &&
  (before.fromText ?? false) === (now.fromText ?? false) &&
  (read.read?.posts ?? []).every(({ zh }) => tradeOf(before, zh) === tradeOf(now, zh));

const tradeOf = ({ trades = {} }: RowChoices, title: string) =>
  Object.hasOwn(trades, title) ? trades[title] : undefined;

const sitsSame = (a: Seat, b: Seat): boolean =>
  a.booth === b.booth && a.zone === b.zone && a.employer === b.employer && areSame(a.rows, b.rows);

const areSame = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && a.every((each, i) => each === b[i]);
