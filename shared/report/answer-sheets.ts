import { type AnswerName, answerNames, answerTable } from '../answers.ts';
import { keyGroups, trades, wordsOf } from '../codes.ts';
import { isAsked } from './asked.ts';
import { educationSheet } from './breakdown-sheets.ts';
import type { DayView } from './day-view.ts';
import type { Cell, Sheet } from './sheet.ts';

/** The workbook's sheets of what people answered when they came in. */

/** Questions whose sheet shows more than how many people chose what. */
const ownSheets: Partial<Record<AnswerName, (view: DayView) => Sheet>> = {
  education: educationSheet,
  trades: byTrade,
  groups: byGroup,
};

export function byAnswers(view: DayView): Sheet[] {
  return answerNames.flatMap((name) => {
    const own = ownSheets[name]?.(view);
    return own ?? (isAsked(view, name) ? byAnswer(view, name) : []);
  });
}

function byAnswer(view: DayView, name: AnswerName): Sheet {
  const { list, kept, sheet, ofDeeds } = answerTable[name];
  return {
    name: sheet,
    columns: [
      [kept.zh, 24],
      ['到场（人）', 12],
      ['其中有意向（人）', 18],
      ...(ofDeeds
        ? ([
            ['简历（份）', 12],
            ['意向（人次，按单位）', 20],
          ] as const)
        : []),
    ],
    rows: view.answers[name].map(({ code, people, intentPeople, resumes, intents }) => [
      wordsOf(list, code).zh,
      people,
      intentPeople,
      ...(ofDeeds ? [resumes, intents] : []),
    ]),
  };
}

function byTrade({ trades: all, noTrade }: DayView): Sheet {
  return {
    name: answerTable.trades.sheet,
    columns: [
      ['工种', 18],
      ['招聘人数', 12],
      ['求职（人）', 12],
      ['其中有意向（人）', 18],
      ['简历（份）', 12],
      ['意向（人次，按单位）', 20],
    ],
    rows: [
      ...all.map(({ trade, places, seekers, intentPeople, resumes, intents }) => [
        wordsOf(trades, trade).zh,
        places,
        seekers,
        intentPeople,
        resumes,
        intents,
      ]),
      ...(noTrade.posts > 0
        ? [['没有写明工种', noTrade.places, '', '', noTrade.resumes, noTrade.intents]]
        : []),
    ],
  };
}

function byGroup({ groups, answers }: DayView): Sheet {
  return {
    name: answerTable.groups.sheet,
    columns: [
      ['群体', 24],
      ['到场（人）', 12],
      ['其中有意向（人）', 18],
      ['说明', 50],
    ],
    rows: [
      ['合计（不重复）', groups.people, groups.intentPeople, '同属多类的人只计一次'],
      ...answers.groups.map(({ code, people, intentPeople }): Cell[] => [
        wordsOf(keyGroups, code).zh,
        people,
        intentPeople,
        '同属多类的分别列出，不能相加',
      ]),
    ],
  };
}
