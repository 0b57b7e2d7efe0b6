import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { writeXlsx } from 'hucre/xlsx';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Fair } from '../../../shared/fair.ts';
import { checkCharacter } from '../../../shared/id-number.ts';
import { pseudonymsUnder } from '../../../shared/pseudonym.ts';
import type { FairKeys } from '../keys/fair-keys.ts';
import { fairDraftSchema, makeFair } from '../keys/fair-pack.ts';
import { openerFor } from '../keys/seal.ts';
import { randomness } from '../keys/randomness.ts';
import { packPeople, unpackPeople } from './people-pack.ts';
import { workbook } from '../../../shared/report/files.ts';
import type { PeopleFinding } from '../../../shared/tables/people/people-findings.ts';
import { openRoster, readRoster, rosterTemplate } from './roster.ts';
import { type RegisteredPerson, sealRoster } from './seal-roster.ts';
import { sealedArchive } from './sealed-archive.ts';

const TODAY = { year: 2027, month: 2, day: 20 };
const randomBytes = randomness();
const number = (n: number): string => {
  const body = `34998119800101${String(n).padStart(3, '0')}`;
  return body + checkCharacter(body);
};
const read = (text: string) => readRoster(Buffer.from(text), TODAY);
const HEAD = '姓名,证件号码,手机号,住址,学历,工种,重点群体';

async function people(text: string) {
  const roster = await read(text);
  if (!roster.ok) throw new Error(roster.fault.kind);
  return roster.value;
}

