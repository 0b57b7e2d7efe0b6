import { z } from 'zod';
import { provenanceWords } from '../words/provenance-words.ts';
import type { DayView } from './day-view.ts';
import { placesPerSeeker } from './day-words.ts';
import { keptTogether, keptWords } from './kept-together.ts';
import { type NamedFigures, namedBy, namedFigures } from './named/all.ts';
import { composed, type Named, type NamedCount } from './named/named.ts';

/**
 * 通稿: the notice that a district prints in the evening, from a template of its own. Each number comes from
 * the figures; how they were counted stands below it, and what the organiser adds stands apart.
 */

export const MOST_TEMPLATE = 2_000;
export const MOST_ADDED = 1_000;

export const bulletinSettingSchema = z.strictObject({
  /** Figures stand in it by name: `{求职者人数}`. */
  template: z.string().max(MOST_TEMPLATE),
  /** Sentences of the organiser's own, which no record vouches for. */
  added: z.string().max(MOST_ADDED),
  numbers: z.enum(['exact', 'rounded']),
});
export type BulletinSetting = z.infer<typeof bulletinSettingSchema>;

export type TemplateFault =
  | { readonly kind: 'unknown'; readonly name: string }
  /** Known, and no fact says it. */
  | { readonly kind: 'gap'; readonly name: string; readonly why: string }
  | { readonly kind: 'digits'; readonly digits: string }
  | { readonly kind: 'empty' };

export interface Bulletin {
  readonly text: string;
  /** With any of these it may not be published. */
  readonly faults: readonly TemplateFault[];
}

const PLACEHOLDER = /[{｛]([^{}｛｝]*)[}｝]/g;
const ADDED = '主办方补充（文字由主办方提供，不在统计核对之内）：';

export function bulletin(view: DayView, setting: BulletinSetting): Bulletin {
  const figures = namedFigures(view);
  const { template, added, numbers } = setting;
  // All or none: a rounded number beside an exact one would pass for exact.
  const write = numbers === 'exact' ? String : roundedDown;
  const sentences = template.match(/[^。！\n]*[。！\n]?/g) ?? [];
  const kept = sentences.filter((sentence) => !saysNothing(sentence, figures));
  const body = kept
    .join('')
    .replace(PLACEHOLDER, (whole, name: string) => inWords(namedBy(figures, name), write) ?? whole)
    .trim();
  const used = namesIn(kept.join('')).flatMap((name) => namedBy(figures, name) ?? []);
  const note = noteOf(view, unique(used), numbers, write);
  const more = added.trim();
  const text = [body, note, ...(more ? [`${ADDED}${more}`] : [])].join('\n\n');
  return { text, faults: faultsIn(template, figures) };
}

