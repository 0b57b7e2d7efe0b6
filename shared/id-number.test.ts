import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRealDay } from './calendar.ts';
import {
  type CivilDay,
  checkCharacter,
  checkTyped,
  type IdNumberFault,
  isCheckedNumber,
  parseIdNumber,
} from './id-number.ts';
import { provinces } from './regions.ts';

const today: CivilDay = { year: 2026, month: 3, day: 1 };

function faultOf(text: string, day = today): IdNumberFault['kind'] | 'none' {
  const parsed = parseIdNumber(text, day);
  return parsed.ok ? 'none' : parsed.fault.kind;
}

/** ISO 7064's own recursive form of the check, so that the weights do not test themselves. */
function withCheck(digits: string): string {
  const p = [...digits].reduce((p, digit) => ((p + Number(digit)) * 2) % 11, 0);
  const check = (12 - p) % 11;
  return digits + (check === 10 ? 'X' : String(check));
}

const bornOn = (day: string): string => withCheck(`110105${day}001`);

const two = (value: number): string => String(value).padStart(2, '0');
const digits = (length: number) =>
  fc.array(fc.nat(9), { minLength: length, maxLength: length }).map((list) => list.join(''));
const birthday = fc
  .tuple(
    fc.integer({ min: 1900, max: 2025 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 31 }),
  )
  .filter(([year, month, day]) => isRealDay(year, month, day));
const region = fc.oneof(
  fc.tuple(fc.constantFrom(...provinces.keys()), digits(4)).map((parts) => parts.join('')),
  digits(5).map((rest) => `9${rest}`),
);
const byTheRule = fc
  .tuple(region, birthday, digits(3))
  .map(([place, [year, month, day], sequence]) =>
    withCheck(`${place}${year}${two(month)}${two(day)}${sequence}`),
  );

describe('an ID number', () => {
  it.each([
    ['11010519491231002X', 'citizen', '1949-12-31', 'female'],
    ['440524188001010014', undefined, '1880-01-01', 'male'],
    ['932682198501010017', 'foreigner-2023', '1985-01-01', 'male'],
    ['810000199003070015', 'hmt-residence', '1990-03-07', 'male'],
    ['820000198506150022', 'hmt-residence', '1985-06-15', 'female'],
    ['830000199212010039', 'hmt-residence', '1992-12-01', 'male'],
  ])('as the standards print it (%s) gives type, birthday and sex', (number, type, birth, sex) => {
    expect(isCheckedNumber(number)).toBe(true);
    if (type === undefined) {
      // Valid by its check, but born before anybody alive.
      expect(faultOf(number)).toBe('birth');
      return;
    }
    expect(parseIdNumber(number, today)).toEqual({
      ok: true,
      value: { number, type, birth, sex, lastFour: number.slice(14) },
    });
  });

  it('on a foreigner’s permit of 2017 is recognised, and has no birthday', () => {
    expect(parseIdNumber('usa110085090112', today)).toEqual({
      ok: true,
      value: { number: 'USA110085090112', type: 'foreigner-2017', lastFour: '0112' },
    });
    expect(faultOf('USA11008509011')).toBe('length');
    expect(faultOf('US1110085090112')).toBe('length');
    expect(faultOf('USAX10085090112')).toBe('character');
  });

  it.each([
    ['11010519491231002x', 'a small x'],
    ['１１０１０５１９４９１２３１００２Ｘ', 'wide digits'],
    ['110105 19491231\u3000002ｘ ', 'spaces'],
  ])('is the same when written as %s (%s)', (text) => {
    const parsed = parseIdNumber(text, today);
    expect(parsed.ok && parsed.value.number).toBe('11010519491231002X');
  });

  it.each([
    ['', 'length'],
    ['1101051949123100', 'length'],
    ['11010519491231002XX', 'character'],
    ['1101051949123100200', 'length'],
    ['110105194912310O2X', 'character'],
    ['110105-9491231002X', 'character'],
    ['1101051949123100X2', 'character'],
    ['①10105194912310020', 'character'],
    [withCheck('00010519491231002'), 'region'],
    [withCheck('16010519491231002'), 'region'],
    [withCheck('84000019900307001'), 'region'],
    [withCheck('11010519490230002'), 'birth'],
    [withCheck('11010519000229002'), 'birth'],
    [withCheck('11010518991231002'), 'birth'],
    [withCheck('11010519491301002'), 'birth'],
    [withCheck('11010500000000002'), 'birth'],
    ['110105194912310021', 'checksum'],
  ])('like %s is refused with its reason: %s', (text, kind) => {
    expect(faultOf(text)).toBe(kind);
  });

  it('is accepted for a county that no longer exists, or never did', () => {
    expect(faultOf(withCheck('11999919491231002'))).toBe('none');
    expect(faultOf(withCheck('51020219491231002'))).toBe('none');
  });

  it('made by the rule is accepted, whatever the clock says', () => {
    const anyClock = fc.record({
      year: fc.constantFrom(1970, 2000, 2025, 2026, 2027, 2099, 2100, 9999, 12026),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 28 }),
    });
    fc.assert(
      fc.property(byTheRule, anyClock, (number, clock) => {
        expect(faultOf(number, clock)).toBe('none');
        expect(checkTyped(number)).toEqual({ kind: 'complete' });
      }),
    );
  });

  it('is refused if any one character is changed', () => {
    fc.assert(
      fc.property(byTheRule, fc.nat(17), fc.constantFrom(...'0123456789X'), (number, at, other) => {
        fc.pre(number[at] !== other);
        const changed = number.slice(0, at) + other + number.slice(at + 1);
        expect(faultOf(changed)).not.toBe('none');
        expect(checkTyped(changed).kind).toBe('impossible');
      }),
      { numRuns: 500 },
    );
  });

  it('is refused if two neighbours are exchanged', () => {
    fc.assert(
      fc.property(byTheRule, fc.nat(16), (number, at) => {
        fc.pre(number[at] !== number[at + 1]);
        const changed =
          number.slice(0, at) + number.charAt(at + 1) + number.charAt(at) + number.slice(at + 2);
        expect(faultOf(changed)).not.toBe('none');
        expect(checkTyped(changed).kind).toBe('impossible');
      }),
      { numRuns: 500 },
    );
  });

  it('has the check character of ISO 7064', () => {
    fc.assert(
      fc.property(digits(17), (number) => {
        expect(number + checkCharacter(number)).toBe(withCheck(number));
      }),
    );
  });
});

