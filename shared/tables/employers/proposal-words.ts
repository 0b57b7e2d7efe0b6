import { say, type Words } from '../../say.ts';
import { meaningWords } from '../columns/employer-meanings.ts';
import type { Proposal } from './proposals.ts';

export function proposalWords(what: Proposal): Words {
  switch (what.kind) {
    case 'posts-in-cell':
      return say(
        `一格里有 ${what.titles.length} 个岗位，已分开：${what.titles.join('、')}`,
        `${what.titles.length} posts in one cell, taken apart: ${what.titles.join(', ')}`,
      );
    case 'posts-in-text':
      return say(
        `描述里还有岗位，已加上：${what.titles.join('、')}；请核对人数`,
        `the text names more posts, which were added: ${what.titles.join(', ')}; check their headcounts`,
      );
    case 'said-in-text': {
      const { zh, en } = meaningWords(what.field);
      return what.taken
        ? say(
            `${zh}按要求里写的“${what.said}”填了；请核对`,
            `the ${en} was taken from the requirements, ${what.said}; please check`,
          )
        : say(
            `${zh}没有写，要求里写着“${what.said}”；要填上的话请在“工种和展位”里确认`,
            `no ${en}, but the requirements say ${what.said}: confirm it under Trades, booths`,
          );
    }
    case 'shared-headcount':
      return say(
        '几个岗位合写一个人数，不知道各招几人，先按“若干”；请分别填写',
        'one headcount for several posts: each is taken as “some”; say how many each wants',
      );
    case 'employer-above':
      return say(
        `单位名称空着，按上一行的“${what.employer}”算`,
        `no employer: taken as the one above, ${what.employer}`,
      );
    case 'example':
      return say(
        '像是填表示例；不要的话请删去',
        'this looks like a form’s example: delete it if so',
      );
    case 'twice':
      return say(
        `和第 ${what.row} 行一样，先按两个岗位算；重复的请删去一行`,
        `the same as row ${what.row}: taken as two posts; delete one if it is a slip`,
      );
    case 'same-name':
      return say(
        `和第 ${what.row} 行同名，按两个岗位算`,
        `the same name as row ${what.row}: taken as two posts`,
      );
    case 'booth-taken':
      return say(
        `展位 ${what.booth} 已是“${what.by}”的，先排到 ${what.given}；请核对`,
        `booth ${what.booth} is ${what.by}’s: ${what.given} is proposed; please check`,
      );
    case 'sheet-joined':
    case 'joined-alike':
    case 'joined-first':
      return joinedWords(what);
    case 'differs':
      return say(
        `同一单位前面写的是“${what.kept}”，按前面的算`,
        `a row above says ${what.kept} of this employer, which counts`,
      );
    case 'region-as-place':
      return say(
        `同一单位的地区不一样，工作地点按“${what.place}”算`,
        `the employer is elsewhere in a row above: taken as the place of work, ${what.place}`,
      );
    case 'no-employer-column':
      return say(
        `表里没有单位名称，全部归到“${what.employer}”；请改成真正的单位`,
        `the table names no employer: all rows go to ${what.employer}; put the real one`,
      );
    case 'column-by-cells': {
      const { zh, en } = meaningWords(what.is);
      return say(
        `表头看不懂，按内容当作“${zh}”`,
        `its heading says nothing: by its cells it is the ${en}`,
      );
    }
    case 'zone-by-sheet':
      return say(
        `没有展区这一列，按工作表名算作“${what.zone}”`,
        `no column of zones: the sheet’s name is taken, ${what.zone}`,
      );
    case 'booths-numbered':
      return say(
        `表里没有展位号，按分区和先后排了 ${what.count} 个`,
        `no booth is named: ${what.count} were numbered by zone, in the table’s order`,
      );
    case 'other-year':
      return say(
        `标题写的是 ${what.year} 年，请核对是不是这一场`,
        `its title says ${what.year}: is it this fair’s?`,
      );
  }
}

type JoinedBy = Extract<Proposal, { kind: 'sheet-joined' | 'joined-alike' | 'joined-first' }>;

function joinedWords(what: JoinedBy): Words {
  switch (what.kind) {
    case 'sheet-joined':
      return say(
        `这张表没有岗位，已按单位名称把展位等补给 ${what.employers} 家单位`,
        `no posts on this sheet: by name, ${what.employers} employers got their booths and the like from it`,
      );
    case 'joined-alike':
      return say(
        `“${what.sheet}”里没有完全一样的名称，按相近的“${what.employer}”补了展位等；不是一家的话请改名称`,
        `${what.sheet} has no such name: ${what.employer} is like it and was taken; correct the name if it is another`,
      );
    case 'joined-first':
      return say(
        `“${what.sheet}”里这家单位有几行，先按第 ${what.row} 行；请核对`,
        `${what.sheet} has several rows of this employer: row ${what.row} was taken; please check`,
      );
  }
}
