import { z } from 'zod';
import type { IdNumberFault } from '../id-number.ts';
import { say, type Words } from '../say.ts';

/** What can be wrong with a row of a bureau's table, and the words for it, on a page and in a terminal. */

const idNumberFaults = [
  'length',
  'character',
  'region',
  'birth',
  'checksum',
] as const satisfies readonly IdNumberFault['kind'][];

const unknownWord = z.strictObject({
  kind: z.literal('unknown-word'),
  column: z.string(),
  word: z.string(),
});
export type UnknownWord = z.infer<typeof unknownWord>;

const employerFaultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('missing'), column: z.string() }),
  z.strictObject({
    kind: z.enum([
      'booth-code',
      'post-code',
      'headcount',
      'pay',
      'per',
      'place-on-map',
      'too-long',
    ]),
  }),
  unknownWord,
  /** The same post stands further up, or another booth has the same number. */
  z.strictObject({ kind: z.literal('twice'), row: z.int() }),
  z.strictObject({ kind: z.literal('code-of-other'), booth: z.string() }),
]);
export type EmployerFault = z.infer<typeof employerFaultSchema>;

const rosterFaultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['name', 'rounded', 'phone']) }),
  z.strictObject({ kind: z.literal('number'), why: z.enum(idNumberFaults) }),
  unknownWord,
  /** The same person stands further up. */
  z.strictObject({ kind: z.literal('twice-person'), row: z.int() }),
]);
export type RosterFault = z.infer<typeof rosterFaultSchema>;

/** The row number as in a spreadsheet: the heading is 1. */
export const faultyRowSchema = z.strictObject({
  row: z.int(),
  fault: z.union([employerFaultSchema, rosterFaultSchema]),
});
export type FaultyRow = z.infer<typeof faultyRowSchema>;

const numberWords: Readonly<Record<IdNumberFault['kind'], Words>> = {
  length: say('证件号码的位数不对', 'the ID number has the wrong length'),
  character: say('证件号码里有不该有的字', 'the ID number holds a wrong character'),
  region: say('证件号码的地区码不对', 'the ID number’s region is none'),
  birth: say('证件号码里的生日不对', 'the ID number’s birthday is none'),
  checksum: say(
    '证件号码的最后一位对不上，多半抄错了',
    'the ID number’s last character is wrong: a slip',
  ),
};

export function rowFaultWords(fault: FaultyRow['fault']): Words {
  switch (fault.kind) {
    case 'missing':
      return say(`没有填“${fault.column}”`, `${fault.column} is missing`);
    case 'booth-code':
      return say(
        '展位号只能是字母、数字和横线，不超过 20 个',
        'a booth’s number is letters, digits and hyphens, at most 20',
      );
    case 'post-code':
      return say(
        '岗位编号只能是字母、数字和横线，不超过 24 个；不填会自动编',
        'a post’s number is letters, digits and hyphens, at most 24; left empty it is given one',
      );
    case 'code-of-other':
      return say(
        `岗位编号和展位 ${fault.booth} 的重了；每个岗位要有自己的编号，不填会自动编`,
        `booth ${fault.booth} has a post of that number: each needs its own`,
      );
    case 'headcount':
      return say('招聘人数要是 1 以上的整数', 'the headcount is a whole number of at least 1');
    case 'pay':
      return say('薪资写成 5000、5000-7000 或 面议', 'the pay is 5000, 5000-7000 or 面议');
    case 'per':
      return say('计薪写“月”或“天”', 'pay is by 月 (month) or 天 (day)');
    case 'place-on-map':
      return say(
        '横坐标和纵坐标要都填，是 0 到 400 的整数',
        'both coordinates are needed, whole numbers from 0 to 400',
      );
    case 'too-long':
      return say('文字太长，或人数太大', 'a text is too long, or a number too large');
    case 'unknown-word':
      return say(`${fault.column}里不认识“${fault.word}”`, `unknown word: ${fault.word}`);
    case 'twice':
      return say(`和第 ${fault.row} 行是同一个岗位`, `the same post as row ${fault.row}`);
    case 'name':
      return say('没有姓名', 'no name');
    case 'number':
      return numberWords[fault.why];
    case 'rounded':
      return say(
        'Excel 把证件号码当成数字，末几位丢了；请把这一列设成“文本”，重新填',
        'Excel kept the ID number as a number and lost its last digits; make the column text, and enter it again',
      );
    case 'phone':
      return say('手机号应是 11 位', 'a phone number has 11 digits');
    case 'twice-person':
      return say(`和第 ${fault.row} 行是同一个人`, `the same person as row ${fault.row}`);
  }
}
