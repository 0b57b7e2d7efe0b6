import { z } from 'zod';
import { say, type Words } from '../say.ts';

/** Rows of a table that are no posts, and no people. */

export const leftOutSchema = z.enum([
  'title',
  /** 合计, 小计 */
  'total',
  /** 注, 填表说明, 填表人 */
  'note',
  /** Only a serial number, or what a form has printed beforehand. */
  'blank',
  'hidden',
  /** The heading once more. */
  'heading',
  'example',
]);
export type LeftOut = z.infer<typeof leftOutSchema>;

const TOTAL =
  /^(合计|总计|小计|共计|累计|汇总|总数|总人数|本页合计|合计人数|subtotal|total)[:：]?(\d|人|$)|^共\d+[家个人]/i;
const NOTE =
  /^(\d+[.、])?(注|备注|附注|说明|填表说明|填报说明|填写说明|填表须知|填写要求|温馨提示|特别说明|提示|数据来源|联系人|联系方式|联系电话|咨询电话|填表人|填报人|制表人?|审核人?|审批人?|负责人|经办人|单位负责人|填表日期|填报日期|填表时间|填报时间|单位(\(?盖章\)?)|日期)\d?[:：.、(]|^[※*]|^(注意|说明|备注)\S{0,4}$|^以上(岗位|信息|数据)/;
const EXAMPLE = /^[(【]?(示例|样例|例如?|填写示例|举例|范例)[)】]?[:：]?\d*$/;

const plain = (text: string): string => text.normalize('NFKC').replaceAll(/\s/g, '');

/** By the first cell that is filled, and the words of the row. */
export function leftOutByWords(cells: readonly string[]): LeftOut | undefined {
  const filled = cells
    .values()
    .filter((text) => text.trim() !== '')
    .take(3)
    .map(plain)
    .toArray();
  const [first = ''] = filled;
  if (TOTAL.test(first) || filled.some((text) => /^(合计|总计|小计|共计)$/.test(text)))
    return 'total';
  if (EXAMPLE.test(first)) return 'example';
  return NOTE.test(first) ? 'note' : undefined;
}

export const leftOutWords: Readonly<Record<LeftOut, Words>> = {
  title: say('标题行，没有导入', 'a title: not taken'),
  total: say('合计行，没有导入', 'a total: not taken'),
  note: say('说明或落款，没有导入', 'a note: not taken'),
  blank: say('只有序号的空行', 'blank but for its number'),
  hidden: say('隐藏的行，没有导入', 'a hidden row: not taken'),
  heading: say('又写了一遍的表头', 'the heading once more'),
  example: say('填表示例，没有导入', 'a form’s example: not taken'),
};
