import type { Reading } from '../reading.ts';
import { type Headcount, readHeadcount } from './headcount.ts';
import { plain, read, readPlain, trimmed } from './plain.ts';
import { endsWithTrade } from './trade.ts';

/** What a cell says of one post. */
export interface PostInCell {
  readonly title: string;
  readonly heads?: Headcount;
  /** Out of the title, since everybody reads that. */
  readonly sex?: string;
  readonly age?: string;
}

const NUMBER = '(?:\\(\\d{1,2}\\)|\\d{1,2}(?:[、)]|\\.(?!\\d))|[一二三四五六七八九十]{1,2}、)';
const NUMBERED = new RegExp(`(?:^|(?<=[\\s;,。、)人名位干]))${NUMBER} *`);
const FIRST_NUMBER = new RegExp(`^${NUMBER} *`);
const SIGN = /[\n;、,|]/;

/**
 * One title or several: T35. `heads` is what the row asks for: fewer people than titles are one post with
 * two names. What does not look like a list of titles stays one, as it is written.
 */
export function readPosts(text: string, heads?: number): Reading<readonly PostInCell[]> {
  return readPlain<readonly PostInCell[]>(text, () => {
    const written = trimmed(text);
    const looked = plainLines(text);
    const several = severalIn(looked);
    const titles = new Set(several.map(({ title }) => title));
    const counted = several.some((post) => post.heads !== undefined);
    if (titles.size > 1 && (counted || heads === undefined || heads >= titles.size)) {
      const note = { kind: 'several-posts', count: several.length } as const;
      return read(several, note);
    }
    const same = titles.size === 1 && !counted ? several[0] : undefined;
    const post = several.length === 0 ? postOf(looked) : same;
    return post === undefined || post.title === plain(written)
      ? read([{ title: written }])
      : read([post], { kind: 'taken-as', as: post.title });
  });
}

/** A circled number begins a line. */
const plainLines = (text: string): string =>
  text
    .replaceAll(/[①-⑳]/g, (mark) => `\n${mark.normalize('NFKC')}、`)
    .split(/\r?\n/)
    .map(plain)
    .filter(Boolean)
    .join('\n');

/** None unless every part is named like a post. */
function severalIn(looked: string): PostInCell[] {
  for (const sign of [NUMBERED, SIGN, '/']) {
    const posts = postsOf(looked.split(sign));
    const isList = posts.length > 1 && posts.every(isNamedLikeOne);
    if (isList && !(sign === '/' && sharesRank(posts))) return posts;
  }
  const spaced = postsOf(looked.split(' '));
  const counted = spaced.every((post) => post.heads !== undefined && isNamedLikeOne(post));
  return spaced.length > 1 && counted ? spaced : [];
}

/** 普工，10人：a number alone belongs to the title before it. */
function postsOf(parts: readonly string[]): PostInCell[] {
  const whole: string[] = [];
  for (const part of parts.map((each) => each.replaceAll(/^[\s;,、。]+|[\s;,、。]+$/g, ''))) {
    if (part === '') continue;
    const before = whole.at(-1);
    if (before !== undefined && ONLY_HEADS.test(part))
      whole[whole.length - 1] = `${before} ${part}`;
    else whole.push(part);
  }
  return whole.map(postOf);
}

const COUNT =
  '(?:招聘?)?(?:(?<![\\d-])\\d{1,5}(?:-\\d{1,5})?|若干|数|多|[一二两三四五六七八九十]{1,4}) ?[名人位]{1,2}|若干';
const ONLY_HEADS = new RegExp(`^(?:${COUNT})$`);
const WITH_HEADS = new RegExp(`^(.+?)[\\s:,(]*(${COUNT})\\)?$`);
const TIMES = /^(.*\p{Script=Han}) ?[x×*] ?(\d{1,4})$/u;
const SEX = /\((限?[男女]性?(?:士|生)?|限[男女]|男女(?:不限|均可|皆可)?|不限男女)\)/;
const AGE = /\((\d{2}(?:-\d{2})?周?岁(?:以[上下内])?)\)/;

function postOf(part: string): PostInCell {
  const unnumbered = part.replace(FIRST_NUMBER, '').trim();
  const [, named = unnumbered, count] = WITH_HEADS.exec(unnumbered) ?? TIMES.exec(unnumbered) ?? [];
  const read = count === undefined ? undefined : readHeadcount(count);
  const [, sex] = SEX.exec(named) ?? [];
  const [, age] = AGE.exec(named) ?? [];
  return {
    title: named.replace(SEX, '').replace(AGE, '').trim(),
    ...(read?.is === 'read' && { heads: read.value }),
    ...(sex !== undefined && { sex }),
    ...(age !== undefined && { age }),
  };
}

const MOST_IN_TITLE = 20;
const RANK =
  /[工员师生长]$|经理$|主管$|助理$|总监$|顾问$|主任$|干部$|代表$|教练$|队长$|学徒$|专家$|负责人$/;

const isNamedLikeOne = ({ title }: PostInCell): boolean =>
  title.length > 1 &&
  title.length <= MOST_IN_TITLE &&
  !title.endsWith('员工') &&
  (RANK.test(title) || endsWithTrade(title));

/** 行政/人事专员 is one post: both parts share its rank. */
const sharesRank = (posts: readonly PostInCell[]): boolean =>
  new Set(posts.map(({ title }) => RANK.test(title))).size > 1;

const MOST_READ = 20_000;
const ITEM = new RegExp(
  `(?:^|[\\n。;:]) *${NUMBER} *([^\\n,:;。、(]{2,${MOST_IN_TITLE + 8}}?)(?= *[,:;。、(\\n]| *$)`,
  'g',
);

/** The posts that a long description lists by number, for a person to confirm: T36. */
export function listedPosts(description: string): readonly PostInCell[] {
  const lines = plainLines(description.slice(0, MOST_READ));
  const posts = [...lines.matchAll(ITEM)]
    .map(([, item = '']) => postOf(item))
    .filter(isNamedLikeOne);
  return posts.length > 1 ? posts : [];
}
