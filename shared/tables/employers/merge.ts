import { z } from 'zod';
import { educations, employerKinds, industries, trades, wordsOf } from '../../codes.ts';
import { type FairBooth, type FairPost, postSchema } from '../../fair.ts';
import { payWords } from '../../pay.ts';
import type { Seat } from './seats.ts';
import { type PostSays, type ReadPost, sameName } from './says.ts';

/**
 * Merges what a table says into the known booths. A post that the table does not list stays, since facts may
 * count at it; a field that the table does not say stays, too.
 */

const fields = [
  'employer',
  'zone',
  'about',
  'at',
  'industry',
  'kind',
  'region',
  'address',
  'post',
  'trade',
  'headcount',
  'education',
  'pay',
  'place',
  'major',
  'experience',
  'age',
  'sex',
  'closed',
] as const;

export const changeKinds = ['changed', 'booth-new', 'post-new', 'post-kept'] as const;
const seatFields = { booth: z.string(), employer: z.string() };
/** What an import would change, by name. */
export const changeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('booth-new'), ...seatFields, posts: z.array(z.string()) }),
  z.strictObject({
    kind: z.literal('post-new'),
    ...seatFields,
    post: z.string(),
    code: z.string(),
  }),
  /** Not in the table: unchanged. */
  z.strictObject({
    kind: z.literal('post-kept'),
    ...seatFields,
    post: z.string(),
    code: z.string(),
  }),
  z.strictObject({
    kind: z.literal('changed'),
    ...seatFields,
    /** Absent where the employer's own data change. */
    post: z.string().exactOptional(),
    code: z.string().exactOptional(),
    field: z.enum(fields),
    from: z.string(),
    to: z.string(),
  }),
]);
export type Change = z.infer<typeof changeSchema>;
export type ChangedField = (typeof fields)[number];

export interface MergedBooth {
  readonly booth: FairBooth;
  readonly changes: readonly Change[];
}

/** A booth that was merged from the same before need not be merged again. */
export interface KeptBooths {
  booth(seat: Seat, old: FairBooth | undefined, fresh: () => MergedBooth): MergedBooth;
}

export function merged(
  seats: readonly Seat[],
  before: readonly FairBooth[],
  kept: KeptBooths,
): { readonly booths: readonly FairBooth[]; readonly changes: readonly Change[] } {
  const booths = new Map(before.map((booth) => [booth.code, booth]));
  const changes: Change[] = [];
  for (const seat of seats) {
    const old = booths.get(seat.booth);
    const next = kept.booth(seat, old, () => {
      const booth = boothOf(seat, old);
      return { booth, changes: changesOf(old, booth, seat) };
    });
    booths.set(seat.booth, next.booth);
    changes.push(...next.changes);
  }
  return { booths: [...booths.values()], changes };
}

export interface ChangeCounts {
  readonly boothsNew: number;
  readonly boothsChanged: number;
  readonly postsNew: number;
  readonly postsChanged: number;
  /** Posts that are not in the table and stay unchanged. */
  readonly postsKept: number;
}

export function countsOf(changes: readonly Change[]): ChangeCounts {
  const counts = { boothsNew: 0, postsNew: 0, postsKept: 0 };
  const booths = new Set<string>();
  const posts = new Set<string>();
  for (const change of changes) {
    if (change.kind === 'booth-new') {
      counts.boothsNew += 1;
      counts.postsNew += change.posts.length;
    } else if (change.kind === 'post-new') counts.postsNew += 1;
    else if (change.kind === 'post-kept') counts.postsKept += 1;
    else if (change.code === undefined) booths.add(change.booth);
    else posts.add(change.code);
  }
  return { ...counts, boothsChanged: booths.size, postsChanged: posts.size };
}

function boothOf(
  { booth: code, zone, employer, rows }: Seat,
  old: FairBooth | undefined,
): FairBooth {
  // The first row that says it counts.
  const says = rows.toReversed().reduce((sum, row) => ({ ...sum, ...row.says }), {});
  const read = rows.flatMap(({ posts }) => posts);
  const free = codeGiver(code, [...(old?.posts ?? []), ...read]);
  const matches = matched(read, old?.posts ?? []);
  const posts = read.map((post) => postOf(post, matches.get(post), free));
  const listed = new Set(posts.map((post) => post.code));
  const kept = old?.posts.filter((post) => !listed.has(post.code)) ?? [];
  return {
    about: '',
    ...old,
    code,
    zone: zone ?? old?.zone ?? '',
    employer,
    ...says,
    posts: [...posts, ...kept],
  };
}

