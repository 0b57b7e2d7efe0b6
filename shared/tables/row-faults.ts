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
  fault: rosterFaultSchema,
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
    case 'unknown-word':
      return say(`${fault.column}里不认识“${fault.word}”`, `unknown word: ${fault.word}`);
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
