import { say, type Words } from '../../say.ts';
import { cellFaultWords, cellNoteWords } from '../cell-words.ts';
import { leftOutWords } from '../left-out.ts';
import type { EmployerFindingKind } from './findings.ts';
import { proposalWords } from './proposal-words.ts';

/** What is said of a finding: what was made of it, and what to do. */
export function findingWords(what: EmployerFindingKind): Words {
  switch (what.kind) {
    case 'no-employer':
      return say(
        '没有单位名称，这一行没有导入；请填上',
        'no employer: the row is not taken; add one',
      );
    case 'no-title':
      return say(
        '没有岗位名称，这一行没有导入；请填上',
        'no post: the row is not taken; add its name',
      );
    case 'booth-full':
      return say(
        `展位 ${what.booth} 已有 ${what.most} 个岗位，这一行没有导入；请合并同类的岗位，或给其中一些写另一个展位号`,
        `booth ${what.booth} has ${what.most} posts, so the row is not taken: join posts of one kind, or give some another booth`,
      );
    case 'fair-full':
      return say(
        `全场已有 ${what.most} 个展位，这一行没有导入；请看单位名称和展位的列对不对，或分成两场`,
        `the fair has ${what.most} booths, so the row is not taken: look at the columns of employers and booths, or make it two fairs`,
      );
    case 'unread':
      return cellFaultWords(what.why);
    case 'uncalculated':
      return say(
        '公式没有算出的值；请打开表格保存一次',
        'the formula has no value: open the table and save it once',
      );
    case 'post-code':
      return say(
        '岗位编号只能是字母、数字和横线，不超过 24 个；已另编号',
        'a post’s number is letters, digits and hyphens, at most 24: another was given',
      );
    case 'place-on-map':
      return say(
        '横坐标和纵坐标要都填，是 0 到 400 的整数',
        'both coordinates are needed, whole numbers from 0 to 400',
      );
    case 'code-of-other':
      return say(
        `岗位编号和展位 ${what.booth} 的重了；已另编号`,
        `booth ${what.booth} has a post of that number: another was given`,
      );
    case 'read-so':
      return cellNoteWords(what.note);
    case 'row-left-out':
      return leftOutWords[what.why];
    case 'no-posts-of':
      return say(
        '这家单位在别的表里没有岗位，没有导入；有岗位的话请核对名称',
        'no sheet has posts of this employer: not taken; if one should, check the name',
      );
    case 'sheet-left-out':
      return {
        'no-posts': say('这张表里没有岗位，没有导入', 'no posts on this sheet: not taken'),
        hidden: say('隐藏的工作表，没有导入', 'a hidden sheet: not taken'),
        'not-chosen': say('没有选这张工作表', 'this sheet was not chosen'),
      }[what.why];
    case 'booth-taken':
    case 'booths-numbered':
    case 'column-by-cells':
    case 'differs':
    case 'employer-above':
    case 'joined-alike':
    case 'joined-first':
    case 'sheet-joined':
    case 'example':
    case 'no-employer-column':
    case 'other-year':
    case 'posts-in-cell':
    case 'posts-in-text':
    case 'region-as-place':
    case 'said-in-text':
    case 'same-name':
    case 'shared-headcount':
    case 'twice':
    case 'zone-by-sheet':
      return proposalWords(what);
  }
}
