import type { FairBooth } from '../../../shared/fair.ts';

/**
 * The employers as they were before the last import. Facts stay, and no revision may take a booth
 * from the stations that serve it, so what the import added cannot always vanish: a post that facts
 * count at is closed, and a booth stays with its posts closed.
 */

export interface Undone {
  readonly booths: readonly FairBooth[];
  /** Posts that came with the import and are closed instead of taken out. */
  readonly postsClosed: number;
  /** Booths that came with it and stay. */
  readonly boothsStay: number;
}

export function importUndone(
  now: readonly FairBooth[],
  before: readonly FairBooth[],
  usedPosts: ReadonlySet<string>,
): Undone {
  const imported = new Map(now.map((booth) => [booth.code, booth]));
  let postsClosed = 0;
  const closed = (posts: FairBooth['posts']): FairBooth['posts'] => {
    postsClosed += posts.length;
    return posts.map((post) => ({ ...post, closed: true }));
  };
  const former = before.map((booth) => {
    const known = new Set(booth.posts.map(({ code }) => code));
    const added = imported.get(booth.code)?.posts.filter(({ code }) => !known.has(code)) ?? [];
    const posts = [...booth.posts, ...closed(added.filter(({ code }) => usedPosts.has(code)))];
    return { ...booth, posts };
  });
  const codes = new Set(before.map(({ code }) => code));
  const added = now
    .filter(({ code }) => !codes.has(code))
    .map((booth) => {
      const used = booth.posts.filter(({ code }) => usedPosts.has(code));
      // A booth has a post at least.
      return { ...booth, posts: closed(used.length > 0 ? used : booth.posts.slice(0, 1)) };
    });
  return { booths: [...former, ...added], postsClosed, boothsStay: added.length };
}
