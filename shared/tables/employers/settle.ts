import type { FairBooth } from '../../fair.ts';
import type { Finding } from './findings.ts';
import type { ReadPost, ReadRow } from './says.ts';
import type { Seat } from './seats.ts';

/** What only shows once each employer has its booth: numbers of other booths' posts, and data that differ. */
export function settled(
  seats: readonly Seat[],
  before: readonly FairBooth[],
): { readonly seats: readonly Seat[]; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const ownerOf = new Map(
    before.flatMap(({ code, posts }) => posts.map((post) => [post.code, code] as const)),
  );
  const named = new Map<string, string>();
  return {
    findings,
    seats: seats.map((seat) => {
      const region = seat.rows.find(({ says }) => says.region)?.says.region;
      const first = firstSaid(seat.rows);
      const rows = seat.rows.map((row) => {
        findings.push(...differing(row, first));
        const posts = row.posts.map((post) => {
          const placed = withPlace(post, row.says.region, region);
          if (placed !== post) {
            const { place = '' } = placed.says;
            const what = { kind: 'region-as-place', place: place ?? '' } as const;
            findings.push({ ...whole(row, 'asks'), read: row.says.region ?? '', what });
          }
          const other = otherBooth(placed, seat.booth, ownerOf, named);
          if (other === undefined) return placed;
          findings.push({
            ...whole(row, 'emptied'),
            read: placed.code ?? '',
            what: { kind: 'code-of-other', booth: other },
          });
          const { code: _, ...without } = placed;
          return without;
        });
        // The same row as before, so that what was made of it is known.
        return posts.every((post, i) => post === row.posts[i]) ? row : { ...row, posts };
      });
      return { ...seat, rows };
    }),
  };
}

const whole = ({ sheet, row }: ReadRow, does: Finding['does']) => ({ sheet, row, does });

/** Figures are counted by a post's code alone, so a code must not move, nor be another post's. */
function otherBooth(
  { code }: ReadPost,
  booth: string,
  ownerOf: ReadonlyMap<string, string>,
  named: Map<string, string>,
): string | undefined {
  if (code === undefined) return undefined;
  const owner = ownerOf.get(code);
  const other = named.get(code) ?? (owner === booth ? undefined : owner);
  if (other === undefined) named.set(code, booth);
  return other;
}

/** An employer's post in another place than the employer: the row's region is where the post is. */
function withPlace(post: ReadPost, own: string | undefined, region: string | undefined): ReadPost {
  if (!own || own === region || post.says.place) return post;
  return { ...post, says: { ...post.says, place: own.slice(0, 40) } };
}

const compared = ['kind', 'industry', 'address'] as const;
type First = Partial<Record<(typeof compared)[number], string>>;

const firstSaid = (rows: readonly ReadRow[]): First =>
  Object.fromEntries(
    compared.flatMap((field) => {
      const said = rows.find(({ says }) => says[field] !== undefined)?.says[field];
      return said === undefined ? [] : [[field, said]];
    }),
  );

function differing(row: ReadRow, first: First): Finding[] {
  return compared.flatMap((field): Finding[] => {
    const [own, kept] = [row.says[field], first[field]];
    if (own === undefined || kept === undefined || own === kept) return [];
    return [{ ...whole(row, 'asks'), read: own, what: { kind: 'differs', kept } }];
  });
}
