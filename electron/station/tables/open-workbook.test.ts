import { readFile } from 'node:fs/promises';
import { crc32, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { writeXlsx } from 'hucre/xlsx';
import { encode } from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { fileFaultWords } from '../../../shared/tables/file-faults.ts';
import type { SheetCell, WorkbookSheet } from '../../../shared/tables/workbook.ts';
import { openWorkbook } from './open-workbook.ts';
import { xlsxOf, xlsxParts } from './testing/xlsx-files.ts';
import { zipOf } from './zip.ts';

const posts = await readFile(new URL('testing/posts.xls', import.meta.url));

async function sheetsOf(bytes: Uint8Array): Promise<readonly WorkbookSheet[]> {
  const workbook = await openWorkbook(bytes);
  if (!workbook.ok) throw new Error(JSON.stringify(workbook.fault));
  return workbook.value.sheets;
}

/** A cell as `text`, or as `kind:text` where it is another thing. */
const shown = ({ text, is }: SheetCell): string => (is === 'text' ? text : `${is}:${text}`);

async function cellsOf(bytes: Uint8Array): Promise<string[][]> {
  const [sheet] = await sheetsOf(bytes);
  return (sheet?.rows ?? []).map(({ cells }) => cells.map(shown));
}

async function faultOf(bytes: Uint8Array): Promise<unknown> {
  const workbook = await openWorkbook(bytes);
  return workbook.ok ? 'opened' : workbook.fault;
}

const row = (...cells: string[]): Buffer =>
  xlsxOf({
    sheets: [`<sheetData><row r="1">${cells.join('')}</row></sheetData>`],
    strings:
      '<si><t>普工</t></si><si><r><t>装</t></r><r><rPr><b/></rPr><t xml:space="preserve">配 </t></r><r><t>工</t></r></si><si><t>李明</t><rPh sb="0" eb="1"><t>リー</t></rPh><phoneticPr fontId="1"/></si><si><t>两行_x000D_\n写的</t></si>',
    styles:
      '<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="165" formatCode="0&quot;元/天&quot;"/><numFmt numFmtId="166" formatCode="000000"/><numFmt numFmtId="167" formatCode="[$-804]G/通用格式&quot;人&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="10"/><xf numFmtId="20"/><xf numFmtId="22"/><xf numFmtId="167"/></cellXfs>',
  });

describe('a cell of a workbook (T52, T53, T54)', () => {
  it.each([
    ['a shared word', '<c r="A1" t="s"><v>0</v></c>', '普工'],
    ['a word in several styles', '<c r="A1" t="s"><v>1</v></c>', '装配 工'],
    ['a word without the reading above it', '<c r="A1" t="s"><v>2</v></c>', '李明'],
    ['an escaped line end', '<c r="A1" t="s"><v>3</v></c>', '两行\n写的'],
    ['a word in its place', '<c r="A1" t="inlineStr"><is><t>保安</t></is></c>', '保安'],
    [
      'such a word without its reading',
      '<c r="A1" t="inlineStr"><is><t>李明</t><rPh sb="0" eb="1"><t>リー</t></rPh></is></c>',
      '李明',
    ],
    [
      'a word with entities',
      '<c r="A1" t="inlineStr"><is><t>R&amp;D &lt;上海&gt;</t></is></c>',
      'R&D <上海>',
    ],
    [
      'spaces and marks that nobody sees',
      '<c r="A1" t="inlineStr"><is><t>\u202a\u3000 张三\u200b\u00a0</t></is></c>',
      '张三',
    ],
    ['a number kept as text', '<c r="A1" t="inlineStr"><is><t>\'138001</t></is></c>', '138001'],
    ['a whole number', '<c r="A1"><v>5000</v></c>', 'number:5000'],
    ['a fraction', '<c r="A1"><v>0.1</v></c>', 'number:0.1'],
    ['a phone number', '<c r="A1"><v>13800138000</v></c>', 'number:13800138000'],
    ['a phone number with an exponent', '<c r="A1"><v>1.3800138E10</v></c>', 'number:13800138000'],
    ['a number with the unit of its format', '<c r="A1" s="4"><v>150</v></c>', 'number:150元/天'],
    ['a number with a Chinese general format', '<c r="A1" s="9"><v>3</v></c>', 'number:3人'],
    ['a code with its zeros', '<c r="A1" s="5"><v>123</v></c>', 'number:000123'],
    ['a share', '<c r="A1" s="2"><v>0.07</v></c>', 'percent:7%'],
    ['a share with decimals', '<c r="A1" s="6"><v>0.125</v></c>', 'percent:12.5%'],
    [
      'a long number that lost its end',
      '<c r="A1"><v>3.4010419750101102E17</v></c>',
      'rounded:340104197501011000',
    ],
    ['a day', '<c r="A1" s="1"><v>46085</v></c>', 'date:2026-03-04'],
    ['a day in Chinese', '<c r="A1" s="3"><v>46085</v></c>', 'date:2026-03-04'],
    ['a day and a time', '<c r="A1" s="8"><v>46085.5</v></c>', 'date:2026-03-04 12:00'],
    ['a time of day', '<c r="A1" s="7"><v>0.375</v></c>', 'date:09:00'],
    ['a day that is none', '<c r="A1" s="1"><v>99999999999</v></c>', 'error:#VALUE!'],
    ['yes or no', '<c r="A1" t="b"><v>1</v></c>', 'boolean:TRUE'],
    ['an error', '<c r="A1" t="e"><v>#N/A</v></c>', 'error:#N/A'],
    ['a formula’s number', '<c r="A1"><f>1+1</f><v>2</v></c>', 'number:2'],
    ['a formula’s word', '<c r="A1" t="str"><f>B1</f><v>普工</v></c>', '普工'],
  ])('is read as it is meant: %s', async (_what, xml, text) => {
    expect(await cellsOf(row(xml))).toEqual([[text]]);
  });

  it('says that a formula has no value', async () => {
    const some = row('<c r="A1"><v>1</v></c>', '<c r="B1"><f>A1*2</f></c>');
    expect(await cellsOf(some)).toEqual([['number:1', 'uncalculated:']]);
    expect(await faultOf(row('<c r="A1"><f>1+1</f></c>'))).toEqual({ kind: 'no-values' });
  });

  it('counts days from 1904 where the workbook does', async () => {
    const bytes = xlsxOf({
      workbook: '<workbookPr date1904="1"/>',
      sheets: ['<sheetData><row r="1"><c r="A1" s="1"><v>44623</v></c></row></sheetData>'],
      styles: '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>',
    });
    expect(await cellsOf(bytes)).toEqual([['date:2026-03-04']]);
  });
});

describe('a sheet (T51)', () => {
  it('keeps its own row numbers, blocks, hidden rows, columns and sheets', async () => {
    const bytes = Buffer.from(
      await writeXlsx({
        sheets: [
          { name: '说明', rows: [['填表说明']] },
          {
            name: '岗位',
            rows: [['岗位表', null], [], ['单位', '岗位'], ['永晟电子', '普工'], [null, '保安']],
            merges: [
              { startRow: 0, startCol: 0, endRow: 0, endCol: 1 },
              { startRow: 3, startCol: 0, endRow: 900_000, endCol: 0 },
            ],
            rowDefs: new Map([[4, { hidden: true }]]),
            columns: [{}, { hidden: true }],
          },
          { name: '旧', rows: [['去年']], hidden: true },
        ],
      }),
    );
    const [cover, sheet, old] = await sheetsOf(bytes);
    expect([cover?.name, sheet?.name, old?.name]).toEqual(['说明', '岗位', '旧']);
    expect([cover?.hidden, old?.hidden]).toEqual([false, true]);
    expect(sheet?.rows.map((each) => [each.row, each.hidden])).toEqual([
      [1, false],
      [3, false],
      [4, false],
      [5, true],
    ]);
    expect(sheet?.merged).toEqual([
      { top: 1, bottom: 1, left: 0, right: 1 },
      { top: 4, bottom: 5, left: 0, right: 0 },
    ]);
    expect(sheet?.hiddenColumns).toEqual([1]);
  });

  it('ends with the last filled row, however far it was coloured', async () => {
    const blank = (at: number): string =>
      `<row r="${at}" spans="1:2"><c r="A${at}" s="1"/><c r="B${at}" s="1"></c></row>`;
    const rows = Array.from({ length: 50_000 }, (_, i) => blank(1_000_000 + i));
    const bytes = xlsxOf({
      sheets: [
        `<sheetData><row r="1"><c r="A1"><v>1</v></c></row>${rows.join('')}<row r="1048576"/></sheetData>`,
      ],
    });
    const [sheet] = await sheetsOf(bytes);
    expect(sheet?.rows.map((each) => each.row)).toEqual([1]);
  });

  it('is read from an old .xls with its hidden rows, columns and sheets (T57)', async () => {
    const [sheet, old] = await sheetsOf(posts);
    expect(sheet?.rows.map((each) => [each.row, each.hidden, ...each.cells.map(shown)])).toEqual([
      [1, false, '云溪县春风行动岗位表'],
      [2, false, '单位名称', '岗位名称', '人数', '截止日期'],
      [3, false, '云溪永晟电子有限公司', '装配工', 'number:12', 'date:2026-03-04'],
      [4, true, '暖田食品', '帮厨', 'number:3', 'date:2026-03-05'],
      [5, false, '青禾物流', '叉车工', 'number:5', 'date:2026-03-06'],
    ]);
    expect(sheet?.hiddenColumns).toEqual([1]);
    expect(sheet?.merged).toEqual([{ top: 1, bottom: 1, left: 0, right: 3 }]);
    expect(old).toMatchObject({ name: '旧表', hidden: true });
  });

  it('is read from a web page saved as .xls (T58)', async () => {
    const page =
      '<html><head><meta charset="gbk"></head><body><table border=1><tr><th colspan="2">岗位表</th></tr><tr><td>单位&nbsp;</td><td>岗位<br>人数</td></tr><tr><td>永晟&amp;电子</td><td>010</td></tr></table></body></html>';
    expect(await cellsOf(encode(page, 'gb18030'))).toEqual([
      ['岗位表'],
      ['单位', '岗位\n人数'],
      ['永晟&电子', '010'],
    ]);
  });
});

describe('a table as text (T55, T56)', () => {
  const lines = '单位名称,岗位,人数\r\n永晟电子,"普工, 两班",12\r\n,保安,2\r\n';
  const table = [
    ['单位名称', '岗位', '人数'],
    ['永晟电子', '普工, 两班', '12'],
    ['', '保安', '2'],
  ];

  it.each([
    ['UTF-8', encode(lines, 'utf8')],
    ['UTF-8 with its mark', encode(lines, 'utf8', { addBOM: true })],
    ['UTF-8 with its end cut', encode(lines, 'utf8').subarray(0, -4)],
    ['UTF-16LE with its mark', encode(lines, 'utf-16le', { addBOM: true })],
    ['UTF-16LE', encode(lines, 'utf-16le')],
    ['UTF-16BE with its mark', encode(lines, 'utf-16be', { addBOM: true })],
    ['UTF-16BE', encode(lines, 'utf-16be')],
    ['GB18030', encode(lines, 'gb18030')],
  ])('is read in %s', async (_what, bytes) => {
    const read = await cellsOf(bytes);
    expect(read.slice(0, 2)).toEqual(table.slice(0, 2));
  });

  it.each([
    ['commas', ','],
    ['semicolons', ';'],
    ['tabs', '\t'],
    ['bars', '|'],
  ])('is cut at its %s', async (_what, separator) => {
    const written = [
      '云溪县岗位表',
      ['单位', '岗位', '福利'].join(separator),
      ['永晟', `"普工${separator}夜班"`, '包吃，包住'].join(separator),
      ['暖田', '保安', '"第一行\n第二行"'].join(separator),
    ].join('\r\n');
    expect(await cellsOf(Buffer.from(written))).toEqual([
      ['云溪县岗位表'],
      ['单位', '岗位', '福利'],
      ['永晟', `普工${separator}夜班`, '包吃，包住'],
      ['暖田', '保安', '第一行\n第二行'],
    ]);
  });

  it.each([
    [
      'a line that names the separator',
      'sep=;\r\n单位;岗位\r\n永晟;3,5',
      [
        ['单位', '岗位'],
        ['永晟', '3,5'],
      ],
    ],
    [
      'a quotation mark that nothing closes',
      '单位,岗位\n永晟,"5寸\n暖田,保安',
      [
        ['单位', '岗位'],
        ['永晟', '"5寸'],
        ['暖田', '保安'],
      ],
    ],
    [
      'inches',
      '尺寸,岗位\n5"屏,普工',
      [
        ['尺寸', '岗位'],
        ['5"屏', '普工'],
      ],
    ],
    ['one column', '姓名\n张三', [['姓名'], ['张三']]],
    [
      'numbers kept as text',
      '证件号码\n="340104197501011017"',
      [['证件号码'], ['340104197501011017']],
    ],
    [
      'an ID number that Excel spoiled',
      '证件号码\n3.40104E+17',
      [['证件号码'], ['rounded:3.40104E+17']],
    ],
    [
      'a million blank lines',
      `单位,岗位\n永晟,普工\n${',\n'.repeat(1_000_000)}`,
      [
        ['单位', '岗位'],
        ['永晟', '普工'],
      ],
    ],
  ])('is read with %s', async (_what, written, cells) => {
    expect(await cellsOf(Buffer.from(written))).toEqual(cells);
  });
});

/** The container of .xls files with one stream of this name. */
function compound(name: string): Buffer {
  const bytes = Buffer.alloc(512 * 4);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
  bytes.writeUInt16LE(9, 30);
  bytes.writeUInt16LE(6, 32);
  bytes.fill(0xff, 76, 512);
  bytes.writeUInt32LE(0, 76);
  bytes.writeUInt32LE(1, 48);
  bytes.writeUInt32LE(4096, 56);
  bytes.writeUInt32LE(0xfffffffe, 60);
  bytes.writeUInt32LE(0xfffffffe, 68);
  bytes.fill(0xff, 512, 1024);
  bytes.writeUInt32LE(0xfffffffe, 512 + 4);
  for (const [at, each] of ['Root Entry', name].entries()) {
    bytes.write(each, 1024 + at * 128, 'utf16le');
    bytes.writeUInt16LE(each.length * 2 + 2, 1024 + at * 128 + 64);
    bytes.writeUInt32LE(0xfffffffe, 1024 + at * 128 + 116);
  }
  return bytes;
}

const zip = (...names: string[]): Buffer =>
  zipOf(new Map(names.map((name) => [name, Buffer.from('x')])));

function locked(): Buffer {
  const bytes = Buffer.from(posts);
  const start = bytes.indexOf(Buffer.from('0908100000060500', 'hex'));
  // The record after the first says that a password is needed.
  bytes.writeUInt16LE(0x2f, start + 20);
  return bytes;
}

describe('a file that is no table (T59)', () => {
  const whole = xlsxOf({
    sheets: ['<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'],
  });

  it.each<[string, Uint8Array, object]>([
    ['an empty file', new Uint8Array(), { kind: 'empty' }],
    ['a file of blanks', Buffer.from('\r\n  \r\n'), { kind: 'empty' }],
    ['a workbook with a password', compound('EncryptedPackage'), { kind: 'protected' }],
    ['an old workbook with a password', locked(), { kind: 'protected' }],
    ['an Excel 95 workbook', compound('Book'), { kind: 'other-format', format: 'old-excel' }],
    ['an old WPS table', compound('EtDocument'), { kind: 'other-format', format: 'unknown' }],
    ['an old Word document', compound('WordDocument'), { kind: 'not-a-table', found: 'document' }],
    [
      'a Word document',
      zip('[Content_Types].xml', 'word/document.xml'),
      { kind: 'not-a-table', found: 'document' },
    ],
    [
      'slides',
      zip('[Content_Types].xml', 'ppt/presentation.xml'),
      { kind: 'not-a-table', found: 'slides' },
    ],
    ['an .ods', zip('mimetype', 'content.xml'), { kind: 'other-format', format: 'ods' }],
    ['a .numbers', zip('Index/Document.iwa'), { kind: 'other-format', format: 'numbers' }],
    [
      'an .xlsb',
      zip('[Content_Types].xml', 'xl/workbook.bin'),
      { kind: 'other-format', format: 'xlsb' },
    ],
    ['a zip of tables', zip('岗位表.xlsx'), { kind: 'not-a-table', found: 'archive' }],
    ['a RAR', Buffer.from('Rar!\x1a\x07'), { kind: 'not-a-table', found: 'archive' }],
    ['a PDF', Buffer.from('%PDF-1.7\n'), { kind: 'not-a-table', found: 'pdf' }],
    [
      'a photo',
      Buffer.from('ffd8ffe000104a4649460001', 'hex'),
      { kind: 'not-a-table', found: 'picture' },
    ],
    [
      'a phone’s photo',
      Buffer.from('\0\0\0\x18ftypheic'),
      { kind: 'not-a-table', found: 'picture' },
    ],
    [
      'an XML spreadsheet',
      Buffer.from('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'),
      { kind: 'other-format', format: 'xml' },
    ],
    [
      'a web archive',
      Buffer.from('MIME-Version: 1.0\r\n'),
      { kind: 'other-format', format: 'web-page' },
    ],
    [
      'a web page without a table',
      Buffer.from('<html><body>请登录</body></html>'),
      { kind: 'other-format', format: 'web-page' },
    ],
    [
      'other bytes',
      Buffer.from('7f454c460201010000000000', 'hex'),
      { kind: 'not-a-table', found: 'other' },
    ],
    ['a cut workbook', whole.subarray(0, whole.length - 40), { kind: 'damaged' }],
    ['a cut old workbook', posts.subarray(0, 600), { kind: 'damaged' }],
    [
      'a workbook of charts alone',
      xlsxOf({ sheets: ['<sheetData/><drawing/>'] }),
      { kind: 'no-cells' },
    ],
  ])('is recognised, with what to do: %s', async (_what, bytes, fault) => {
    const workbook = await openWorkbook(bytes);
    if (workbook.ok) throw new Error('opened');
    expect(workbook.fault).toEqual(fault);
    expect(fileFaultWords(workbook.fault).zh).toMatch(/请|不是表格/);
  });

  it('is a workbook with a wrong bit', async () => {
    const bytes = Buffer.from(whole);
    const at = bytes.indexOf('<v>1</v>') + 3;
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    expect(await faultOf(bytes)).toEqual({ kind: 'damaged' });
  });
});

/** A zip with one packed part, which may lie about its size. */
function packed(parts: Map<string, Buffer>, name: string, content: Buffer): Buffer {
  const data = deflateRawSync(content, { level: 1 });
  const bytes = zipOf(new Map([...parts, [name, data]]));
  for (const sign of [0x04034b50, 0x02014b50]) {
    const at = sign === 0x04034b50 ? 0 : 2;
    let header = bytes.lastIndexOf(Buffer.from(name)) - (sign === 0x04034b50 ? 30 : 46);
    if (sign === 0x04034b50) header = bytes.indexOf(Buffer.from(name)) - 30;
    bytes.writeUInt16LE(8, header + at + 8);
    bytes.writeUInt32LE(crc32(content), header + at + 14);
  }
  return bytes;
}

describe('a file that is too large (T60)', () => {
  const withSheet = (xml: string): Buffer => {
    const parts = xlsxParts({ sheets: [] });
    parts.set('xl/_rels/workbook.xml.rels', Buffer.from('<Relationships/>'));
    return packed(parts, 'xl/worksheets/sheet1.xml', Buffer.from(`<worksheet><sheetData>${xml}`));
  };

  it.each<[string, string, string]>([
    ['cells', '<row><c><v>1</v></c></row>'.repeat(1_300_000), 'cells'],
    ['rows', '<row r="900000"><c r="A900000"><v>1</v></c></row>', 'rows'],
    ['columns', '<row r="1"><c r="XFD1"><v>1</v></c></row>', 'columns'],
    ['text', `<row r="1"><c r="A1" t="inlineStr"><is><t>${'A'.repeat(9_000_000)}`, 'damaged'],
  ])('stops while it unpacks, at its %s', async (_what, xml, fault) => {
    expect(await faultOf(withSheet(xml))).toEqual(
      fault === 'damaged' ? { kind: 'damaged' } : { kind: 'too-large', of: fault },
    );
  });

  it('stops at parts that share their bytes', async () => {
    const bytes = zipOf(xlsxParts({ sheets: ['<sheetData/>'] }));
    const name = Buffer.from('xl/workbook.xml');
    bytes.writeUInt32LE(bytes.length, bytes.lastIndexOf(name) - 46 + 20);
    expect(await faultOf(bytes)).toEqual({ kind: 'damaged' });
  });
});

describe('any bytes (T61)', () => {
  const seeds = [
    xlsxOf({
      sheets: [
        '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>',
      ],
      strings: '<si><t>普工</t></si>',
      styles: '<cellXfs><xf numFmtId="14"/></cellXfs>',
    }),
    posts,
    Buffer.from('单位,岗位\n"永晟",普工\n'),
    Buffer.from('<html><table><tr><td rowspan="2">单位</td></tr></table></html>'),
  ];

  const isAnswered = async (bytes: Uint8Array): Promise<void> => {
    const workbook = await openWorkbook(bytes);
    if (!workbook.ok) expect(fileFaultWords(workbook.fault).zh).not.toBe('');
  };
  const changes = fc.tuple(
    fc.double({ min: 0, max: 2, noNaN: true }),
    fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }),
  );
  function changed(seed: Buffer, [part, flips]: [number, [number, number][]]): Buffer {
    const bytes = Buffer.from(seed);
    for (const [at, value] of flips) bytes[at % bytes.length] = value;
    return bytes.subarray(0, Math.ceil(Math.min(1, part) * bytes.length));
  }

  it('never throw, cut or changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...seeds), changes, (seed, change) =>
        isAnswered(changed(seed, change)),
      ),
      { numRuns: 200 },
    );
  });

  it('never throw inside a sound zip', async () => {
    const parts = xlsxParts({
      sheets: [
        '<cols><col min="1" max="3" hidden="1"/></cols><sheetData><row r="1"><c r="A1" t="s" s="1"><v>0</v></c><c r="B1"><f>1+1</f><v>2</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>',
      ],
      strings: '<si><t>普工</t></si><si><r><t>普</t></r><rPh><t>工</t></rPh></si>',
      styles:
        '<numFmts><numFmt numFmtId="170" formatCode="0&quot;人&quot;"/></numFmts><cellXfs><xf/><xf numFmtId="14"/></cellXfs>',
    });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...parts.keys()), changes, (name, change) => {
        const part = parts.get(name) ?? Buffer.alloc(1);
        return isAnswered(zipOf(new Map([...parts, [name, changed(part, change)]])));
      }),
      { numRuns: 200 },
    );
  });
});