describe('a birthday', () => {
  it.each([
    ['20260301', { year: 2026, month: 3, day: 1 }, 'none'],
    ['20260303', { year: 2026, month: 3, day: 1 }, 'none'],
    ['20260304', { year: 2026, month: 3, day: 1 }, 'birth'],
    ['20280301', { year: 2028, month: 2, day: 28 }, 'none'],
    ['20280302', { year: 2028, month: 2, day: 28 }, 'birth'],
    ['20270102', { year: 2026, month: 12, day: 31 }, 'none'],
    ['20270103', { year: 2026, month: 12, day: 31 }, 'birth'],
  ])('of %s, by a clock of %o, may be at most two days ahead', (day, clock, kind) => {
    expect(faultOf(bornOn(day), clock)).toBe(kind);
  });

  it('is never refused because of a clock that was reset', () => {
    expect(faultOf(bornOn('20080115'), { year: 2000, month: 1, day: 1 })).toBe('none');
    expect(faultOf(bornOn('20310115'), { year: 1970, month: 1, day: 1 })).toBe('none');
  });

  it('in a century to come is refused even then', () => {
    expect(faultOf(bornOn('21000101'), { year: 2000, month: 1, day: 1 })).toBe('birth');
    expect(faultOf(bornOn('21000101'), { year: 2500, month: 1, day: 1 })).toBe('birth');
  });
});

describe('a number being typed', () => {
  it('stays open after each key of a valid one, and completes with the last', () => {
    fc.assert(
      fc.property(byTheRule, (number) => {
        for (let keys = 0; keys < 18; keys++) {
          expect(checkTyped(number.slice(0, keys))).toEqual({ kind: 'open' });
        }
        expect(checkTyped(number)).toEqual({ kind: 'complete' });
      }),
    );
  });

  it.each([
    ['0', 0, 'region'],
    ['10', 1, 'region'],
    ['84', 1, 'region'],
    ['X', 0, 'character'],
    ['11010X', 5, 'character'],
    ['1101053', 6, 'year'],
    ['11010518', 7, 'year'],
    ['11010521', 7, 'year'],
    ['11010519492', 10, 'month'],
    ['110105194913', 11, 'month'],
    ['110105194900', 11, 'month'],
    ['1101051949124', 12, 'day'],
    ['1101051949023', 12, 'day'],
    ['11010519491232', 13, 'day'],
    ['11010519491200', 13, 'day'],
    ['11010519490431', 13, 'day'],
    ['11010519490229', 13, 'day'],
    ['11010519000229', 13, 'day'],
    ['1101051949123100X', 16, 'character'],
    ['110105194912310021', 17, 'checksum'],
    ['11010519491231002A', 17, 'character'],
    ['11010519491231002X1', 18, 'length'],
  ] as const)('%s is impossible from place %i on: %s', (prefix, index, why) => {
    expect(checkTyped(prefix)).toEqual({ kind: 'impossible', index, why });
    expect(checkTyped(prefix.slice(0, index)).kind).toBe(index === 18 ? 'complete' : 'open');
  });

  it('may contain 29 February of a leap year', () => {
    expect(checkTyped('11010520000229').kind).toBe('open');
    expect(checkTyped('11010519960229').kind).toBe('open');
  });

  it('stays open exactly while some ending makes it valid', () => {
    // A clock that is known to be wrong and so ignored, because the keys use no clock.
    const noClock: CivilDay = { year: 2000, month: 1, day: 1 };
    const regions = ['900000', ...[...provinces.keys()].map((code) => `${code}0000`)];
    const births = ['1904', '2004'].flatMap((year) =>
      Array.from({ length: 12 * 31 }, (_, i) => year + two((i % 12) + 1) + two((i % 31) + 1)),
    );
    fc.assert(
      fc.property(byTheRule, fc.nat(13), fc.nat(9), (number, cut, digit) => {
        const prefix = number.slice(0, cut) + String(digit);
        const wholes =
          cut < 2
            ? regions.map((region) => `${region}19900101`)
            : births.map((birth) => `000000${birth}`);
        const accepted = wholes.some((whole) => {
          const ended = prefix + whole.slice(prefix.length);
          return faultOf(withCheck(`${ended}001`), noClock) === 'none';
        });
        expect(checkTyped(prefix).kind === 'open').toBe(accepted);
      }),
      { numRuns: 300 },
    );
  });

  it('accepts a small x and wide digits as the same keys', () => {
    expect(checkTyped('１1010519491231002x')).toEqual({ kind: 'complete' });
  });
});
