import { z } from 'zod';
import { say, type Words } from '../say.ts';

/** Why a file gives no table, and what to do about it. */

export const fileFaultSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum(['empty', 'protected', 'damaged', 'no-cells', 'no-values', 'changed']),
  }),
  z.strictObject({
    kind: z.literal('not-a-table'),
    found: z.enum(['pdf', 'picture', 'document', 'slides', 'archive', 'other']),
  }),
  /** A spreadsheet that another program has to save in another format. */
  z.strictObject({
    kind: z.literal('other-format'),
    format: z.enum(['ods', 'numbers', 'xlsb', 'xml', 'web-page', 'old-excel', 'unknown']),
  }),
  z.strictObject({
    kind: z.literal('too-large'),
    of: z.enum(['file', 'unpacked', 'rows', 'columns', 'cells']),
  }),
]);
export type FileFault = z.infer<typeof fileFaultSchema>;

/** The most that one file may hold. */
export const MOST = {
  bytes: 40_000_000,
  rows: 200_000,
  columns: 512,
  cells: 1_200_000,
} as const;

const saveAs = say(
  '请用 Excel 或 WPS 打开，另存为 .xlsx 再选',
  'open it in Excel or WPS, save it as .xlsx and choose that',
);

const formats: Readonly<Record<Extract<FileFault, { kind: 'other-format' }>['format'], Words>> = {
  ods: say('这是 .ods 表格', 'an .ods spreadsheet'),
  numbers: say('这是苹果 Numbers 表格', 'an Apple Numbers spreadsheet'),
  xlsb: say('这是 .xlsb 表格', 'an .xlsb spreadsheet'),
  xml: say('这是 XML 表格', 'an XML spreadsheet'),
  'web-page': say('这是存成 .xls 的网页', 'a web page saved as .xls'),
  'old-excel': say('这是 Excel 95 或更早的表格', 'a spreadsheet of Excel 95 or older'),
  unknown: say(
    '这个表格的格式不认识（如旧的 .et）',
    'a spreadsheet of an unknown format (such as an old .et)',
  ),
};

const found: Readonly<Record<Extract<FileFault, { kind: 'not-a-table' }>['found'], Words>> = {
  pdf: say(
    '这是 PDF，不是表格；请向发来的人要原来的 Excel 表',
    'a PDF, not a table: ask its sender for the Excel file',
  ),
  picture: say(
    '这是图片，不是表格；请向发来的人要原来的 Excel 表，或照着录成表格',
    'a picture, not a table: ask its sender for the Excel file, or type it in',
  ),
  document: say(
    '这是 Word 文档；请把里面的表格复制到 Excel，存成 .xlsx 再选',
    'a Word document: copy its table into Excel, save it as .xlsx and choose that',
  ),
  slides: say('这是演示文稿，不是表格', 'slides, not a table'),
  archive: say(
    '这是压缩包；请先解压，再选里面的表格',
    'an archive: unpack it and choose the table in it',
  ),
  other: say(
    '这不是表格；请选 .xlsx、.xls 或 .csv 文件',
    'not a table: choose an .xlsx, .xls or .csv file',
  ),
};

const large: Readonly<Record<Extract<FileFault, { kind: 'too-large' }>['of'], Words>> = {
  file: say('文件超过 40 MB', 'the file is over 40 MB'),
  unpacked: say('文件展开后太大', 'the file is too large once unpacked'),
  rows: say(`第 ${MOST.rows} 行以下还有内容`, `something stands below row ${MOST.rows}`),
  columns: say(`超过 ${MOST.columns} 列`, `over ${MOST.columns} columns`),
  cells: say(`有内容的格子超过 ${MOST.cells} 个`, `over ${MOST.cells} cells are filled`),
};

export function fileFaultWords(fault: FileFault): Words {
  switch (fault.kind) {
    case 'empty':
      return say('文件是空的；请重新导出或重新复制', 'the file is empty: export or copy it again');
    case 'protected':
      return say(
        '工作簿有打开密码；请在 Excel 或 WPS 里取消密码，另存后再选',
        'the workbook has a password: remove it in Excel or WPS, save it and choose it again',
      );
    case 'damaged':
      return say(
        '文件不完整或已损坏；请重新导出或重新复制，或用 Excel 修复后另存',
        'the file is cut or damaged: export or copy it again, or repair and save it in Excel',
      );
    case 'no-cells':
      return say(
        '工作簿里没有填了内容的格子（也许只有图表或图片）；请选有数据的表格',
        'no cell of the workbook is filled (perhaps it holds charts or pictures alone): choose the table with the data',
      );
    case 'no-values':
      return say(
        '表里的公式没有算出的值；请用 Excel 或 WPS 打开，保存一次再选',
        'the table’s formulas have no values: open it in Excel or WPS, save it and choose it again',
      );
    case 'changed':
      return say(
        '读的时候文件变了；请保存并关上它，再选一次',
        'the file changed while it was read: save and close it, and choose it again',
      );
    case 'not-a-table':
      return found[fault.found];
    case 'other-format':
      return say(
        `${formats[fault.format].zh}；${saveAs.zh}`,
        `${formats[fault.format].en}: ${saveAs.en}`,
      );
    case 'too-large':
      return say(
        `${large[fault.of].zh}；请只留下要导入的表，分成几个文件`,
        `${large[fault.of].en}: keep only the table to import, or split it into several files`,
      );
  }
}
