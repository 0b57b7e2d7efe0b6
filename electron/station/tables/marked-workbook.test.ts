import { readXlsx, writeXlsx } from 'hucre/xlsx';
import readXlsxFile from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import type { Workbook } from '../../../shared/tables/workbook.ts';
import { type Mark, markedWorkbook } from './marked-workbook.ts';
import { openWorkbook } from './open-workbook.ts';

async function opened(bytes: Uint8Array): Promise<Workbook> {
  const workbook = await openWorkbook(bytes);
  if (!workbook.ok) throw new Error(workbook.fault.kind);
  return workbook.value;
}

const bold = {
  font: { bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: '00B050' } },
} as const;

const bureaus = await writeXlsx({
  sheets: [
    { name: '填表说明', rows: [['一行一个岗位']] },
    {
      name: '岗位',
      rows: [
        ['云溪县岗位表', null, null],
        ['单位', '岗位', '人数'],
        ['永晟电子', '普工', 12],
        [null, '保安', 'x'],
        ['暖田食品', '帮厨', null],
      ],
      merges: [
        { startRow: 0, startCol: 0, endRow: 0, endCol: 2 },
        { startRow: 2, startCol: 0, endRow: 3, endCol: 0 },
      ],
      columns: [{ width: 30 }, { width: 12 }, { width: 8 }],
      cells: new Map([
        ['1,0', { value: '单位', type: 'string', style: bold }],
        ['4,2', { comment: { text: '问过了', author: '谷雨' } }],
      ]),
      rowDefs: new Map([[4, { hidden: true }]]),
    },
  ],
});

const marks: Mark[] = [
  { sheet: 1, row: 4, column: 2, text: '人数读到“x”，请写数字' },
  { sheet: 1, row: 4, column: 2, text: '第二句' },
  { sheet: 1, row: 5, column: 2, text: '没有填人数' },
];

describe('the clerk’s own workbook, marked (T63)', () => {
  it('keeps its sheets, blocks, styles and hidden rows', async () => {
    const before = await opened(bureaus);
    const { bytes, isWhole } = await markedWorkbook(bureaus, before, marks);
    expect(isWhole).toBe(true);
    expect(await opened(bytes)).toEqual(before);
    const [, sheet] = (await readXlsx(bytes, { readStyles: true })).sheets;
    expect(sheet?.columns?.map(({ width }) => width)).toEqual([30, 12, 8]);
    expect(sheet?.cells?.get('1,0')?.style).toMatchObject(bold);
    expect(sheet?.cells?.get('3,2')).toMatchObject({
      comment: { text: '【春风 Chunfeng】\n人数读到“x”，请写数字\n第二句', author: '春风' },
      style: { fill: { fgColor: { rgb: 'FFE699' } } },
    });
    expect(sheet?.cells?.get('4,2')?.comment?.text).toContain('没有填人数');
  });

  it('opens with another reader', async () => {
    const { bytes } = await markedWorkbook(bureaus, await opened(bureaus), marks);
    const sheets = await readXlsxFile(Buffer.from(bytes));
    expect(sheets.find(({ sheet }) => sheet === '岗位')?.data[3]?.[1]).toBe('保安');
  });

  it('loses a mark that was mended, and keeps the clerk’s own comments', async () => {
    const first = await markedWorkbook(bureaus, await opened(bureaus), marks);
    const again = await markedWorkbook(first.bytes, await opened(first.bytes), marks.slice(2));
    const last = await markedWorkbook(again.bytes, await opened(again.bytes), []);
    const [, mended] = (await readXlsx(last.bytes)).sheets;
    expect(mended?.cells?.get('4,2')?.comment).toEqual({ text: '问过了', author: '谷雨' });
    const [, sheet] = (await readXlsx(again.bytes, { readStyles: true })).sheets;
    expect(sheet?.cells?.get('3,2')?.comment).toBeUndefined();
    expect(sheet?.cells?.get('3,2')?.style?.fill).toBeUndefined();
    expect(sheet?.cells?.get('4,2')?.comment).toEqual({
      text: '问过了\n【春风 Chunfeng】\n没有填人数',
      author: '谷雨',
    });
  });

  it('is made of a CSV, with what stands in its cells', async () => {
    const csv = Buffer.from('单位,岗位,证件\n\n永晟,普工,340104197501011017\n');
    const { bytes, isWhole } = await markedWorkbook(csv, await opened(csv), [
      { sheet: 0, row: 3, column: 1, text: '岗位' },
    ]);
    expect(isWhole).toBe(false);
    const [sheet] = (await readXlsx(bytes, { readStyles: true })).sheets;
    expect(sheet?.rows[2]).toEqual(['永晟', '普工', '340104197501011017']);
    expect(sheet?.cells?.get('2,1')?.comment?.text).toContain('岗位');
  });
});
