import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyCard, anyEnglishName } from './testing/any-card.ts';
import { cardFromReadData } from './sdt-card.ts';
import { readDataOf } from './simulated-card.ts';

/** Each field in the order of the standard's table: text and its width in bytes. */
function record(...fields: readonly (readonly [text: string, bytes: number])[]): Uint8Array {
  const text = fields.map(([text, bytes]) => text.padEnd(bytes / 2, ' ')).join('');
  const body = Buffer.from(text, 'utf16le');
  expect(body).toHaveLength(256);
  return Uint8Array.from([1, 0, 4, 0, ...body, ...new Uint8Array(1024).fill(0xaa)]);
}

function citizen(
  changed: Partial<Record<'name' | 'sex' | 'birth' | 'number' | 'until', string>> = {},
) {
  return record(
    [changed.name ?? '王㛃', 30],
    [changed.sex ?? '2', 2],
    ['01', 4],
    [changed.birth ?? '19491231', 16],
    ['北京市朝阳区某某路一号院2号楼3单元401室', 70],
    [changed.number ?? '11010519491231002X', 36],
    ['北京市公安局朝阳分局', 30],
    ['20050607', 16],
    [changed.until ?? '长期', 16],
    ['', 36],
  );
}

function withTextByte(data: Uint8Array, at: number, byte: number): Uint8Array {
  return data.with(4 + at, byte);
}

describe("a card's record", () => {
  it("of a citizen's card is read field by field", () => {
    expect(cardFromReadData(citizen())).toEqual({
      ok: true,
      value: {
        type: 'citizen',
        name: '王㛃',
        sex: 'female',
        birth: '1949-12-31',
        address: '北京市朝阳区某某路一号院2号楼3单元401室',
        number: '11010519491231002X',
      },
    });
  });

  it('loses what turns a name around or has no width, and padding of any kind', () => {
    const read = cardFromReadData(citizen({ name: '\u202E王\u200B㛃\u00A0\u3000' }));
    expect(read.ok && read.value.name).toBe('王㛃');
  });

  it('says until when the card is valid, if it expires', () => {
    const read = cardFromReadData(citizen({ until: '20340312' }));
    expect(read.ok && read.value.validUntil).toBe('2034-03-12');
  });

  it('of a Hong Kong, Macau or Taiwan resident is read after its type letter', () => {
    const data = record(
      ['陳大文', 30],
      ['1', 2],
      ['', 4],
      ['19900307', 16],
      ['广东省深圳市福田区', 70],
      ['810000199003070015', 36],
      ['深圳市公安局', 30],
      ['20190101', 16],
      ['20240101', 16],
      ['H12345678', 18],
      ['01', 4],
      ['', 6],
      ['J', 2],
      ['', 6],
    );
    expect(cardFromReadData(data)).toEqual({
      ok: true,
      value: {
        type: 'hmt-residence',
        name: '陳大文',
        sex: 'male',
        birth: '1990-03-07',
        address: '广东省深圳市福田区',
        number: '810000199003070015',
        validUntil: '2024-01-01',
      },
    });
  });

  it.each([
    ['玛丽', '玛丽'],
    ['', 'CURIE, MARIE SALOMEA'],
  ])(
    "of a foreigner's permit of 2017 has its Chinese name (%s), or else its English one",
    (chinese, name) => {
      const data = record(
        ['CURIE, MARIE SALOMEA', 120],
        ['2', 2],
        ['FRA110085090112', 30],
        ['FRA', 6],
        [chinese, 30],
        ['20170501', 16],
        ['20270501', 16],
        ['19850901', 16],
        ['01', 4],
        ['1500', 8],
        ['I', 2],
        ['', 6],
      );
      expect(cardFromReadData(data)).toEqual({
        ok: true,
        value: {
          type: 'foreigner-2017',
          name,
          sex: 'female',
          birth: '1985-09-01',
          address: '',
          number: 'FRA110085090112',
          validUntil: '2027-05-01',
        },
      });
    },
  );

  it('of a foreigner’s permit of 2023 joins a long English name', () => {
    const data = record(
      ['', 30],
      ['1', 2],
      ['01', 4],
      ['19850101', 16],
      ['WOLFESCHLEGELSTEINHAUSENBERGERDORFF', 70],
      ['932682198501010017', 36],
      ['', 30],
      ['20231201', 16],
      ['20331130', 16],
      [' HUBERT B', 22],
      ['DEU', 6],
      ['Y', 2],
      ['', 6],
    );
    expect(cardFromReadData(data)).toEqual({
      ok: true,
      value: {
        type: 'foreigner-2023',
        name: 'WOLFESCHLEGELSTEINHAUSENBERGERDORFF HUBERT B',
        sex: 'male',
        birth: '1985-01-01',
        address: '',
        number: '932682198501010017',
        validUntil: '2033-11-30',
      },
    });
  });

  it.each([
    ['0', 'unknown'],
    ['9', 'unknown'],
    ['1', 'male'],
  ])('with sex %s is read as %s', (sex, means) => {
    const read = cardFromReadData(citizen({ sex }));
    expect(read.ok && read.value.sex).toBe(means);
  });

  it.each([
    ['name', { name: '' }],
    ['name', { name: '王\u0001' }],
    ['name', { name: '\u200B\u202E' }],
    ['sex', { sex: '3' }],
    ['sex', { sex: '' }],
    ['birth', { birth: '19490230' }],
    ['birth', { birth: '1949123' }],
    ['birth', { birth: '' }],
    ['number', { number: '110105194912310021' }],
    ['number', { number: '11010519491231002x' }],
    ['number', { number: 'USA110085090112' }],
    ['number', { number: '' }],
    ['valid-until', { until: '' }],
    ['valid-until', { until: '20341332' }],
    ['valid-until', { until: '长' }],
  ])('is refused whole for its %s: %o', (field, changed) => {
    expect(cardFromReadData(citizen(changed))).toEqual({
      ok: false,
      fault: { kind: 'card-unreadable', field },
    });
  });

  it('is refused for half a surrogate pair, or for wrong lengths', () => {
    const half = withTextByte(citizen(), 3, 0xd8);
    expect(cardFromReadData(half)).toMatchObject({ ok: false, fault: { field: 'text' } });
    for (const data of [
      citizen().with(0, 0),
      citizen().with(1, 1),
      citizen().subarray(0, 259),
      new Uint8Array(0),
    ]) {
      expect(cardFromReadData(data)).toMatchObject({ ok: false, fault: { field: 'lengths' } });
    }
  });

  it('is read without a photo, which nothing looks at', () => {
    expect(cardFromReadData(citizen().subarray(0, 260)).ok).toBe(true);
  });
});

