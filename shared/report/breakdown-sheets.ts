import { answerNames, answerTable } from '../answers.ts';
import { educations, wordsOf } from '../codes.ts';
import {
  type BreakdownColumn,
  breakdownMeanings,
  breakdownNotes,
  type CardBy,
  cardBy,
  EMPLOYERS,
  type EmployersBy,
  employersBy,
  OFFER,
  PEOPLE,
  PEOPLE_ALONE,
  UNSAID,
} from './breakdowns.ts';
import type { DayView } from './day-view.ts';
import type { Sheet } from './sheet.ts';

/** The workbook's sheets by industry, kind and region of employers, by education and by pay. */

const headings = (columns: readonly BreakdownColumn[]) =>
  columns.map((column) => [breakdownMeanings[column].zh, 12] as const);

const sheetNames: Readonly<Record<EmployersBy, readonly [name: string, first: string]>> = {
  industry: ['按行业', '行业'],
  kind: ['按单位类型', '单位类型'],
  region: ['按单位所在地', '所在地'],
};

const cardSheets: Readonly<Record<CardBy, readonly [name: string, first: string]>> = {
  sex: ['按性别', '性别'],
  age: ['按年龄段', '年龄段'],
};

export function breakdownSheets({ breakdowns }: DayView): Sheet[] {
  return [
    ...employersBy.map((grouping): Sheet => {
      const [name, first] = sheetNames[grouping];
      return {
        name,
        columns: [[first, 34], ...headings(EMPLOYERS)],
        rows: breakdowns.employers[grouping]
          .filter(({ employers }) => employers > 0)
          .map((line) => [line.zh, ...EMPLOYERS.map((column) => line[column])]),
      };
    }),
    ...cardBy
      .filter((grouping) => breakdowns.card[grouping].length > 0)
      .map((grouping): Sheet => {
        const [name, first] = cardSheets[grouping];
        return {
          name,
          columns: [[first, 24], ...headings(PEOPLE_ALONE)],
          rows: breakdowns.card[grouping].map((line) => [
            line.zh,
            ...PEOPLE_ALONE.map((column) => line[column]),
          ]),
        };
      }),
    {
      name: '按薪酬',
      columns: [['月薪', 24], ...headings(OFFER)],
      rows: breakdowns.pay.map((line) => [line.zh, ...OFFER.map((column) => line[column])]),
    },
  ];
}

/** What people have, beside what posts ask for. */
export function educationSheet({ answers, breakdowns }: DayView): Sheet {
  const people = new Map(answers.education.map((line) => [line.code, line]));
  const wanted = new Map(breakdowns.educations.map((line) => [line.code, line]));
  return {
    name: answerTable.education.sheet,
    columns: [
      ['学历', 24],
      ...headings(PEOPLE),
      ...OFFER.map((column) => [`要求的${breakdownMeanings[column].zh}`, 14] as const),
    ],
    rows: breakdowns.educations.map(({ code }) => [
      code === UNSAID ? '不限' : wordsOf(educations, code).zh,
      ...PEOPLE.map((column) => people.get(code)?.[column] ?? ''),
      ...OFFER.map((column) => wanted.get(code)?.[column] ?? 0),
    ]),
  };
}

/** 口径 of all of these. */
export function meaningsSheet(): Sheet {
  const notes = [
    ...employersBy.map((grouping) => breakdownNotes[grouping]),
    ...answerNames.flatMap((name) => {
      const { shown } = answerTable[name];
      return shown.on === 'by-kind' ? [shown.note] : [];
    }),
    breakdownNotes.card,
    breakdownNotes.pay,
  ];
  return {
    name: '口径',
    columns: [
      ['项目', 16],
      ['口径', 60],
    ],
    rows: [
      ...Object.values(breakdownMeanings).map(({ zh, basis }) => [zh, basis]),
      ...notes.map(({ zh }) => ['分类', zh]),
    ],
  };
}
