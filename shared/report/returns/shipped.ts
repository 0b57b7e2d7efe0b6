import { writeXlsx } from 'hucre/xlsx';
import { ageBands, educations, industries, keyGroups, sexes, trades } from '../../codes.ts';
import { NO_TIME } from '../../calendar.ts';
import { plainName } from '../named/named.ts';
import { type ReturnId, returnTitles } from './titles.ts';

/** The returns that every bureau has to begin with, as templates that it can take, change and give back. */

type Row = readonly string[];

const cellsFor = (suffix: string, ...names: readonly { readonly zh: string }[]): string[] =>
  names.map(({ zh }) => `{{${plainName(zh)}${suffix}}}`);

const signed: Row = ['填表人', '{{填表人}}', '负责人', '{{负责人}}', '联系电话', '{{联系电话}}'];
const head: readonly Row[] = [
  ['主办单位', '{{主办单位}}', '举办时间', '{{年份}}年{{日期}}', '地点', '{{举办地点}}'],
];

const higher = educations.filter(({ code }) =>
  ['college', 'bachelor', 'master', 'doctor'].includes(code),
);

const tables: Readonly<Record<ReturnId, readonly Row[]>> = {
  university: [
    ['{{招聘会名称}}汇总表'],
    ...head,
    [
      '参会单位（家）',
      '{{参会单位数}}',
      '职位数（个）',
      '{{职位数}}',
      '招聘人数（人）',
      '{{岗位数}}',
    ],
    [
      '到场单位（家）',
      '{{到场单位数}}',
      '到场单位职位数',
      '{{到场单位职位数}}',
      '招若干人的职位',
      '{{若干岗位数}}',
    ],
    ['进场人数', '{{求职者人数}}', '本校应届', '{{本校应届人数}}', '外校应届', '{{外校应届人数}}'],
    [
      '接待人次',
      '{{接待人次}}',
      '本校应届投递简历（份）',
      '{{本校应届简历份数}}',
      '投递简历（份）',
      '{{简历份数}}',
    ],
    ['面试人数', '{{面试人数}}', '面试通过人数', '{{面试通过人数}}', '录用人数', '{{录用人数}}'],
    [
      '意向人数',
      '{{意向人数}}',
      '本校应届意向人数',
      '{{本校应届意向人数}}',
      '现场签约（人次）',
      '{{签约人次}}',
    ],
    ['学历', ...higher.map(({ zh }) => zh), '合计'],
    ['招聘人数', ...higher.map(({ zh }) => `{{要求${plainName(zh)}的岗位数}}`), '{{岗位数}}'],
    ['到场人数', ...cellsFor('人数', ...higher), '{{到场人数}}'],
    ['投递简历（份）', ...cellsFor('简历份数', ...higher), '{{简历份数}}'],
    signed,
  ],
  online: [
    ['{{招聘会名称}}线上招聘统计表'],
    ...head,
    [
      '线上参会单位（家）',
      '{{线上参会单位数}}',
      '线上岗位（个）',
      '{{线上岗位数}}',
      '线上浏览量',
      '{{线上浏览量}}',
    ],
    [
      '线上求职者（人）',
      '{{线上求职者人数}}',
      '线上投递（份）',
      '{{线上投递份数}}',
      '线上面试（人）',
      '{{线上面试人数}}',
    ],
    [
      '直播场次',
      '{{直播场次}}',
      '直播观看（人次）',
      '{{直播观看人次}}',
      '录用人数',
      '{{录用人数}}',
    ],
    ['同场线下：参会单位', '{{参会单位数}}', '岗位', '{{岗位数}}', '求职者', '{{求职者人数}}'],
    ['线下投递（份）', '{{简历份数}}', '意向人数', '{{意向人数}}', '签约人次', '{{签约人次}}'],
    signed,
  ],
  market: [
    ['职业供求分析表'],
    ['填报单位', '{{主办单位}}', '统计期', '{{年份}}年{{日期}}', '求人倍率', '{{求人倍率}}'],
    ['工种', '需求人数', '求职人数', '投递简历（份）', '', ''],
    ...trades.map(({ zh }): Row => [zh, `{{${zh}岗位数}}`, `{{${zh}人数}}`, `{{${zh}简历份数}}`]),
    ['学历', '需求人数', '求职人数', '投递简历（份）', '', ''],
    ...educations.map(
      ({ zh }): Row => [
        zh,
        `{{要求${plainName(zh)}的岗位数}}`,
        `{{${plainName(zh)}人数}}`,
        `{{${plainName(zh)}简历份数}}`,
      ],
    ),
    ['行业', '需求人数', '单位数', '投递简历（份）', '', ''],
    ...industries.map(
      ({ zh }): Row => [
        zh,
        `{{${plainName(zh)}岗位数}}`,
        `{{${plainName(zh)}单位数}}`,
        `{{${plainName(zh)}简历份数}}`,
      ],
    ),
    ['性别、年龄', '', '求职人数', '', '', ''],
    ...sexes.map(({ zh }): Row => [`${zh}性`, '', `{{${zh}性人数}}`]),
    ...ageBands.map(({ zh }): Row => [zh, '', `{{${zh}人数}}`]),
    ['有工作经验', '', '{{有工作经验人数}}', '无工作经验', '', '{{无工作经验人数}}'],
    signed,
  ],
  spring: [
    ['“春风行动”专项活动统计表'],
    ['填报单位', '{{主办单位}}', '统计期', '{{年份}}年{{日期}}', '招聘会（场）', '{{招聘会场次}}'],
    [
      '其中乡镇（场）',
      '{{乡镇场次}}',
      '直播带岗（场）',
      '{{直播场次}}',
      '参会单位（家次）',
      '{{参会单位数}}',
    ],
    [
      '提供岗位（个）',
      '{{岗位数}}',
      '进场人次',
      '{{求职者人数}}',
      '达成意向（人）',
      '{{意向人数}}',
    ],
    ['重点群体', '进场（人）', '达成意向（人）', '', '', ''],
    ...keyGroups.map(({ zh }): Row => [zh, `{{${zh}人数}}`, `{{${zh}意向人数}}`]),
    ['重点群体合计（不重复）', '{{重点群体人数}}', '{{重点群体意向人数}}', '', '', ''],
    [
      '政策咨询（人次）',
      '{{咨询人次}}',
      '发放资料（份）',
      '{{资料份数}}',
      '培训报名（人）',
      '{{培训报名人数}}',
    ],
    signed,
  ],
};

const COLUMNS = 6;
const line = { style: 'thin' } as const;
const border = { top: line, bottom: line, left: line, right: line };

/** The template of a return, with its placeholders. */
export function shippedReturn(id: ReturnId): Promise<Uint8Array> {
  const rows = tables[id].map((row) => Array.from({ length: COLUMNS }, (_, i) => row[i] ?? ''));
  const cells = rows.flatMap((row, r) =>
    row.map((value, c) => {
      const title = {
        font: { bold: true, size: 16 },
        alignment: { horizontal: 'center' },
      } as const;
      const style =
        r === 0 ? title : ({ border, alignment: { wrapText: true, vertical: 'center' } } as const);
      return [`${r},${c}`, { value, style }] as const;
    }),
  );
  return writeXlsx({
    properties: { created: NO_TIME, modified: NO_TIME },
    sheets: [
      {
        name: returnTitles[id].zh,
        columns: Array.from({ length: COLUMNS }, () => ({ width: 20 })),
        rows,
        cells: new Map(cells),
        merges: [{ startRow: 0, startCol: 0, endRow: 0, endCol: COLUMNS - 1 }],
        pageSetup: { orientation: 'landscape', paperSize: 'a4', fitToPage: true },
      },
    ],
  });
}
