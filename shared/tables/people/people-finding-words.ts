import { say, type Words } from '../../say.ts';
import { cellFaultWords, cellNoteWords } from '../cell-words.ts';
import { findingPlace } from '../finding.ts';
import { leftOutWords } from '../left-out.ts';
import type { NumberFault, PeopleFinding, PeopleFindingKind } from './people-findings.ts';
import type { NoPeople } from './staged-people.ts';

/** What is said of a finding about people, and what to do. */

const numberWords: Readonly<Record<NumberFault, Words>> = {
  length: say(
    '证件号码的位数不对，应是 18 位；请对照证件改',
    'the ID number has the wrong length, 18 are needed: correct it by the card',
  ),
  character: say(
    '证件号码里有不该有的字；请对照证件改',
    'the ID number holds a wrong character: correct it by the card',
  ),
  region: say(
    '证件号码的地区码不对；请对照证件改',
    'the ID number’s region is none: correct it by the card',
  ),
  birth: say(
    '证件号码里的生日不对；请对照证件改',
    'the ID number’s birthday is none: correct it by the card',
  ),
  checksum: say(
    '证件号码的最后一位对不上，多半抄错了；请对照证件改',
    'the ID number’s last character is wrong, a slip: correct it by the card',
  ),
};

export function peopleFindingWords(what: PeopleFindingKind): Words {
  switch (what.kind) {
    case 'no-name':
      return say('没有姓名，这一行没有导入；请填上', 'no name: the row is not taken; add one');
    case 'no-number':
      return say(
        '没有证件号码，这一行没有导入；请填上，或请本人到现场登记',
        'no ID number: the row is not taken; add it, or let the person check in at an entrance',
      );
    case 'number':
      return numberWords[what.why];
    case 'rounded':
      return say(
        'Excel 把证件号码当成数字，末几位丢了；请把这一列设成“文本”，重新填',
        'Excel kept the ID number as a number and lost its last digits; make the column text, and enter it again',
      );
    case 'twice-person':
      return say(
        `和第 ${what.row} 行${what.sheet === '' ? '' : `（${what.sheet}）`}是同一个证件号码，只算前面的`,
        `the same ID number as row ${what.row}${what.sheet === '' ? '' : ` of ${what.sheet}`}: only that one counts`,
      );
    case 'unread':
      return cellFaultWords(what.why);
    case 'uncalculated':
      return say(
        '公式没有算出的值；请打开表格保存一次',
        'the formula has no value: open the table and save it once',
      );
    case 'read-so':
      return noteWords(what.note);
    case 'row-left-out':
      return leftOutWords[what.why];
    case 'sheet-left-out':
      return {
        'no-people': say(
          '这张表里没有姓名和证件号码，没有导入',
          'no names and ID numbers on this sheet: not taken',
        ),
        'no-number': say('这张表没有证件号码，没有导入', 'no ID numbers on this sheet: not taken'),
        hidden: say('隐藏的工作表，没有导入', 'a hidden sheet: not taken'),
      }[what.why];
  }
}

/** A note may repeat what the cell says, which is about a person. */
const noteWords = (note: Extract<PeopleFindingKind, { kind: 'read-so' }>['note']): Words =>
  note.kind === 'left-out'
    ? say('只导入了一部分，其余没有导入', 'only a part was taken')
    : cellNoteWords(note);

export const peopleFindingPlace = (finding: PeopleFinding): Words =>
  findingPlace({ ...finding, read: '' });

/** Why a file holds nobody. */
const noPeople: Readonly<Record<NoPeople['missing'], Words>> = {
  name: say(
    '表里没有“姓名”这一列；请选有姓名和证件号码的报名名单',
    'the table has no column of names: choose the list with names and ID numbers',
  ),
  number: say(
    '表里没有“证件号码”这一列，认不出是谁，没有导入；请向提供名单的单位要带证件号码的，或请本人到现场登记',
    'the table has no column of ID numbers, so nobody can be recognised and nobody is imported: ask its sender for a list with them, or let people check in at an entrance',
  ),
  numbers: say(
    '“证件号码”这一列是空的，没有导入；请填好再选，或选另一张表',
    'the column of ID numbers is empty, so nobody is imported: fill it in, or choose another table',
  ),
};
export const noPeopleWords = (missing: NoPeople['missing']): Words => noPeople[missing];
