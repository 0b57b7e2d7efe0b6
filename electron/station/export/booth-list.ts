import { writeXlsx } from 'hucre/xlsx';
import { intentSteps } from '../../../shared/codes.ts';
import type { BoothDay } from '../../../shared/contract/booth.ts';
import { tapFigures, taps } from '../../../shared/deeds.ts';

/** Headings, with their widths in characters. */
const LIST = [
  ['编号', 16],
  ['第一次到访', 12],
  ['到访次数', 10],
  ...taps.map(({ column, per }) =>
    per === 'visit' ? ([`${column.zh}次数`, 10] as const) : ([`${column.zh}岗位`, 30] as const),
  ),
  ['意向', 16],
  ['意向岗位', 24],
  ['备注', 40],
] as const;

/** A booth's end of day as a workbook: the list, and the funnel from visits on. */
export function boothList({ booth, employer, day, people, funnel }: BoothDay): Promise<Uint8Array> {
  const stepName = (step: string | undefined): string =>
    intentSteps.find(({ code }) => code === step)?.zh ?? '';
  return writeXlsx({
    sheets: [
      {
        name: '名单',
        freezePane: { rows: 1 },
        columns: LIST.map(([, width]) => ({ width })),
        rows: [
          LIST.map(([heading]) => heading),
          ...people.map(({ numbers, firstAt, visits, step, post, notes, ...person }) => [
            numbers.join(' / '),
            firstAt,
            visits,
            ...tapFigures.map((figure) => person[figure]),
            stepName(step),
            post ?? '',
            notes.join('；'),
          ]),
        ],
      },
      {
        name: '汇总',
        columns: [{ width: 36 }, { width: 12 }],
        rows: [
          [`${booth} ${employer}`, day],
          ['接待人次', funnel.visits],
          ['其中不同求职者（人）', funnel.visitors],
          ['无证来访（人次）', funnel.walkIns],
          ...taps.map(({ heading, figure }) => [heading, funnel[figure]]),
          ['初步意向及以上（人）', funnel.intents],
          ['现场签约（人）', funnel.signed],
        ],
      },
    ],
  });
}
