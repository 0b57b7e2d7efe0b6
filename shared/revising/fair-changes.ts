import { canonicalText, type Canonical } from '../canonical.ts';
import type { Fair, FairBooth, FairPost } from '../fair.ts';
import { fairKinds } from '../fair-kinds.ts';
import { type FairChange, type FairSheet, sheetOf } from './fair-sheet.ts';

/** What a revision changes, in lines that a clerk reads before signing it, and the way back. */

export const changedThings = [
  'kind',
  'name',
  'organiser',
  'place',
  'days',
  'keepUntil',
  'desks-new',
  'desks-changed',
  'asks',
  'services',
  'platforms',
  'server',
  'serverPins',
  'boxesToServer',
  'posts-closed',
  'posts-reopened',
  'employers',
] as const;
export type ChangedThing = (typeof changedThings)[number];

export interface ChangeLine {
  readonly about: ChangedThing;
  readonly was: string;
  readonly now: string;
}

export function changesBetween(before: Fair, after: Fair): ChangeLine[] {
  const [was, now] = [sheetOf(before), sheetOf(after)];
  const differs = (field: keyof FairSheet): boolean => !same(was[field], now[field]);
  const names = nameFields.filter(differs).map((about): ChangeLine => {
    const [former, later] = namedPair(was[about], now[about]);
    return { about, was: former, now: later };
  });
  const plain = plainFields
    .filter(differs)
    .map((about): ChangeLine => ({ about, was: written[about](was), now: written[about](now) }));
  return [
    ...names,
    ...plain,
    ...deskLines(was.desks, now.desks),
    ...boothLines(before.booths, after.booths),
  ];
}

/**
 * The change that takes a revision back. A desk that came with it stays, since its stations may have
 * written there (P12).
 */
export function wayBack(before: Fair, after: Fair): FairChange {
  const [was, now] = [sheetOf(before), sheetOf(after)];
  const desks = together(was.desks, now.desks);
  const back = { ...was, desks };
  const changed = sheetFields.filter((field) => !same(back[field], now[field]));
  const closed = { was: closedPosts(before.booths), now: closedPosts(after.booths) };
  const there = new Set(after.booths.flatMap(({ posts }) => posts.map(({ code }) => code)));
  const closePosts = [...closed.was].filter((code) => there.has(code) && !closed.now.has(code));
  const reopenPosts = [...closed.now].filter((code) => !closed.was.has(code));
  return {
    ...Object.fromEntries(changed.map((field) => [field, back[field]])),
    ...(closePosts.length > 0 && { closePosts }),
    ...(reopenPosts.length > 0 && { reopenPosts }),
  };
}

const same = (a: Canonical, b: Canonical): boolean => canonicalText([a]) === canonicalText([b]);

const nameFields = ['name', 'organiser', 'place'] as const;
const plainFields = [
  'kind',
  'days',
  'keepUntil',
  'asks',
  'services',
  'platforms',
  'server',
  'serverPins',
  'boxesToServer',
] as const satisfies readonly (keyof FairSheet)[];
const sheetFields = [...nameFields, ...plainFields, 'desks'] as const;

interface Named {
  readonly zh: string;
  readonly en: string;
}
/** With the English, where that alone changes. */
function namedPair(was: Named, now: Named): readonly [string, string] {
  return was.zh === now.zh ? [was.en, now.en] : [was.zh, now.zh];
}
const yes = (is: boolean): string => (is ? '是' : '否');

const written: { readonly [F in (typeof plainFields)[number]]: (sheet: FairSheet) => string } = {
  kind: ({ kind }) => fairKinds[kind].zh,
  days: ({ days }) => days.join('、'),
  keepUntil: ({ keepUntil }) => keepUntil,
  asks: ({ asks: { sex, ageBand } }) =>
    [...(sex ? ['性别'] : []), ...(ageBand ? ['年龄段'] : [])].join('、'),
  services: ({ services }) =>
    services.map(({ zh, times }) => `${zh}${times > 1 ? `×${times}` : ''}`).join('、'),
  platforms: ({ platforms }) => platforms.map(({ host }) => host).join('、'),
  server: ({ server }) => server,
  serverPins: ({ serverPins }) => serverPins.map((pin) => `${pin.slice(0, 8)}…`).join('、'),
  boxesToServer: ({ boxesToServer }) => yes(boxesToServer),
};

type Desk = FairSheet['desks'][number];

function deskLines(was: readonly Desk[], now: readonly Desk[]): ChangeLine[] {
  const former = new Map(was.map((desk) => [desk.code, desk]));
  return now.flatMap((desk): ChangeLine[] => {
    const before = former.get(desk.code);
    if (!before) return [{ about: 'desks-new', was: '', now: deskText(desk) }];
    if (same(before, desk)) return [];
    return [{ about: 'desks-changed', was: deskText(before), now: deskText(desk) }];
  });
}

function deskText({ zh, topics, leaflets = [] }: Desk): string {
  const listed = (title: string, all: readonly Named[]): string =>
    all.length === 0 ? '' : `；${title}：${all.map((each) => each.zh).join('、')}`;
  return `${zh}${listed('事项', topics)}${listed('资料', leaflets)}`;
}

const closedPosts = (booths: readonly FairBooth[]): ReadonlySet<string> =>
  new Set(
    booths.flatMap(({ posts }) => posts.filter(({ closed }) => closed).map(({ code }) => code)),
  );

/** A line for each booth whose posts close or open; all else of employers in one line. */
function boothLines(was: readonly FairBooth[], now: readonly FairBooth[]): ChangeLine[] {
  const former = new Map(was.map((booth) => [booth.code, booth]));
  const lines: ChangeLine[] = [];
  let others = 0;
  for (const booth of now) {
    const before = former.get(booth.code);
    if (before === booth) continue;
    lines.push(...openingLines(before, booth));
    if (!before || !same(asOpen(before), asOpen(booth))) others += 1;
  }
  if (others > 0) lines.push({ about: 'employers', was: '', now: String(others) });
  return lines;
}

const asOpen = (booth: FairBooth): Canonical => ({
  ...booth,
  posts: booth.posts.map(({ closed: _closed, ...post }) => post),
});

function openingLines(before: FairBooth | undefined, booth: FairBooth): ChangeLine[] {
  const had = new Map(before?.posts.map((post) => [post.code, post]));
  const moved = (to: boolean): FairPost[] =>
    booth.posts.filter(({ code, closed }) => {
      const post = had.get(code);
      return post !== undefined && (post.closed ?? false) !== to && (closed ?? false) === to;
    });
  const text = (posts: readonly FairPost[]): string =>
    posts.length === booth.posts.length ? '全部岗位' : posts.map(({ zh }) => zh).join('、');
  return (['posts-closed', 'posts-reopened'] as const).flatMap((about): ChangeLine[] => {
    const posts = moved(about === 'posts-closed');
    if (posts.length === 0) return [];
    return [{ about, was: '', now: `${booth.code} ${booth.employer}：${text(posts)}` }];
  });
}

/** Each as the first list has it; then what only the second has. */
function together(first: readonly Desk[], second: readonly Desk[]): Desk[] {
  const known = new Set(first.map(({ code }) => code));
  return [...first, ...second.filter(({ code }) => !known.has(code))];
}
