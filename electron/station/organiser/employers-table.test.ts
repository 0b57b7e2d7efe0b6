import { describe, expect, it } from 'vitest';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { encode } from 'iconv-lite';
import { workbook } from '../../../shared/report/files.ts';
import type { Booth } from './employers-merge.ts';
import { type EmployerTable, readEmployers } from './employers-table.ts';
import { employersTemplate } from './employers-template.ts';

const HEADING = '展位号,区域,单位名称,岗位名称,工种,招聘人数,学历,薪资,计薪,工作地点';

const csv = (...lines: string[]): Uint8Array => Buffer.from([HEADING, ...lines].join('\r\n'));

async function read(bytes: Uint8Array, before: readonly Booth[] = []): Promise<EmployerTable> {
  const table = await readEmployers(bytes, before);
  if (!table.ok) throw new Error(table.fault.kind);
  return table.value;
}

const faultsOf = async (...lines: string[]) =>
  (await read(csv(...lines))).faulty.map(({ row, fault }) => [row, fault.kind]);

describe('a table of employers', () => {
  it('closes a post, keeps it closed if silent, and reopens it', async () => {
    const stated = (state: string): Uint8Array =>
      Buffer.from(`${HEADING},状态\r\nA01,A区,永晟电子,普工,生产制造,3,,,,,${state}`);
    const open = await read(stated('在招'));
    expect(open.booths[0]?.posts[0]?.closed).toBeUndefined();
    const closed = await read(stated('停招'), open.booths);
    expect(closed.booths[0]?.posts[0]?.closed).toBe(true);
    expect(closed.changes.postsChanged).toBe(1);
    const silent = await read(stated(''), closed.booths);
    expect(silent.booths[0]?.posts[0]?.closed).toBe(true);
    expect(silent.changes.postsChanged).toBe(0);
    const again = await read(stated('在招'), silent.booths);
    expect(again.booths[0]?.posts[0]?.closed).toBeUndefined();
    const { faulty } = await read(stated('大概'));
    expect(faulty).toMatchObject([{ fault: { kind: 'unknown-word', word: '大概' } }]);
  });

  it('sets a booth’s place on the plan, keeps it, and rejects half a place', async () => {
    const tableWithPlaces = (...lines: string[]): Uint8Array =>
      Buffer.from([`${HEADING},横坐标,纵坐标`, ...lines].join('\r\n'));
    const first = await read(
      tableWithPlaces(
        'A01,A区,永晟电子,普工,生产制造,3,,,,,7,2',
        ',,,仓管,仓储物流,2,,,,,,',
        'A02,A区,暖田食品,帮厨,餐饮酒店,5,,,,,8,2',
      ),
    );
    expect(first.booths.map(({ at }) => at)).toEqual([
      [7, 2],
      [8, 2],
    ]);
    const again = await read(csv('A01,A区,永晟电子,普工,生产制造,3,,,,'), first.booths);
    expect(again.booths[0]?.at).toEqual([7, 2]);
    expect(again.changes.boothsChanged).toBe(0);
    const { faulty } = await read(
      tableWithPlaces('A01,,永晟电子,普工,生产制造,3,,,,,7,', 'A02,,暖田,帮厨,餐饮酒店,5,,,,,-1,2'),
    );
    expect(faulty.map(({ fault }) => fault.kind)).toEqual(['place-on-map', 'place-on-map']);
  });

  it('becomes booths with posts, and merged cells repeat the cell above', async () => {
    const { booths, faulty } = await read(
      csv(
        'A01,A区,永晟电子,普工,生产制造,30人,初中,4800-6500,月,开发区',
        ',,,仓管,仓储物流,2,不限,面议,,开发区',
        'A02,A区,暖田食品,帮厨,餐饮酒店,5,,180,天,',
      ),
    );
    expect(faulty).toEqual([]);
    expect(booths).toEqual([
      {
        code: 'A01',
        zone: 'A区',
        employer: '永晟电子',
        about: '',
        posts: [
          {
            code: 'A01-1',
            zh: '普工',
            trade: 'manufacturing',
            headcount: 30,
            education: 'junior',
            pay: [4800, 6500],
            place: '开发区',
          },
          { code: 'A01-2', zh: '仓管', trade: 'logistics', headcount: 2, place: '开发区' },
        ],
      },
      {
        code: 'A02',
        zone: 'A区',
        employer: '暖田食品',
        about: '',
        posts: [
          {
            code: 'A02-1',
            zh: '帮厨',
            trade: 'catering',
            headcount: 5,
            pay: [180, 180],
            per: 'day',
            place: '',
          },
        ],
      },
    ]);
  });

  it('reads office formats: GB18030, titles above the heading, blanks, a workbook', async () => {
    const line = 'A01,A区,永晟电子,普工,生产制造,30,,,,';
    const { booths } = await read(csv(line));
    const office = encode(
      ['云溪街道招聘会汇总', '', HEADING, line, ',,,,,,,,,', ''].join('\r\n'),
      'gb18030',
    );
    expect((await read(office)).booths).toEqual(booths);
    const cells = line.split(',').map((cell) => (/^\d+$/.test(cell) ? Number(cell) : cell));
    const sheet = { name: '汇总', rows: [HEADING.split(','), cells, []] };
    expect((await read(await writeXlsx({ sheets: [sheet] }))).booths).toEqual(booths);
  });

  it('updates existing posts when it is read again, without duplicates', async () => {
    const first = await read(
      csv('A01,A区,永晟电子,普工,生产制造,30,,,,', ',,,仓管,仓储物流,2,,,,'),
    );
    const again = await read(csv('A01,B区,永晟电子,普工,生产制造,40,,,,'), first.booths);
    expect(again.changes).toEqual({
      boothsNew: 0,
      boothsChanged: 1,
      postsNew: 0,
      postsChanged: 1,
      postsKept: 1,
    });
    const [booth] = again.booths;
    expect(again.booths).toHaveLength(1);
    expect(booth?.zone).toBe('B区');
    // A post that may have figures must not disappear.
    expect(booth?.posts.map(({ code, headcount }) => [code, headcount])).toEqual([
      ['A01-1', 40],
      ['A01-2', 2],
    ]);
    const same = await read(csv('A01,B区,永晟电子,普工,生产制造,40,,,,'), again.booths);
    expect(same.changes).toMatchObject({ boothsChanged: 0, postsNew: 0, postsChanged: 0 });
  });

  it('gives a new post a number that no post of the booth has had', async () => {
    const first = await read(csv('A01,,厂,普工,生产制造,1,,,,', ',,,仓管,仓储物流,1,,,,'));
    const again = await read(csv('A01,,厂,电工,电工焊工,1,,,,'), first.booths);
    expect(again.booths[0]?.posts.map(({ code, zh }) => [code, zh])).toEqual([
      ['A01-3', '电工'],
      ['A01-1', '普工'],
      ['A01-2', '仓管'],
    ]);
  });

  it('reports what is wrong with each row', async () => {
    expect(
      await faultsOf(
        ',,厂,普工,生产制造,1,,,,',
        'A一,,厂,普工,生产制造,1,,,,',
        'A01,,,普工,生产制造,1,,,,',
        'A01,,厂,,生产制造,1,,,,',
        'A01,,厂,普工,炼丹,1,,,,',
        'A01,,厂,普工,生产制造,若干,,,,',
        'A01,,厂,普工,生产制造,1,神童,,,',
        'A01,,厂,普工,生产制造,1,,很多钱,,',
        'A01,,厂,普工,生产制造,1,,,次,',
        'A01,,厂,普工,生产制造,1,,,,',
        'A01,,厂,普工,生产制造,2,,,,',
      ),
    ).toEqual([
      [2, 'missing'],
      [3, 'booth-code'],
      [4, 'missing'],
      [5, 'missing'],
      [6, 'unknown-word'],
      [7, 'headcount'],
      [8, 'unknown-word'],
      [9, 'pay'],
      [10, 'per'],
      [12, 'twice'],
    ]);
  });

  it('refuses a post number of another booth, since figures are counted by it', async () => {
    const heading = '展位,单位,岗位编号,岗位,工种,招聘人数';
    const bytes = Buffer.from(
      [
        heading,
        'A01,厂,1,普工,生产制造,1',
        'A02,店,1,店员,零售店员,1',
        'A03,行,一号,文员,行政文员,1',
      ].join('\n'),
    );
    const { faulty } = await read(bytes);
    expect(faulty).toEqual([
      { row: 3, fault: { kind: 'code-of-other', booth: 'A01' } },
      { row: 4, fault: { kind: 'post-code' } },
    ]);
  });

  it('is refused whole if it is no table, or a column is missing', async () => {
    expect(await readEmployers(Buffer.from('PK\u0003\u0004 no workbook'), [])).toMatchObject({
      ok: false,
    });
    expect(await readEmployers(Buffer.from('展位,单位\r\nA01,厂'), [])).toEqual({
      ok: false,
      fault: { kind: 'column-missing', column: '岗位' },
    });
  });

  it('has a template that it can read itself', async () => {
    const bytes = await workbook([employersTemplate]);
    expect((await readXlsx(bytes)).sheets[0]?.rows).toHaveLength(3);
    const { booths, faulty } = await read(bytes);
    expect(faulty).toEqual([]);
    expect(booths[0]?.posts).toHaveLength(2);
  });
});
