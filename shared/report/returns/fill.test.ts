import { strFromU8, unzipSync } from 'fflate';
import { writeXlsx } from 'hucre/xlsx';
import readByAnother from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { namedFigures } from '../named/all.ts';
import { sampleDay } from '../testing/sample-day.ts';
import { fillReturn } from './fill.ts';
import { shippedReturn } from './shipped.ts';
import { returnIds } from './titles.ts';

const { dayOf } = await sampleDay();
const figures = namedFigures(
  dayOf({
    attendees: 70,
    anonymous: 2,
    resumes: 44,
    'attendees group:disabled': 3,
    'attendees education:doctor': 1,
  }).view,
);

const workbook = (rows: (string | number | null)[][]) =>
  writeXlsx({ sheets: [{ name: '表一', rows }] });
async function filled(rows: (string | number | null)[][]) {
  const done = fillReturn(await workbook(rows), figures);
  if (!done.ok) throw new Error(done.fault.kind);
  const [sheet] = await readByAnother(Buffer.from(done.value.bytes));
  return { ...done.value, rows: sheet?.data };
}

describe('a return', async () => {
  it('has a count as a number, so that sums in the workbook go on working', async () => {
    const { rows } = await filled([['求职者', '{{求职者人数}}', ' {{ 简历份数 }} ']]);
    expect(rows).toEqual([['求职者', 72, 44]]);
  });

  it('stays exact where a bulletin keeps small parts together', async () => {
    expect((await filled([['{{残疾人人数}}', '{{博士人数}}', '{{学历构成}}']])).rows).toEqual([
      [3, 1, '博士1人'],
    ]);
  });

  it('takes figures inside a text, and full-width braces', async () => {
    const { rows } = await filled([['到场{{求职者人数}}人，简历｛｛简历份数｝｝份']]);
    expect(rows).toEqual([['到场72人，简历44份']]);
  });

  it('leaves a cell open for a hand if no record says it, marked with the reason', async () => {
    const { rows, shown } = await filled([['面试通过', '{{面试通过人数}}']]);
    expect(rows).toEqual([['面试通过', '【手填】系统不记录面试结果']]);
    expect(shown.sheets[0]?.rows[0]?.[1]).toMatchObject({ is: 'hand' });
    expect(shown.findings).toEqual([
      { sheet: '表一', at: 'B1', name: '面试通过人数', why: '系统不记录面试结果' },
    ]);
  });

  it('leaves a name that it does not know as it is, and says where', async () => {
    const { rows, shown } = await filled([['一', '二'], ['{{求职人数}}']]);
    expect(rows?.[1]?.[0]).toBe('{{求职人数}}');
    expect(shown.findings).toEqual([{ sheet: '表一', at: 'A2', name: '求职人数' }]);
    expect(shown.sheets[0]?.rows[1]?.[0]).toMatchObject({ is: 'unknown' });
  });

  it('opens each filled cell to what it counts', async () => {
    const { shown } = await filled([['{{求职者人数}}', '{{博士人数}}', '{{岗位数}}']]);
    const [people, doctors, places] = shown.sheets[0]?.rows[0] ?? [];
    expect(people?.counted).toEqual([
      { figure: 'attendees', slices: [''] },
      { figure: 'anonymous', slices: [''] },
    ]);
    expect(doctors?.counted).toEqual([{ figure: 'attendees', slices: ['education:doctor'] }]);
    expect(places?.counted).toBeUndefined();
    expect(people?.figures).toContain('求职者人数：实名签到');
  });

  it('keeps the bureau’s widths, merged cells, styles and formulas', async () => {
    const template = await writeXlsx({
      sheets: [
        {
          name: '表',
          columns: [{ width: 33 }],
          rows: [
            ['{{招聘会名称}}', null],
            ['{{简历份数}}', null],
          ],
          cells: new Map([['1,1', { formula: 'A2*2' }]]),
          merges: [{ startRow: 0, startCol: 0, endRow: 0, endCol: 1 }],
        },
      ],
    });
    const done = fillReturn(template, figures);
    if (!done.ok) throw new Error(done.fault.kind);
    const xml = strFromU8(
      unzipSync(done.value.bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array(),
    );
    expect(xml).toMatch(/width="33/);
    expect(xml).toContain('<mergeCell ref="A1:B1"/>');
    expect(xml).toContain('<f>A2*2</f>');
    expect(done.value.shown.sheets[0]?.rows[0]).toMatchObject([{ columns: 2 }]);
  });

  it('never lets a fair’s name break the workbook', async () => {
    const { view } = dayOf({});
    const evil = { ...view, fair: { ...view.fair, zh: '<c r="A1">&\u0001"=1+1' } };
    const done = fillReturn(await workbook([['{{招聘会名称}}']]), namedFigures(evil));
    if (!done.ok) throw new Error(done.fault.kind);
    const [sheet] = await readByAnother(Buffer.from(done.value.bytes));
    expect(sheet?.data).toEqual([['<c r="A1">&"=1+1']]);
  });

  const whole = await workbook([['一']]);
  it.each([
    ['nothing', new Uint8Array()],
    ['a text', new TextEncoder().encode('姓名,电话')],
    ['a cut workbook', whole.slice(0, 400)],
  ])('refuses %s', (_what, bytes) => {
    expect(fillReturn(bytes, figures)).toEqual({ ok: false, fault: { kind: 'not-a-workbook' } });
  });
});

describe.each(returnIds)('the shipped return %s', (id) => {
  it('asks only for figures that exist, and fills the same bytes each time', async () => {
    const first = fillReturn(await shippedReturn(id), figures);
    const second = fillReturn(await shippedReturn(id), figures);
    if (!first.ok || !second.ok) throw new Error('no workbook');
    expect(first.value.shown.findings.filter(({ why }) => why === undefined)).toEqual([]);
    expect(Buffer.from(first.value.bytes).equals(second.value.bytes)).toBe(true);
    expect(first.value.shown.sheets[0]?.rows.flat().some(({ is }) => is === 'hand')).toBe(true);
  });
});
