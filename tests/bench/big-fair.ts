import type { Fair } from '../../shared/fair.ts';

/** A large square: repeats the sample's booths under new numbers until there are `atLeast` posts. */
export function bigFair(
  fair: Fair,
  atLeast: number,
): { readonly booths: Fair['booths']; readonly posts: number } {
  const booths: Fair['booths'] = [];
  let posts = 0;
  for (let copy = 0; posts < atLeast; copy += 1) {
    const booth = fair.booths[copy % fair.booths.length];
    if (!booth) throw new Error('the sample fair has no booths');
    posts += booth.posts.length;
    const code = `${booth.code}-${copy}`;
    booths.push({
      ...booth,
      code,
      posts: booth.posts.map((post, at) => ({ ...post, code: `${code}-${at}` })),
    });
  }
  return { booths, posts };
}