/** `A01-3`: the next code that no post of the booth has ever had. */
function codeGiver(booth: string, posts: readonly Pick<ReadPost, 'code'>[]): () => string {
  const used = new Set(posts.map(({ code }) => code));
  let number = 0;
  return () => {
    do number += 1;
    while (used.has(`${booth}-${number}`));
    return `${booth}-${number}`;
  };
}

/** Which known post each one is: by its code, by name and place, or by name where that says enough. */
export function matched(
  read: readonly ReadPost[],
  old: readonly FairPost[],
): ReadonlyMap<ReadPost, FairPost> {
  const matches = new Map<ReadPost, FairPost>();
  const left = new Set(old);
  const take = (isSame: (post: ReadPost, known: FairPost) => boolean): void => {
    for (const post of read) {
      if (matches.has(post)) continue;
      const known = left.values().find((each) => isSame(post, each));
      if (!known) continue;
      matches.set(post, known);
      left.delete(known);
    }
  };
  take((post, known) => post.code === known.code);
  const named = (post: ReadPost, known: FairPost): boolean =>
    post.code === undefined && sameName(post.zh) === sameName(known.zh);
  take(
    (post, known) =>
      named(post, known) && (post.says.place ?? '') === known.place && alike(post.says, known),
  );
  take((post, known) => named(post, known) && (post.says.place ?? '') === known.place);
  take(named);
  return matches;
}

const alike = (says: PostSays, known: FairPost): boolean =>
  (['headcount', 'education', 'pay'] as const).every(
    (field) => JSON.stringify(says[field] ?? null) === JSON.stringify(known[field] ?? null),
  );

function postOf(post: ReadPost, old: FairPost | undefined, free: () => string): FairPost {
  const closed = post.closed ?? old?.closed ?? false;
  const proposed = post.proposed && { trade: post.proposed };
  const said = Object.entries({ ...proposed, ...old, ...post.says, closed: closed || null });
  return postSchema.parse({
    place: '',
    ...Object.fromEntries(said.filter(([, value]) => value !== null)),
    code: old?.code ?? post.code ?? free(),
    zh: post.zh,
  });
}

function changesOf(old: FairBooth | undefined, next: FairBooth, seat: Seat): Change[] {
  const whose = { booth: next.code, employer: next.employer };
  if (!old) return [{ kind: 'booth-new', ...whose, posts: next.posts.map(({ zh }) => zh) }];
  const before = new Map(old.posts.map((post) => [post.code, post]));
  const read = seat.rows.reduce((sum, { posts }) => sum + posts.length, 0);
  return [
    ...fieldChanges(boothTexts(old), boothTexts(next)).map(
      (change) => ({ kind: 'changed', ...whose, ...change }) as const,
    ),
    ...next.posts.flatMap((post, i): Change[] => {
      const known = before.get(post.code);
      const named = { ...whose, post: post.zh, code: post.code };
      if (!known) return [{ kind: 'post-new', ...named }];
      if (i >= read) return [{ kind: 'post-kept', ...named }];
      return fieldChanges(postTexts(known), postTexts(post)).map((change) => ({
        kind: 'changed',
        ...named,
        ...change,
      }));
    }),
  ];
}

type Texts = readonly (readonly [ChangedField, string])[];

function fieldChanges(before: Texts, after: Texts) {
  return after.flatMap(([field, to], i) => {
    const from = before[i]?.[1] ?? '';
    return from === to ? [] : [{ field, from, to }];
  });
}

const boothTexts = (booth: FairBooth): Texts => [
  ['employer', booth.employer],
  ['zone', booth.zone],
  ['about', booth.about],
  ['at', booth.at?.join(' ') ?? ''],
  ['industry', booth.industry ? wordsOf(industries, booth.industry).zh : ''],
  ['kind', booth.kind ? wordsOf(employerKinds, booth.kind).zh : ''],
  ['region', booth.region ?? ''],
  ['address', booth.address ?? ''],
];

const postTexts = (post: FairPost): Texts => [
  ['post', post.zh],
  ['trade', post.trade ? wordsOf(trades, post.trade).zh : ''],
  ['headcount', post.headcount === undefined ? '若干' : String(post.headcount)],
  ['education', post.education ? wordsOf(educations, post.education).zh : '不限'],
  ['pay', [payWords(post).zh, post.pay && post.payText].filter(Boolean).join('；')],
  ['place', post.place],
  ['major', post.major ?? ''],
  ['experience', post.experience ?? ''],
  ['age', post.age ?? ''],
  ['sex', post.sex ?? ''],
  ['closed', post.closed ? '停招' : '在招'],
];