describe('any card', () => {
  it('is read correctly, with rare characters and addresses that fill their field', () => {
    fc.assert(
      fc.property(anyCard, fc.option(anyEnglishName, { nil: '' }), (card, englishName) => {
        expect(cardFromReadData(readDataOf(card, englishName))).toEqual({ ok: true, value: card });
      }),
      { numRuns: 300 },
    );
  });

  it('is read to the very end of each field', () => {
    const citizen = {
      type: 'citizen',
      name: '阿'.repeat(15),
      number: '11010519491231002X',
      sex: 'female',
      birth: '1949-12-31',
      address: '路'.repeat(35),
    } as const;
    const foreigner = { ...citizen, address: '', number: '932682198501010017' };
    for (const card of [
      citizen,
      { ...foreigner, type: 'foreigner-2023', name: 'A'.repeat(46) },
      { ...foreigner, type: 'foreigner-2017', name: 'A'.repeat(60), number: 'USA110085090112' },
    ] as const) {
      expect(cardFromReadData(readDataOf(card))).toEqual({ ok: true, value: card });
    }
  });

  it('of damaged bytes is refused or read, never with another number', () => {
    fc.assert(
      fc.property(
        anyCard,
        fc.array(fc.tuple(fc.nat(255), fc.nat(255)), { maxLength: 3 }),
        (card, hits) => {
          const data = readDataOf(card);
          for (const [at, byte] of hits) data[4 + at] = byte;
          const read = cardFromReadData(data);
          const text = Buffer.from(data.subarray(4, 260)).toString('utf16le');
          if (read.ok) {
            expect(text).toContain(read.value.number);
            expect(text.replaceAll(' ', '')).toContain(read.value.birth.replaceAll('-', ''));
          }
        },
      ),
    );
  });

  it('of arbitrary bytes never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (data) => {
        expect(cardFromReadData(data).ok).toBe(false);
      }),
    );
  });
});
