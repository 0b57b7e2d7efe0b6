import type { EveningStep } from '../../../shared/report/evening.ts';
import { say, type Words } from '../../../shared/say.ts';

/** Text of the assistant for the evening. */

export const eveningWords = {
  title: say('从数字到签字', 'From the figures to the signature'),
  left: (steps: number) =>
    steps === 0
      ? say('全部完成，可以交表', 'All done: the report may go')
      : say(`还有 ${steps} 步`, `${steps} to go`),
  name: say('经办人姓名', 'Your name'),
  nameFirst: say('请先写上经办人姓名', 'Write your name first'),
  by: (name: string, time: string) => say(`${name}，${time}`, ''),
  again: say(
    '确认之后又有新记录，数字可能变了，请再看一遍',
    'Records have come since: look at the figures again',
  ),
  undo: say('撤回', 'Take back'),
  notKept: say('没有保存，请再试一次', 'Not written down: please try again'),
  more: (count: number) => say(`另有 ${count} 个`, `and ${count} more`),
  whole: (stations: number) => say(`${stations} 个站点全部到齐`, `All ${stations} stations are in`),
  forks: (forks: number) =>
    say(`${forks} 处记录有分叉，未计入`, `${forks} forked logs, counted nowhere`),
  quiet: (count: number) =>
    say(`到场但没有任何记录的单位 ${count} 家`, `${count} present, and nothing recorded`),
  absent: (count: number) =>
    say(`没有签到的单位 ${count} 家，不计入`, `${count} not signed in: not counted`),
  everyEmployer: say('每家单位都有记录', 'Each employer has records'),
  undecided: (count: number | undefined) =>
    count === undefined
      ? say('正在查…', 'Looking…')
      : count === 0
        ? say('没有待处理的可疑记录', 'No odd record is undecided')
        : say(`${count} 项可疑记录还没有处理`, `${count} odd records are undecided`),
} as const;

export interface StepWords {
  readonly title: Words;
  readonly hint: Words;
  readonly mark: Words;
}

export const stepWords: Readonly<Record<EveningStep, StepWords>> = {
  coverage: {
    title: say('记录到齐', 'All records in'),
    hint: say(
      '让它开机联网；没有网络的，存到 U 盘，在“U 盘”页收进来',
      'Let it run on the network; without one, save to a stick and take it in under “Sticks”',
    ),
    mark: say('不再等，用现有记录', 'Wait no more'),
  },
  employers: {
    title: say('核对单位', 'Employers'),
    hint: say(
      '来了没签到的，请展位站点补签；有纸质表的，在工作人员面板录入',
      'If they came, sign them in at the booth’s station; enter paper sheets at the staff’s panel',
    ),
    mark: say('已核对', 'Checked'),
  },
  checks: {
    title: say('处理可疑记录', 'Odd records'),
    hint: say('逐项看一眼：属实的计入，误扫的不计入', 'Look at each: count it, or leave it out'),
    mark: say('已核对', 'Checked'),
  },
  figures: {
    title: say('确认数字', 'Confirm the figures'),
    hint: say('和现场情况对一对；每个数字都能点开看明细', 'Each figure opens to its records'),
    mark: say('数字无误', 'They are right'),
  },
  bulletin: {
    title: say('定通稿', 'The bulletin'),
    hint: say('复制通稿，或在服务器页面登记发布', 'Copy it, or publish at the server’s page'),
    mark: say('通稿已定', 'It is settled'),
  },
  signature: {
    title: say('打印、签字', 'Print and sign'),
    hint: say('打印统计表，核对人签字，交存档', 'Print the report, sign and file it'),
    mark: say('已签字', 'It is signed'),
  },
};

export const placeWords = {
  stations: say('看站点', 'Stations'),
  sticks: say('收 U 盘', 'Sticks'),
  employers: say('看单位', 'Employers'),
  checks: say('去核对', 'To the checks'),
  live: say('看实时', 'Live'),
  bulletin: say('去通稿', 'To the bulletin'),
} as const satisfies Readonly<Record<string, Words>>;