describe('a list of people', () => {
  it('is read with each person’s answers, in the words of the kiosk’s keys', async () => {
    const { people: found, findings } = await people(
      `${HEAD}\n王小芳,${number(1)},138 0013 8000,云溪街道 1 号,大专,仓储物流、司机配送,退役军人\n李刚,${number(2)},,,,,\n`,
    );
    expect(findings).toEqual([]);
    expect(found).toEqual([
      {
        name: '王小芳',
        number: number(1),
        sex: 'male',
        phone: '13800138000',
        address: '云溪街道 1 号',
        about: {
          education: { value: 'college', from: 'imported' },
          trades: { value: ['logistics', 'driving'], from: 'imported' },
          groups: { value: ['veteran'], from: 'imported' },
        },
      },
      { name: '李刚', number: number(2), sex: 'female', about: {} },
    ]);
  });

  it.each<[string, string, PeopleFinding['what']]>([
    ['without a name', `,${number(1)},,,,,`, { kind: 'no-name' }],
    ['without a number', '王芳,,13800138000,,,,', { kind: 'no-number' }],
    [
      'with a typo in the number',
      `王芳,${number(1).replace(/.$/, '?')},,,,,`,
      { kind: 'number', why: 'character' },
    ],
    ['that Excel has rounded', '王芳,3.49981E+17,,,,,', { kind: 'rounded' }],
  ])('refuses a row %s and says why (T65)', async (_, row, what) => {
    const { people: found, findings } = await people(`${HEAD}\n${row}\n李刚,${number(9)},,,,,\n`);
    expect(found).toMatchObject([{ name: '李刚' }]);
    expect(findings).toMatchObject([{ row: 2, does: 'refused', what }]);
  });

  it.each<[string, string, string, PeopleFinding['what']]>([
    ['half a phone number', ',1380013,,,,', '手机号', { kind: 'unread', why: { kind: 'phone' } }],
    [
      'a trade outside our lists',
      ',,,,宇航员,',
      '工种',
      { kind: 'unread', why: { kind: 'trade' } },
    ],
    ['an unknown education', ',,,幼儿园,,', '学历', { kind: 'unread', why: { kind: 'education' } }],
    ['an unknown group', ',,,,,火星人', '重点群体', { kind: 'unread', why: { kind: 'group' } }],
  ])('keeps a person with %s, and leaves the cell empty (T66)', async (_, rest, column, what) => {
    const { people: found, findings } = await people(`${HEAD}\n王芳,${number(1)}${rest}\n`);
    expect(found).toEqual([{ name: '王芳', number: number(1), sex: 'male', about: {} }]);
    expect(findings).toMatchObject([{ row: 2, column, does: 'emptied', what }]);
  });

  it('reads a column as somebody set it, in every list of that shape (T76)', async () => {
    const list = Buffer.from(`姓名,手机,号码\n王芳,13800138000,${number(1)}\n`);
    const open = async (columns: Parameters<typeof openRoster>[2]['columns']) => {
      const read = await openRoster(list, TODAY, { columns });
      if (!read.ok) throw new Error(read.fault.kind);
      return read.value;
    };
    const bare = await open({});
    expect(bare).toMatchObject({ missing: 'number', people: [], rows: [] });
    const shape = bare.tables[0]?.shape ?? '';
    const set = await open({ [shape]: { 号码: 'number', 手机: 'none' } });
    expect(set.missing).toBeUndefined();
    expect(set.people).toEqual([{ name: '王芳', number: number(1), sex: 'male', about: {} }]);
    expect(await open({ 别的: { 号码: 'number' } })).toMatchObject({ missing: 'number' });
    // Nobody is imported by a list that somebody has yet to set right.
    expect(await readRoster(list, TODAY)).toMatchObject({ ok: false });
  });

  it('leaves the example of our own empty table out', async () => {
    const roster = await readRoster(await workbook([rosterTemplate]), TODAY);
    expect(roster).toMatchObject({
      value: { people: [], findings: [{ row: 2, what: { kind: 'row-left-out', why: 'example' } }] },
    });
  });

  it('names each person who is listed twice, also on another sheet (T65)', async () => {
    const rows = [
      ['姓名', '证件号码'],
      ['王芳', number(1)],
    ];
    const bytes = await writeXlsx({
      sheets: [
        { name: '一班', rows },
        { name: '二班', rows },
      ],
    });
    const roster = await readRoster(bytes, TODAY);
    expect(roster).toMatchObject({
      value: {
        people: [{ name: '王芳' }],
        findings: [
          { sheet: '二班', row: 2, what: { kind: 'twice-person', sheet: '一班', row: 2 } },
        ],
      },
    });
  });

  it.each([
    ['李　明', '李明'],
    ['谷 雨', '谷雨'],
    ['张三（女）', '张三'],
    ['张三(班长', '张三'],
    ['阿依古丽 · 买买提', '阿依古丽·买买提'],
    ['Maria  Wang', 'Maria Wang'],
    ['欧阳\u200b娜娜', '欧阳娜娜'],
    ['玲', '玲'],
  ])('writes %j as a name: %s (T66)', async (written, name) => {
    expect((await people(`${HEAD}\n${written},${number(1)},,,,,`)).people).toMatchObject([
      { name },
    ]);
  });

  it('warns of a name with a lost character', async () => {
    expect((await people(`${HEAD}\n陈?,${number(1)},,,,,`)).findings).toMatchObject([
      { does: 'asks', what: { kind: 'read-so', note: { kind: 'odd-characters' } } },
    ]);
  });

  it.each([
    [
      'without a column for the number',
      '姓名,电话\n王芳,1\n',
      { kind: 'no-people', missing: 'number' },
    ],
    ['without a column for the name', '工号,电话\n7,1\n', { kind: 'no-people', missing: 'name' }],
    ['that is empty', '', { kind: 'empty' }],
  ])('is refused %s', async (_, text, fault) => {
    expect(await read(text)).toEqual({ ok: false, fault });
  });
});

