import { type FairBooth, MOST_BOOTHS, MOST_POSTS } from '../../fair.ts';
import type { Finding } from './findings.ts';
import { matched } from './merge.ts';
import type { ReadRow } from './says.ts';
import type { Seat } from './seats.ts';

/**
 * A fair has a limited number of booths, and a booth of posts, and every station of a fair reads them. A
 * row beyond that is refused; the others are taken.
 */
export function withRoom(
  seats: readonly Seat[],
  before: readonly FairBooth[],
): { readonly seats: readonly Seat[]; readonly findings: readonly Finding[] } {
  const known = new Map(before.map((booth) => [booth.code, booth]));
  const findings: Finding[] = [];
  let booths = before.length;
  const taken = seats.flatMap((seat): Seat[] => {
    const old = known.get(seat.booth);
    if (!old && booths >= MOST_BOOTHS) {
      findings.push(
        ...seat.rows.map((row) => refused(row, { kind: 'fair-full', most: MOST_BOOTHS })),
      );
      return [];
    }
    if (!old) booths += 1;
    const rows = rowsWithRoom(seat, old);
    if (rows.length === seat.rows.length) return [seat];
    const what = { kind: 'booth-full', booth: seat.booth, most: MOST_POSTS } as const;
    for (const row of seat.rows) if (!rows.includes(row)) findings.push(refused(row, what));
    return [{ ...seat, rows }];
  });
  return { seats: taken, findings };
}

const refused = ({ sheet, row, posts }: ReadRow, what: Finding['what']): Finding => ({
  sheet,
  row,
  read: posts[0]?.zh ?? '',
  does: 'refused',
  what,
});

/** Posts that the booth has already need no more room. */
function rowsWithRoom({ rows }: Seat, old: FairBooth | undefined): readonly ReadRow[] {
  const had = old?.posts ?? [];
  const all = rows.flatMap(({ posts }) => posts);
  if (had.length + all.length <= MOST_POSTS) return rows;
  const matches = matched(all, had);
  let count = had.length;
  return rows.filter(({ posts }) => {
    const more = posts.filter((post) => !matches.has(post)).length;
    if (count + more > MOST_POSTS) return false;
    count += more;
    return true;
  });
}
