import type { FairBooth, FairPost } from '../../shared/fair.ts';
import { cellsOf } from './make-table.ts';

/** What a table says, written by hand: a line for each post, and `@` lines for what is no post. */

export interface Truth {
  readonly said: ReadonlyMap<string, readonly string[]>;
  /** Field by field; `*` where a clerk could say several things. */
  readonly posts: readonly Readonly<Record<string, string>>[];
}

export function truthOf(text: string): Truth {
  const lines = text.trimEnd().split('\n');
  const said = Map.groupBy(
    lines.flatMap((line) => {
      const [, word = '', rest = ''] = /^@ (\S+) ?(.*)$/.exec(line) ?? [];
      return word === '' ? [] : [{ word, rest }];
    }),
    ({ word }) => word,
  );
  const [heading = '', ...rows] = lines.filter((line) => !line.startsWith('@'));
  const fields = cellsOf(heading);
  let previous: readonly string[] = [];
  const posts = rows.map((row) => {
    const cells = cellsOf(row);
    previous = fields.map((_, at) =>
      cells[at] === '"' ? (previous[at] ?? '') : (cells[at] ?? ''),
    );
    return Object.fromEntries(fields.map((field, at) => [field, previous[at] ?? '']));
  });
  return {
    said: new Map(said.entries().map(([word, all]) => [word, all.map(({ rest }) => rest)])),
    posts,
  };
}

/** Every field of every post, in words as the truth has them. */
export function postLines(booths: readonly FairBooth[]): Record<string, string>[] {
  return booths.flatMap((booth) =>
    booth.posts.map((post) => ({
      booth: booth.code,
      zone: booth.zone,
      employer: booth.employer,
      about: booth.about,
      kind: booth.kind ?? '',
      industry: booth.industry ?? '',
      region: booth.region ?? '',
      address: booth.address ?? '',
      code: post.code.startsWith(`${booth.code}-`) ? '' : post.code,
      title: post.zh,
      trade: post.trade ?? '',
      headcount: String(post.headcount ?? ''),
      education: post.education ?? '',
      pay: payIn(post),
      payText: post.payText ?? '',
      per: post.per ?? '',
      place: post.place,
      major: post.major ?? '',
      experience: post.experience ?? '',
      age: post.age ?? '',
      sex: post.sex ?? '',
      closed: post.closed ? 'yes' : '',
    })),
  );
}

const payIn = ({ pay }: FairPost): string => (pay ? `${pay[0] ?? ''}-${pay[1] ?? ''}` : '');
