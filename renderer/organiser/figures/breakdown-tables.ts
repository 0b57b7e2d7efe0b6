import { type AnswerName, answerNames, answerTable } from '../../../shared/answers.ts';
import { wordsOf } from '../../../shared/codes.ts';
import { isAsked } from '../../../shared/report/asked.ts';
import {
  type BreakdownColumn,
  breakdownNotes,
  cardBy,
  EMPLOYERS,
  employersBy,
  OFFER,
  PEOPLE,
  PEOPLE_ALONE,
  UNSAID,
} from '../../../shared/report/breakdowns.ts';
import type { DayView } from '../../../shared/report/day-view.ts';
import type { Words } from '../../../shared/say.ts';
import { breakdownWords as words } from './breakdown-words.ts';

/** Which tables the page 分类 has, and what stands in them. */

interface Line {
  readonly name: Words;
  readonly cells: Partial<Record<BreakdownColumn, number>>;
  /** The slice of the fold behind its figures. */
  readonly slice: string;
}
export interface Table {
  readonly title: Words;
  readonly note: Words;
  readonly columns: readonly BreakdownColumn[];
  readonly lines: readonly Line[];
}

export function tablesOf(view: DayView): Table[] {
  const { breakdowns } = view;
  return [
    ...employersBy.map(
      (grouping): Table => ({
        title: words.employers[grouping],
        note: breakdownNotes[grouping],
        columns: EMPLOYERS,
        lines: breakdowns.employers[grouping]
          .filter(({ employers }) => employers > 0)
          .map((line) => ({ name: line, cells: line, slice: `${grouping}:${line.code}` })),
      }),
    ),
    ...byAnswers(view),
    ...cardBy.map(
      (grouping): Table => ({
        title: words.card[grouping],
        note: breakdownNotes.card,
        columns: PEOPLE_ALONE,
        lines: breakdowns.card[grouping].map((line) => ({
          name: line,
          cells: line,
          slice: `${grouping}:${line.code}`,
        })),
      }),
    ),
    {
      title: words.pay,
      note: breakdownNotes.pay,
      columns: OFFER,
      lines: breakdowns.pay.map((line) => ({ name: line, cells: line, slice: '' })),
    },
  ];
}

type Body = Pick<Table, 'columns' | 'lines'>;

/** Answers whose table shows more than who chose what. */
const ownBodies: Partial<Record<AnswerName, (view: DayView) => Body>> = { education: byEducation };

function byAnswers(view: DayView): Table[] {
  return answerNames.flatMap((name) => {
    const { title, shown } = answerTable[name];
    if (shown.on === 'live') return [];
    const body = ownBodies[name]?.(view) ?? byAnswer(view, name);
    return [{ title, note: shown.note, ...body }];
  });
}

function byAnswer(view: DayView, name: AnswerName): Body {
  const { list, slice, ofDeeds } = answerTable[name];
  const lines = isAsked(view, name) ? view.answers[name] : [];
  return {
    columns: ofDeeds ? PEOPLE : PEOPLE_ALONE,
    lines: lines.map((line) => ({
      name: wordsOf(list, line.code),
      cells: line,
      slice: `${slice}:${line.code}`,
    })),
  };
}

function byEducation({ answers, breakdowns }: DayView): Body {
  const { list, slice } = answerTable.education;
  const people = new Map(answers.education.map((line) => [line.code, line]));
  return {
    columns: [...PEOPLE, ...OFFER],
    lines: breakdowns.educations.map((line) => ({
      name: line.code === UNSAID ? line : wordsOf(list, line.code),
      cells: { ...people.get(line.code), posts: line.posts, places: line.places, some: line.some },
      slice: `${slice}:${line.code}`,
    })),
  };
}
