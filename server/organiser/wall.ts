import { dayAndHour } from '../../shared/calendar.ts';
import type { Fair } from '../../shared/fair.ts';
import { type WallNews, wallFigures, wallNewsOf } from '../../shared/report/wall.ts';
import type { Db } from '../storage/tables.ts';

export async function wallOf(db: Db, fair: Fair, nowMs: number): Promise<WallNews> {
  const { day } = dayAndHour(nowMs, fair.utcOffsetMinutes);
  const rows = await db
    .selectFrom('tally')
    .select(['scope', 'figure', 'slice', 'value'])
    .where('fair_id', '=', fair.id)
    .where('scope', '=', day)
    .where('figure', 'in', [...wallFigures, 'signed'])
    .execute();
  return wallNewsOf(rows, day, nowMs);
}
