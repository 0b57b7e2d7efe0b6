import { intentSteps, wordsOf } from '../../../shared/codes.ts';
import type { BoothDay } from '../../../shared/contract/booth.ts';
import { tapFigures, taps } from '../../../shared/deeds.ts';
import { workbook } from '../../../shared/report/files.ts';

/** Headings, with their widths in characters. */
const LIST = [
  ['编号', 16],
  ['第一次到访', 12],
  ['到访次数', 10],
  ...taps.map(({ column: { zh }, per }) =>
    per === 'visit' ? ([`${zh}次数`, 10] as const) : ([`${zh}岗位`, 30] as const),
  ),
  ['意向', 16],
  ['意向岗位', 24],
  ['备注', 40],
] as const;

/** A booth's end of day as a workbook: the list, and the funnel from visits on. */
export const boothList = ({ booth, employer, day, people, funnel }: BoothDay) =>
  workbook([
    {
      name: '名单',
      columns: LIST,
      rows: people.map(({ numbers, firstAt, visits, step, post = '', notes, ...person }) => [
        numbers.join(' / '),
        firstAt,
        visits,
        ...tapFigures.map((figure) => person[figure]),
        step ? wordsOf(intentSteps, step).zh : '',
        post,
        notes.join('；'),
      ]),
    },
    {
      name: '汇总',
      columns: [
        [`${booth} ${employer}`, 36],
        [day, 12],
      ],
      rows: [
        ['接待人次', funnel.visits],
        ['其中不同求职者（人）', funnel.visitors],
        ['无证来访（人次）', funnel.walkIns],
        ...taps.map(({ heading, figure }) => [heading, funnel[figure]]),
        ['初步意向及以上（人）', funnel.intents],
        ['现场签约（人）', funnel.signed],
      ],
    },
  ]);
