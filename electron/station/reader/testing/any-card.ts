/**
 * Cards for property tests: rare characters, names and addresses up to the limit of their fields.
 */

import fc from 'fast-check';
import { checkCharacter } from '../../../../shared/id-number.ts';
import type { IdCard } from '../scan.ts';

const hanzi = fc.oneof(
  fc.constantFrom('㛃', '𠮷', '𡈽', '·', '王', '阿', '\ue863'),
  fc.integer({ min: 0x4e00, max: 0x9fff }).map((point) => String.fromCodePoint(point)),
);
const chinese = (units: number, least = 0) =>
  fc
    .array(hanzi, { minLength: least, maxLength: units })
    .map((all) => all.join(''))
    .filter((text) => text.length <= units);
const day = fc
  .tuple(
    fc.integer({ min: 1900, max: 2099 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  )
  .map(([year, month, day]) =>
    [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-'),
  );
const digits = (length: number) =>
  fc.array(fc.nat(9), { minLength: length, maxLength: length }).map((all) => all.join(''));
const checked = digits(17).map((number) => number + checkCharacter(number));
const english = (units: number) =>
  fc
    .array(fc.constantFrom(...'ABCXYZ ,-'), { minLength: 1, maxLength: units })
    .map((all) => all.join(''))
    .filter((name) => /^[^ ].*[^ ]$/.test(name));

export const anyEnglishName = english(46);

export const anyCard: fc.Arbitrary<IdCard> = fc
  .constantFrom('citizen', 'hmt-residence', 'foreigner-2017', 'foreigner-2023')
  .chain((type) => {
    const hasAddress = type === 'citizen' || type === 'hmt-residence';
    const names =
      type === 'foreigner-2017'
        ? fc.oneof(chinese(15, 1), english(60))
        : type === 'foreigner-2023'
          ? fc.oneof(chinese(15, 1), english(46))
          : chinese(15, 1);
    return fc.record(
      {
        type: fc.constant(type),
        name: names,
        number: type === 'foreigner-2017' ? digits(12).map((rest) => `USA${rest}`) : checked,
        sex: fc.constantFrom('male', 'female', 'unknown'),
        birth: day,
        address: hasAddress ? chinese(35) : fc.constant(''),
        validUntil: day,
      },
      { requiredKeys: ['type', 'name', 'number', 'sex', 'birth', 'address'] },
    );
  });
