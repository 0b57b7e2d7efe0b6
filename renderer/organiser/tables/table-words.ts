import type { SetUpWork } from '../../../shared/contract/setup.ts';
import { say, type Words } from '../../../shared/say.ts';
import type { ColumnWhy } from '../../../shared/tables/columns/columns.ts';
import type { Change } from '../../../shared/tables/employers/merge.ts';
import type { Does } from '../../../shared/tables/finding.ts';

/** Text of the page that checks a table before it is imported. */

export type TableStep = 'columns' | 'findings' | 'grid' | 'confirm' | 'changes';

type EmployersWork = Extract<SetUpWork, { at: 'employers' }>;

export const tableWords = {
  title: (file: string) => say(`核对“${file || '表格'}”`, 'Check the table'),
  another: say('换一个文件', 'Another file'),
  steps: {
    columns: say('列', 'Columns'),
    findings: say('待核对', 'To look at'),
    grid: say('改单元格', 'Mend cells'),
    confirm: say('工种和展位', 'Trades, booths'),
    changes: say('变更预览', 'What changes'),
  } satisfies Record<TableStep, Words>,
  next: (step: Words) => say(`下一步：${step.zh}`, `Next: ${step.en}`),
  carried: (count: number) =>
    say(
      `这张表上次定过的 ${count} 处照用（工种、展位、改过的格子）；不要的话“撤销一步”`,
      `${count} choices made for this table before count again; Undo drops them`,
    ),
  undoEdit: say('撤销一步', 'Undo'),
  redoEdit: say('恢复一步', 'Redo'),
  blocked: {
    'no-posts': say(
      '现在没有一行能导入：请看“列”，告诉系统哪一列是岗位名称、哪一列是单位名称',
      'No row can be taken: say under Columns which one has the posts and which the employers',
    ),
  },
  nobody: {
    name: say(
      '没有“姓名”这一列：请告诉系统哪一列是姓名',
      'No column of names: say which one it is',
    ),
    number: say(
      '没有“证件号码”这一列，认不出是谁：哪一列是本人的证件号码，请选一下；没有的话，请向提供名单的单位要',
      'No column of ID numbers: say which one has the people’s own; if none has, ask the list’s sender',
    ),
    numbers: say(
      '“证件号码”这一列是空的：号码在别的列里，请选一下；没有的话，请填好再选文件',
      'The column of ID numbers is empty: say which one has them, or fill it in and choose the file again',
    ),
  },
  sheets: say('读哪几张工作表', 'Sheets to read'),
  ofSheets: (names: readonly string[], rows: number) =>
    say(
      names.length > 1
        ? `${names.join('、')}（${names.length} 张表的列一样），${rows} 行`
        : `${names[0] || '表格'}，${rows} 行`,
      `${rows} rows`,
    ),
  heading: say('表头', 'Heading'),
  takenAs: say('当作', 'Taken as'),
  examples: say('表里的例子', 'Examples'),
  noHeading: (letters: string) => say(`（${letters} 列，没有表头）`, `(column ${letters})`),
  none: say('不导入', 'leave out'),
  leftOut: say('不导入', 'Left out'),
  byItself: say('系统识别', 'as recognised'),
  above: say('列表上方写的', 'said above the list'),
  ofPost: say('岗位', 'of the post'),
  ofEmployer: say('单位', 'of the employer'),
  emptyColumns: (headings: readonly string[]) =>
    say(`空列，没有内容：${headings.join('、')}`, `empty columns: ${headings.length}`),
  organisersOnly: say(
    '只留给主办方统计，不在终端、大屏和单页上显示',
    'kept for the organiser, shown nowhere in the hall',
  ),
  tellsNobody: say('例子已遮住，不显示个人信息', 'Examples are masked'),
  leftOutRows: say('未读取的行', 'Rows that were not read'),
  rowsOf: (rows: readonly number[], more: number) =>
    say(
      `第 ${rows.join('、')} 行${more > 0 ? `，另有 ${more} 行` : ''}`,
      `rows ${rows.join(', ')}${more > 0 ? `, and ${more} more` : ''}`,
    ),
  noneLeftOut: say('所有行都已读取', 'Every row was read'),
  all: say('全部', 'All'),
  does: {
    refused: say('没有导入，要补上', 'Not taken: add what is missing'),
    emptied: say('无法识别，先留空', 'Could not be read: left empty'),
    asks: say('请核对', 'Please check'),
    'left-out': say('未读取', 'Not read'),
  } satisfies Record<Does, Words>,
  noFindings: say('没有待核对的内容', 'Nothing to look at: all was understood'),
  mark: say('下载我的表格，标出这些格子', 'My workbook with these cells marked'),
  markMore: say(
    '在 Excel 里照批注改好，再选一次；也可以在“改单元格”里直接改',
    'Mend it in Excel by its comments and choose it again; or mend the cells here',
  ),
  openRow: (row: number) => say(`改第 ${row} 行`, `Mend row ${row}`),
  window: (from: number, to: number, count: number) =>
    say(`第 ${from}–${to} 条，共 ${count}`, `${from} to ${to} of ${count}`),
  earlier: say('前面的', 'Before'),
  later: say('后面的', 'After'),
  loading: say('正在读…', 'Reading…'),
  whichTable: say('工作表', 'Sheet'),
  markedRows: (count: number) => say(`待核对 ${count} 行`, `${count} to look at`),
  allRows: (count: number) => say(`全部 ${count} 行`, `All ${count}`),
  jump: say('到第几行', 'Go to row'),
  row: say('行', 'Row'),
  pickCell: say(
    '点一格就能改；方向键移动，回车写入',
    'Tap a cell to mend it; arrows move, Enter writes',
  ),
  cell: (row: number, heading: string) => say(`第 ${row} 行“${heading}”`, `row ${row}, ${heading}`),
  blankCell: (row: number, heading: string) => `第 ${row} 行“${heading}”空着 blank`,
  write: say('写入', 'Write'),
  fromAbove: say(
    '和上面一格合并，改了只管这一行',
    'merged with the cell above: a change is for this row',
  ),
  noMarkedRows: say('没有要改的行', 'No row needs mending'),
  trades: say('按岗位名称推荐的工种', 'Trades proposed by the posts’ names'),
  tradesMore: say(
    '表里没有写工种。选定即确认，同名岗位一并修改；不清楚的可以空着',
    'The table says no trade. Choosing confirms it for all posts of that name; leave open what nobody knows',
  ),
  confirmTrades: say('按推荐全部确认', 'Confirm all that are proposed'),
  noTrades: say('工种都在表里，不用确认', 'The table says every trade'),
  post: say('岗位名称', 'Post'),
  posts: say('岗位数', 'Posts'),
  trade: say('工种', 'Trade'),
  unknown: say('不清楚', 'nobody knows'),
  proposed: say('推荐', 'proposed'),
  confirmed: say('已确认', 'confirmed'),
  booths: say('展位号', 'Booths'),
  boothsMore: say(
    '表里没有写、或两家写了同一个的，先这样排；可以改',
    'Given where the table names none, or two ask for one; change any of them',
  ),
  noBooths: say('展位号都在表里，没有重的', 'The table names every booth, and none twice'),
  employer: say('单位名称', 'Employer'),
  booth: say('展位', 'Booth'),
  askedFor: (booth: string, employer: string) =>
    say(
      `表里也写 ${booth}，和“${employer}”重了`,
      `the table says ${booth} too, which is another’s`,
    ),
  swap: (booth: string) => say(`改由这家用 ${booth}`, `Give it ${booth}`),
  boothBy: {
    numbered: say('系统编排', 'given'),
    taken: say('请选', 'choose'),
    chosen: say('您选定的', 'yours'),
  },
  split: (count: number) =>
    say(
      `${count} 格里各有几个岗位，已分开成单独的岗位`,
      `cells that name several posts, taken apart: ${count}`,
    ),
  together: say('一格里的几个岗位没有分开，各算一个岗位', 'Several posts in a cell are one post'),
  inText: (count: number) =>
    say(
      `${count} 处没有写学历或年龄，但要求里明白写着（“待核对”里逐条列出）；确认后才填上`,
      `educations or ages that only the requirements say: ${count}, listed under To look at; taken once confirmed`,
    ),
  fromText: (count: number) =>
    say(
      `${count} 处学历或年龄按要求里写的填了`,
      `educations or ages taken from the requirements: ${count}`,
    ),
  takeFromText: say('确认，按要求里写的填', 'Confirm: take them'),
  notFromText: say('不要填', 'Do not take them'),
  keepTogether: say('不要分开', 'Keep them together'),
  takeApart: say('要分开', 'Take them apart'),
  anonymous: say(
    '表里没有写单位，全部归到这一家，请填真正的名称',
    'The table names no employer: all posts go to this one; put the real name',
  ),
  use: say('用这个', 'Use it'),
  changesBy: {
    changed: say('改动', 'changed'),
    'booth-new': say('新增单位', 'new employers'),
    'post-new': say('新增岗位', 'new posts'),
    'post-kept': say('表里没有，保留', 'not in the table, kept'),
  } satisfies Record<Change['kind'], Words>,
  noChanges: say('和现在的一样，没有改动', 'The same as now: nothing changes'),
  unconfirmed: (work: EmployersWork) =>
    say(
      `还有 ${work.tradesToConfirm} 种岗位的工种没有确认，${work.booths.taken} 家的展位重了`,
      `trades unconfirmed: ${work.tradesToConfirm}; booths asked for twice: ${work.booths.taken}`,
    ),
  undoTitle: say('撤销上次导入', 'Undo the last import'),
  undoMore: ({ postsClosed, boothsStay }: { postsClosed: number; boothsStay: number }) =>
    say(
      `单位和岗位回到导入之前，成为新的一版，各站点会自行更新。到访、简历等记录都在。` +
        (boothsStay > 0 ? `新来的 ${boothsStay} 家单位还占着展位，因为站点已经认它。` : '') +
        (postsClosed > 0 ? `新来的岗位撤掉，要留的 ${postsClosed} 个改成停招。` : ''),
      `Employers and posts become as they were, in a new revision. No record is lost. Posts closed instead of removed: ${postsClosed}; booths that stay: ${boothsStay}`,
    ),
  undo: say('撤销', 'Undo it'),
  undoNot: say('不撤销', 'Keep it'),
  undoAsk: say('撤销上次导入？', 'Undo the last import?'),
  undoPeopleTitle: say('撤销上次导入的名单', 'Undo the last list of people'),
  undoPeopleMore: (people: number) =>
    say(
      `上次导入的 ${people} 人：加密盒、people.pack 和 codes.csv 从这台机器上删掉，再早导入的不动。各入口联网后也会去掉（用 U 盘拷过去的要自己删）；发出去的报名码就用不了了，人照样能到现场登记`,
      `The last ${people} people: their boxes, people.pack and codes.csv are deleted here; earlier lists stay. Entrances drop them by themselves, but for a people.pack from a stick; codes that were sent no longer work, and the people can check in all the same`,
    ),
  undoPeopleAsk: say('撤销上次导入的名单？', 'Undo the last list of people?'),
  undoPeopleNot: say('没有撤成：那份名单已经不在这里', 'Not undone: that list is no longer here'),
  several: say(
    '一次只能选一个文件：请先合成一个，或者一个一个导入',
    'One file at a time: join them, or import one after the other',
  ),
} as const;

/** Why a column is taken, or left out; nothing where its own heading says it. */
export const columnWhyWords: Readonly<Record<ColumnWhy, Words | undefined>> = {
  chosen: say('您选定的', 'your choice'),
  heading: undefined,
  alike: say('表头相近，请核对', 'a similar heading: check it'),
  unlike: say('内容和表头不像，请核对', 'its cells look otherwise: check it'),
  cells: say('按内容认出，请核对', 'by its cells: check it'),
  'not-kept': say('招聘会文件里没有这一项', 'the fair has no field for it'),
  double: say('已有另一列当作它', 'another column has this meaning'),
  unknown: say('不认识这个表头，如需导入请选择', 'an unknown heading: choose if you need it'),
  hidden: say('隐藏的列', 'a hidden column'),
  empty: say('空列', 'empty'),
};
