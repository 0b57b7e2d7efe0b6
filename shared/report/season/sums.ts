import { say, type Words } from '../../say.ts';
import { changeOf } from '../former.ts';
import type { FairFigures } from './fair-figures.ts';
import { type Entry, figuresIn } from './season.ts';

/** The sums over several fairs. Nothing links a person over fairs, so persons become 人次 (F63). */

interface Sum {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly basis: string;
  /** The rules of the newest file that has it. */
  readonly rules: number;
  /** How many fairs are in it. */
  readonly fairs: number;
  /** Fairs that defined it otherwise, and are not in it. */
  readonly leftOut: number;
}

export interface Season {
  readonly fairs: readonly FairFigures[];
  readonly inTownships: number;
  /** Fairs of which nobody has said whether a township held them. */
  readonly townshipUnknown: number;
  readonly days: number;
  /** Each figure that any fair counts, by its name. */
  readonly sums: ReadonlyMap<string, Sum>;
}

export function seasonOf(entries: readonly Entry[]): Season {
  const summed = entries.filter(({ state }) => state.is === 'summed');
  const fairs = summed.flatMap(figuresIn);
  const held = (township: Entry['township']): number =>
    summed.filter((entry) => entry.township === township).length;
  const newest = fairs.toSorted((a, b) => b.rules - a.rules);
  const names = new Set(newest.flatMap(({ counts }) => [...counts.keys()]));
  return {
    fairs,
    inTownships: held('yes'),
    townshipUnknown: held('unknown'),
    days: fairs.reduce((sum, { of: fair }) => sum + fair.days.length, 0),
    sums: new Map([...names].map((name) => [name, sumOf(name, newest)])),
  };
}

/** Of several visits by the same person, or the same employer at several fairs. */
const overFairs: Readonly<Record<string, { readonly unit: string; readonly basis: string }>> = {
  人: { unit: '人次', basis: '每场内按人去重，各场相加：同一人到几场计几次' },
  家: { unit: '家次', basis: '各场相加：同一单位到几场计几次' },
};

function sumOf(name: string, newestFirst: readonly FairFigures[]): Sum {
  const own = newestFirst.flatMap(({ counts, rules }) => {
    const found = counts.get(name);
    return found ? [{ ...found, rules }] : [];
  });
  const [{ basis, unit, rules } = { basis: '', unit: '', rules: 0 }] = own;
  // The same rules mean the same, whatever the words; and so do the same words.
  const alike = own.filter((each) => each.rules === rules || each.basis === basis);
  const summed = overFairs[unit];
  return {
    name,
    value: alike.reduce((sum, { value }) => sum + value, 0),
    unit: summed?.unit ?? unit,
    basis: `${basis}；${summed?.basis ?? '各场相加'}`,
    rules,
    fairs: alike.length,
    leftOut: own.length - alike.length,
  };
}

export interface SeasonLine extends Words {
  readonly id: string;
  readonly value: number;
  readonly unit: string;
  readonly basis: string;
  readonly rules: number;
  /** Fairs that are not in it, because they did not count it or defined it otherwise. */
  readonly without: number;
}

/** What a season is asked for, by the names of the figures that it sums. */
const asked: Readonly<Record<string, Words>> = {
  参会单位数: say('参会单位', 'Employers on the lists'),
  到场单位数: say('到场单位', 'Employers who came'),
  职位数: say('职位数', 'Titles'),
  岗位数: say('岗位数', 'Places'),
  若干岗位数: say('招若干人的职位', 'Titles for “some”'),
  求职者人数: say('进场人次', 'Attendances'),
  到场人数: say('其中实名签到', 'Of them by name'),
  接待人次: say('展位接待', 'Visits'),
  简历份数: say('简历', 'Résumés'),
  意向人数: say('达成意向（按人）', 'With an intent'),
  意向人次: say('达成意向（按单位）', 'Intents'),
  协议人次: say('其中意向协议', 'Of them agreed'),
  签约人次: say('现场签约', 'Signed'),
  重点群体人数: say('重点群体进场', 'In key groups'),
  重点群体意向人数: say('重点群体达成意向', 'Of them with an intent'),
  咨询人次: say('政策咨询', 'Consultations'),
  资料份数: say('发放资料', 'Leaflets'),
};
export const askedNames: readonly string[] = Object.keys(asked);

export function seasonLines({ fairs, inTownships, townshipUnknown, days, sums }: Season) {
  const line = (id: string, words: Words, value: number, unit: string, basis: string) => ({
    id,
    ...words,
    value,
    unit,
    basis,
    rules: 0,
    without: 0,
  });
  const lines: SeasonLine[] = [
    line('招聘会场次', say('招聘会', 'Fairs held'), fairs.length, '场', '计入合计的招聘会'),
    {
      ...line(
        '乡镇场次',
        say('其中在乡镇举办', 'Of them in townships'),
        inTownships,
        '场',
        '由主办方逐场注明',
      ),
      without: townshipUnknown,
    },
    line('举办天数', say('举办天数', 'Days'), days, '天', '各场举办天数相加'),
  ];
  for (const [name, words] of Object.entries(asked)) {
    const sum = sums.get(name);
    if (!sum) continue;
    const { value, unit, basis, rules } = sum;
    lines.push({
      id: name,
      ...words,
      value,
      unit,
      basis,
      rules,
      without: fairs.length - sum.fairs,
    });
  }
  return lines;
}

export type Before =
  | { readonly from: 'files'; readonly lines: readonly SeasonLine[] }
  /** Typed by a person, by the line's id. */
  | { readonly from: 'hand'; readonly values: ReadonlyMap<string, number> };

export interface BesideLine {
  readonly line: SeasonLine;
  readonly before: number | undefined;
  readonly difference: number | undefined;
  /** In tenths of a percent; absent where the former figure is 0 or unknown. */
  readonly change: number | undefined;
  readonly definedAlike: boolean;
}

export function besideBefore(lines: readonly SeasonLine[], before: Before): BesideLine[] {
  return lines.map((line) => {
    const then =
      before.from === 'files' ? before.lines.find(({ id }) => id === line.id) : undefined;
    const value = before.from === 'files' ? then?.value : before.values.get(line.id);
    const definedAlike = !then || then.rules === line.rules || then.basis === line.basis;
    const known = definedAlike ? value : undefined;
    return {
      line,
      before: value,
      difference: known === undefined ? undefined : line.value - known,
      change: known === undefined ? undefined : changeOf(line.value, known),
      definedAlike,
    };
  });
}
