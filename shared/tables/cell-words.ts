import { say, type Words } from '../say.ts';
import type { CellFault, CellNote } from './reading.ts';

/** What is said of a cell: why it could not be read and what to write, or how it was read. */

export function cellFaultWords(why: CellFault): Words {
  switch (why.kind) {
    case 'pay':
      return say(
        '薪资看不懂；请写成 5000-7000、5000以上 或 面议',
        'the pay can’t be read: write 5000-7000, 5000以上 or 面议',
      );
    case 'pay-unit':
      return say(
        '薪资没有写明按月、按天还是按小时；请写成 150元/天 这样',
        'the pay may be for a month, a day or an hour: write it like 150元/天',
      );
    case 'per':
      return say(
        '计薪方式看不懂；请写 月、天、小时、件 或 年',
        'the period of pay can’t be read: write 月, 天, 小时, 件 or 年',
      );
    case 'headcount':
      return say(
        '招聘人数看不懂；请写数字，说不准的写“若干”',
        'the headcount can’t be read: write a number, or 若干 if nobody knows',
      );
    case 'education':
      return say(
        '学历看不懂；请写 初中、高中、中专、大专、本科、硕士、博士 或 不限',
        'the education can’t be read: write 初中, 高中, 中专, 大专, 本科, 硕士, 博士 or 不限',
      );
    case 'booth':
      return say(
        '展位号看不懂；请写成 A01 这样的字母和数字',
        'the booth can’t be read: write letters and digits, like A01',
      );
    case 'industry':
      return say(
        '行业看不懂；请写国民经济行业门类，如 制造业',
        'the industry can’t be read: write a section of GB/T 4754, such as 制造业',
      );
    case 'employer-kind':
      return say(
        '单位性质看不懂；请写 国有企业、民营企业、外资企业、机关事业单位、社会组织 或 个体工商户',
        'the kind of employer can’t be read: write 国有企业, 民营企业, 外资企业, 机关事业单位, 社会组织 or 个体工商户',
      );
    case 'group':
      return say(
        '人员类别看不懂；请写系统里的名称',
        'the group can’t be read: write it as the list has it',
      );
    case 'answer':
      return say(
        '看不懂；请写自助机上的选项',
        'it can’t be read: write one of the kiosk’s choices',
      );
    case 'trade':
      return say('工种看不懂；请写系统里的工种', 'the trade can’t be read: write one of the list');
    case 'phone':
      return say('电话不对；手机号应是 11 位', 'the phone is wrong: a mobile number has 11 digits');
    case 'region':
      return say(
        '地区看不懂；请写 省、市、县',
        'the region can’t be read: write province, city, county',
      );
    case 'state':
      return say('状态看不懂；请写 在招 或 停招', 'the state can’t be read: write 在招 or 停招');
    case 'date':
      return say(
        'Excel 把它变成了日期，原来写的看不出来；请把这一格设成“文本”，重新填',
        'Excel made a date of it, and nobody knows what was typed: make the cell text, and enter it again',
      );
    case 'characters':
      return say(
        '里面有不能显示的字符；请重新填写',
        'it holds characters that can’t be shown: enter it again',
      );
    case 'excel-error':
      return say('公式出错了；请填上结果', 'its formula failed: enter the result');
    case 'too-long':
      return say(`超过 ${why.most} 个字，请写短些`, `over ${why.most} characters: write less`);
  }
}

export function cellNoteWords(note: CellNote): Words {
  switch (note.kind) {
    case 'lower-education':
      return say('写了几种学历，按较低的算', 'several levels: the lower one counts');
    case 'lower-headcount':
      return say('人数是约数，按较小的算', 'a range: the lower number counts');
    case 'turned-round':
      return say('大数在前，已调换', 'the larger number came first: turned round');
    case 'proposed':
      return say('按岗位名称推荐的，请核对', 'proposed from the post’s name: please check');
    case 'as-words':
      return say('照原文显示，不折算成数字', 'shown as written, without numbers');
    case 'landline':
      return say('是座机，收不到短信', 'a landline, which no text message reaches');
    case 'odd-characters':
      return say('去掉了不能显示的字符', 'characters that can’t be shown were removed');
    case 'unit-by-size':
      return note.per === 'day'
        ? say('没有写单位，按数额当作元/天', 'no unit: by its size it is read as yuan a day')
        : say('没有写单位，按数额当作元/小时', 'no unit: by its size it is read as yuan an hour');
    case 'was-a-date':
      return say(
        `Excel 变成了日期，按“${note.typed}”算`,
        `Excel made a date of it: read as ${note.typed}`,
      );
    case 'left-out':
      return say(`没有导入“${note.rest}”`, `not taken: ${note.rest}`);
    case 'several-posts':
      return say(
        `一格里有 ${note.count} 个岗位，已分开`,
        `${note.count} posts in one cell, taken apart`,
      );
    case 'cut':
      return say(
        `太长，只留前 ${note.most} 个字`,
        `too long: only the first ${note.most} characters are kept`,
      );
    case 'taken-as':
      return say(`按“${note.as}”算`, `taken as ${note.as}`);
  }
}