describe('registered people', () => {
  let folder = '';
  let fair: Fair;
  let keys: FairKeys;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chunfeng-people-'));
    const draft = join(import.meta.dirname, '../../../resources/fairs/draft.json');
    ({ fair, keys } = makeFair(
      fairDraftSchema.parse(JSON.parse(await readFile(draft, 'utf8'))),
      { staffPin: { salt: '', hash: '' }, organiserPin: { salt: '', hash: '' } },
      randomBytes,
    ));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function sealed(rows: string[]): Promise<RegisteredPerson[]> {
    const all: RegisteredPerson[] = [];
    const { people: roster } = await people(`${HEAD}\n${rows.join('\n')}\n`);
    await sealRoster(
      roster,
      {
        fair: fair.id,
        sealingKey: new Uint8Array(Buffer.from(fair.sealingKey, 'base64url')),
        pseudonymKey: keys.pseudonymKey,
      },
      {
        cores: 2,
        randomBytes,
        onSealed: (some) => void all.push(...some),
        onProgress: () => undefined,
      },
    );
    return all;
  }

  it('are sealed on several cores in list order, each found by code and number', async () => {
    const rows = Array.from({ length: 999 }, (_, n) => `王小${n},${number(n + 1)},13800138000,,,,`);
    const all = await sealed(rows);
    const { pseudonymOf, registrationLookup } = pseudonymsUnder(keys.pseudonymKey);
    expect(all.map(({ registration }) => registration.pseudonym)).toEqual(
      rows.map((_, n) => pseudonymOf(number(n + 1))),
    );
    for (const { registration, token } of all) {
      expect(registration.lookup).toBe(registrationLookup(token));
    }
    expect(new Set(all.map(({ token }) => token)).size).toBe(999);
  });

  it('are in the organiser’s archive only as boxes that its key opens', async () => {
    const file = join(folder, 'people.db');
    const archive = await sealedArchive(file);
    archive.put(await sealed([`王小芳,${number(1)},13800138000,云溪街道 1 号,,,`]));
    archive.close();
    const bytes = await readFile(file);
    for (const secret of ['王小芳', number(1), '13800138000', '云溪街道']) {
      expect(bytes.includes(secret)).toBe(false);
    }
    const db = new SqliteDatabase(file, { readonly: true });
    const boxes = z
      .array(
        z.object({
          pseudonym: z.instanceof(Uint8Array),
          holds: z.enum(['identity', 'phone']),
          sealed: z.instanceof(Uint8Array),
        }),
      )
      .parse(db.prepare('SELECT pseudonym, holds, sealed FROM box ORDER BY holds').all());
    db.close();
    const open = await openerFor(keys.sealingKey);
    const opened = await Promise.all(
      boxes.map(({ pseudonym, holds, sealed: box }) =>
        open({ fair: fair.id, pseudonym: Buffer.from(pseudonym).toString('hex'), holds }, box),
      ),
    );
    expect(opened).toEqual([
      JSON.stringify({ number: number(1), name: '王小芳', address: '云溪街道 1 号' }),
      JSON.stringify({ phone: '13800138000', share: false }),
    ]);
  });

  it('travel to entrances whole, and unreadable to anyone else', async () => {
    const registrations = (await sealed([`王小芳,${number(1)},13800138000,,大专,,残疾人`])).map(
      ({ registration }) => registration,
    );
    const pack = packPeople(registrations, fair.id, keys.pseudonymKey, randomBytes);
    expect(pack.includes('王')).toBe(false);
    expect(pack.includes('disabled')).toBe(false);
    expect(unpackPeople(pack, fair.id, keys.pseudonymKey)).toEqual({
      ok: true,
      value: registrations,
    });
    const notOurs = { ok: false, fault: { kind: 'not-ours' } };
    expect(unpackPeople(pack, fair.id, keys.sealingKey)).toEqual(notOurs);
    expect(unpackPeople(pack, '00000001', keys.pseudonymKey)).toEqual(notOurs);
    pack[40] = (pack[40] ?? 0) ^ 1;
    expect(unpackPeople(pack, fair.id, keys.pseudonymKey)).toEqual(notOurs);
    expect(unpackPeople(pack.subarray(0, 20), fair.id, keys.pseudonymKey)).toEqual(notOurs);
  });
});
