import type { AnswerName } from '../answers.ts';
import { kindOfFair } from '../fair-kinds.ts';
import type { DayView } from './day-view.ts';

/** Where a fair does not ask, 0 would be an answer that nobody gave. People may have registered with one. */
export function isAsked({ fair, answers }: DayView, name: AnswerName): boolean {
  return kindOfFair(fair).asks.includes(name) || answers[name].some(({ people }) => people > 0);
}
