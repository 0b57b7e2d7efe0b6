import { z } from 'zod';
import type { Fair } from '../../../shared/fair.ts';

/**
 * Merges a table of employers into the known ones, by booth and post. A post that is missing in the
 * table stays, since facts may count at it.
 */

export type Booth = Fair['booths'][number];
export type Post = Booth['posts'][number];

export interface Line {
  readonly row: number;
  readonly booth: string;
  readonly zone: string;
  readonly employer: string;
  readonly about: string;
  /** Undefined if the table leaves it out: the known place stays. */
  readonly at: Booth['at'] | undefined;
  readonly code: string;
  /** Undefined if the table leaves it out: the known state stays. */
  readonly closed: boolean | undefined;
  readonly post: Omit<Post, 'code' | 'closed'>;
}

export interface Changes {
  readonly boothsNew: number;
  readonly boothsChanged: number;
  readonly postsNew: number;
  readonly postsChanged: number;
  /** Posts that are not in the table and stay unchanged. */
  readonly postsKept: number;
}

export function mergeEmployers(lines: readonly Line[], before: readonly Booth[]) {
  const booths = new Map(before.map((booth) => [booth.code, booth]));
  const changes = { boothsNew: 0, boothsChanged: 0, postsNew: 0, postsChanged: 0, postsKept: 0 };
  for (const [code, own] of Map.groupBy(lines, ({ booth }) => booth)) {
    const old = booths.get(code);
    const [first] = own;
    if (!first) continue;
    const posts = own.reduce<Post[]>((all, line) => [...all, postOf(line, old, all)], []);
    const before = new Map(old?.posts.map((post) => [post.code, post]));
    changes.postsNew += posts.filter(({ code: post }) => !before.has(post)).length;
    changes.postsChanged += posts.filter((post) => {
      const same = before.get(post.code);
      return same && !alike(same, post);
    }).length;
    const kept = old?.posts.filter((post) => !posts.some((each) => each.code === post.code)) ?? [];
    changes.postsKept += kept.length;
    const booth = boothOf(first, old, [...posts, ...kept]);
    if (!old) changes.boothsNew += 1;
    else if (!alike({ ...old, posts: [] }, { ...booth, posts: [] })) changes.boothsChanged += 1;
    booths.set(code, booth);
  }
  return { booths: [...booths.values()], changes };
}

function boothOf(line: Line, old: Booth | undefined, posts: Post[]): Booth {
  const at = line.at ?? old?.at;
  return {
    code: line.booth,
    zone: line.zone || (old?.zone ?? ''),
    employer: line.employer,
    about: line.about || (old?.about ?? ''),
    ...(at && { at }),
    posts,
  };
}

function postOf({ booth, code, closed, post }: Line, old: Booth | undefined, above: Post[]): Post {
  const same = old?.posts.find((each) => (code ? each.code === code : each.zh === post.zh));
  return {
    code: same?.code ?? (code || freeCode(booth, [...(old?.posts ?? []), ...above])),
    ...post,
    ...((closed ?? same?.closed) && { closed: true as const }),
  };
}

/** `A01-3`: the next code that no post of the booth has ever had. */
function freeCode(booth: string, posts: readonly Post[]): string {
  const used = new Set(posts.map(({ code }) => code));
  let number = 1;
  while (used.has(`${booth}-${number}`)) number += 1;
  return `${booth}-${number}`;
}

const canonical = z.record(z.string(), z.unknown());
function alike(a: object, b: object): boolean {
  const sorted = (value: object): string =>
    JSON.stringify(Object.entries(canonical.parse(value)).toSorted(([x], [y]) => (x < y ? -1 : 1)));
  return sorted(a) === sorted(b);
}