function faultsIn(template: string, figures: NamedFigures): TemplateFault[] {
  if (template.trim() === '') return [{ kind: 'empty' }];
  const ofNames = unique(namesIn(template)).flatMap((name): TemplateFault[] => {
    const found = namedBy(figures, name);
    if (!found) return [{ kind: 'unknown', name }];
    return found.is === 'gap' ? [{ kind: 'gap', name, why: found.why }] : [];
  });
  // A number that was typed would look as if records had given it. In quotes it is a name: “1311”.
  const typed = template.replace(PLACEHOLDER, '').replace(/[“"][^”"]*[”"]/g, '');
  const digits = unique(typed.normalize('NFKC').match(/\d+/g) ?? []);
  return [...ofNames, ...digits.map((each): TemplateFault => ({ kind: 'digits', digits: each }))];
}

const namesIn = (template: string): string[] =>
  [...template.matchAll(PLACEHOLDER)].map(([, name = '']) => name.trim());

/** A sentence whose counts are all 0 would only say that there was nothing. */
function saysNothing(sentence: string, figures: NamedFigures): boolean {
  const named = namesIn(sentence).flatMap((name) => namedBy(figures, name) ?? []);
  const counts = named.filter((each) => each.is === 'count');
  if (counts.length > 0) return counts.every(({ value }) => value === 0);
  return named.length > 0 && named.every((each) => inWords(each, String) === '');
}

type Write = (count: number) => string;

function inWords(named: Named | undefined, write: Write): string | undefined {
  switch (named?.is) {
    case 'count':
      return named.kept ? keptWords[named.kept] : write(named.value);
    case 'text':
      return named.text;
    case 'parts':
      return composed(named, write);
    case 'gap':
    case undefined:
      return undefined;
  }
}

/** 统计口径: what each number means, and what stands beside the printed ones. */
function noteOf(
  view: DayView,
  used: readonly Named[],
  numbers: BulletinSetting['numbers'],
  write: Write,
): string {
  const counts = used.filter((each) => each.is === 'count');
  const parts = [
    ...counts.map(({ name, basis }) => `${name}：${basis}`),
    ...countedApart(view, counts, write),
    ...ratioOf(view, numbers),
    ...(counts.some(({ kept }) => kept) ? ['人数不足5的分项不单列，并入相邻分项'] : []),
  ];
  return `统计口径：${parts.map((part) => `${part}；`).join('')}人、人次、份互不相加。校验码 ${view.digest.slice(0, 12)}。`;
}

/** A ratio has two exact numbers in it, so it does not stand among rounded ones. */
function ratioOf(view: DayView, numbers: BulletinSetting['numbers']): string[] {
  const each = numbers === 'exact' ? placesPerSeeker(view) : undefined;
  return each === undefined ? [] : [`求人倍率${each}，即岗位数除以求职者人数`];
}

function countedApart(view: DayView, counts: readonly NamedCount[], write: Write): string[] {
  const { totals, breakdowns, employers } = view;
  const uses = (name: string): boolean => counts.some((each) => each.name.includes(name));
  const some = employers.present > 0 ? breakdowns.offeredHere.some : breakdowns.offered.some;
  const { paperVisits, paperResumes, paperIntents } = totals;
  const paper = [
    paperVisits > 0 ? `接待${write(paperVisits)}人次` : '',
    paperResumes > 0 ? `简历${write(paperResumes)}份` : '',
    paperIntents > 0 ? `意向${write(paperIntents)}人次` : '',
  ].filter(Boolean);
  return [
    ...(totals.anonymous > 0 ? [`匿名入场${write(totals.anonymous)}人`] : []),
    ...(some > 0 && uses('岗位数') ? [`另有${write(some)}个职位招若干人，不计入岗位数`] : []),
    ...(uses('重点群体') ? sourcesOf(view, write) : []),
    ...(paper.length > 0 ? [`另有纸质登记${paper.join('、')}，由单位自报，不并入以上数字`] : []),
  ];
}

function sourcesOf({ groups }: DayView, write: Write): string[] {
  const some = groups.from.filter(({ people }) => people > 0);
  const kept = keptTogether(some.map(({ people }) => people));
  if (some.length === 0 || kept === 'withheld') return [];
  const sources = some.flatMap(({ from, people }, i) => {
    const own = kept[i] ?? 'shown';
    return `${provenanceWords[from].ofMany.zh}${own === 'shown' ? write(people) : keptWords[own]}人`;
  });
  return [`重点群体的来源为${sources.join('、')}`];
}

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];

const ROUNDED_FROM = 10;

/** At least this many, in two digits: 18,432 is 1.8万余, 6,512 is 6500余, 72 is 70余. */
export function roundedDown(count: number): string {
  if (count < ROUNDED_FROM) return count === 0 ? '0' : `不足${ROUNDED_FROM}`;
  const unit = 10 ** Math.max(1, String(count).length - 2);
  const floor = Math.floor(count / unit) * unit;
  const more = floor < count ? '余' : '';
  return floor >= 10_000 ? `${floor / 10_000}万${more}` : `${floor}${more}`;
}
