import { z } from 'zod';
import { keyGroups, trades, wordsOf } from '../codes.ts';
import { taps, unitNames } from '../deeds.ts';
import { kindOfFair } from '../fair-kinds.ts';
import { provenanceWords } from '../words/provenance-words.ts';
import type { DayView } from './day-view.ts';

/**
 * 通稿: the paragraph that a district publishes in the evening, in the organisers' own idiom. Persons (人),
 * times (人次) and copies (份) keep their units, and numbers are rounded down, never up.
 */

export const bulletinLengths = ['short', 'middle', 'long'] as const;

/** These are different figures, so the organiser chooses which one to publish. */
export const intentWordings = ['first', 'agreed', 'signed'] as const;

export const bulletinSettingSchema = z.strictObject({
  length: z.enum(bulletinLengths),
  wording: z.enum(intentWordings),
  numbers: z.enum(['exact', 'rounded']),
});
export type BulletinSetting = z.infer<typeof bulletinSettingSchema>;

export function bulletin(view: DayView, setting: BulletinSetting): string {
  const say = setting.numbers === 'exact' ? String : roundedDown;
  const sentences = [
    opening(view, say),
    outcome(view, setting, say),
    ...(setting.length === 'short' ? [] : [ratio(view), desks(view, say), groups(view, say)]),
    ...(setting.length === 'long' ? [bestTrades(view), paper(view, say), definitions(view)] : []),
  ];
  return sentences.filter(Boolean).join('');
}

type Say = (count: number) => string;

function opening({ fair, scope, employers, places, some, totals }: DayView, say: Say): string {
  const whose = employers.present > 0 ? 'present' : 'all';
  const unsaid = some[whose] > 0 ? `（另有${say(some[whose])}个岗位招若干人）` : '';
  const houses = employers.present > 0 ? '到场' : '参会';
  const people = totals.attendees + totals.anonymous;
  const anonymous = totals.anonymous > 0 ? `（其中匿名入场${say(totals.anonymous)}人）` : '';
  const words = kindOfFair(fair);
  return `${whenOf(fair.days, scope)}，${fair.zh}在${fair.place}举办，${houses}${words.employers.zh}${say(employers[whose])}家，提供岗位${say(places[whose])}个${unsaid}，进场${words.seekers.zh}${say(people)}人${anonymous}`;
}

function outcome(
  { totals, steps }: DayView,
  { length, wording }: BulletinSetting,
  say: Say,
): string {
  const visits = length === 'short' ? '' : `，展位接待${say(totals.visits)}人次`;
  const tapped = taps
    .filter(({ figure, main }) => main || (length !== 'short' && totals[figure] > 0))
    .map(
      ({ figure, title, means }) => `，${title.zh}${say(totals[figure])}${unitNames[means.unit]}`,
    );
  const before = `${visits}${tapped.join('')}`;
  // Agreements include those that were signed later.
  const agreed = steps.agreed + steps.signed;
  switch (wording) {
    case 'first':
      return `${before}，${say(totals.intentPeople)}人达成初步就业意向（${say(totals.intents)}人次）。`;
    case 'agreed':
      return `${before}，达成就业意向${say(agreed)}人次。`;
    case 'signed':
      return `${before}，现场签约${say(totals.signed)}人次。`;
  }
}

/** 求人倍率: places for each seeker. */
export function placesPerSeeker({ employers, places, totals }: DayView): string | undefined {
  const seekers = totals.attendees + totals.anonymous;
  const offered = employers.present > 0 ? places.present : places.all;
  return seekers === 0 ? undefined : (Math.floor((offered / seekers) * 100) / 100).toFixed(2);
}

function ratio(view: DayView): string {
  const each = placesPerSeeker(view);
  return each === undefined ? '' : `求人倍率${each}。`;
}

function desks({ totals }: DayView, say: Say): string {
  const parts = [
    totals.consults > 0 ? `政策、指导等服务台接待咨询${say(totals.consults)}人次` : '',
    totals.handouts > 0 ? `发放资料${say(totals.handouts)}份` : '',
  ].filter(Boolean);
  return parts.length > 0 ? `${parts.join('，')}。` : '';
}

function groups({ groups: { people, from }, answers }: DayView, say: Say): string {
  if (people === 0) return '';
  const named = answers.groups
    .filter(({ people: count }) => count > 0)
    .map(({ code, people: count }) => `${wordsOf(keyGroups, code).zh}${say(count)}人`);
  const sources = from
    .filter(({ people: count }) => count > 0)
    .map((source) => `${provenanceWords[source.from].ofMany.zh}${say(source.people)}人`);
  return `重点群体${say(people)}人（${sources.join('，')}），其中${named.join('、')}，同属多类的分别列出、合计不重复。`;
}

const BEST = 3;

function bestTrades({ trades: all }: DayView): string {
  const best = all
    .filter(({ resumes }) => resumes > 0)
    .toSorted((a, b) => b.resumes - a.resumes)
    .slice(0, BEST)
    .map(({ trade }) => wordsOf(trades, trade).zh);
  return best.length > 0 ? `收到简历最多的工种依次是${best.join('、')}。` : '';
}

function paper({ totals }: DayView, say: Say): string {
  const { paperVisits, paperResumes, paperIntents } = totals;
  const parts = [
    paperVisits > 0 ? `接待${say(paperVisits)}人次` : '',
    paperResumes > 0 ? `简历${say(paperResumes)}份` : '',
    paperIntents > 0 ? `意向${say(paperIntents)}人次` : '',
  ].filter(Boolean);
  return parts.length > 0
    ? `另有纸质登记${parts.join('、')}，由单位自报、未按人去重，不并入以上数字。`
    : '';
}

function definitions({ digest }: DayView): string {
  return `（人：按人去重；人次：同一人在不同单位分别计；份：同一人向同一岗位投递计一份。校验码 ${digest.slice(0, 12)}）`;
}

function whenOf(days: readonly string[], scope: string): string {
  const [first = scope] = days;
  const last = days.at(-1) ?? first;
  if (scope !== 'all') return dayInWords(scope);
  return first === last ? dayInWords(first) : `${dayInWords(first)}至${dayInWords(last)}`;
}

function dayInWords(day: string): string {
  const [, month = '', date = ''] = day.split('-');
  return `${Number(month)}月${Number(date)}日`;
}

/** At least this many, in two digits: 18,432 is 1.8万余, 6,512 is 6500余; small numbers stay exact. */
export function roundedDown(count: number): string {
  if (count < 100) return String(count);
  const unit = 10 ** (String(count).length - 2);
  const floor = Math.floor(count / unit) * unit;
  const more = floor < count ? '余' : '';
  return floor >= 10_000 ? `${floor / 10_000}万${more}` : `${floor}${more}`;
}
