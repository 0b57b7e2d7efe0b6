import {
  type AnswerCode,
  type AnswerName,
  type Answers,
  answerTable,
  chosenIn,
} from '../../shared/answers.ts';
import type { Question } from '../../shared/fair-kinds.ts';

/** A person's answers while they give them. An untouched question is not sent. */

export interface Draft {
  readonly answers: Answers;
  readonly phone: string;
  /** Employers who get this person's résumé may have the number; only if the person says so. */
  readonly share: boolean;
  /** They agreed to answer about key groups. */
  readonly groupsAgreed: boolean;
  /** The questions of a fair of this kind, in order. */
  readonly pages: readonly Question[];
  readonly page: Question;
}

export function draftFrom(
  answers: Answers,
  pages: readonly Question[],
  groupsAgreed = false,
): Draft {
  return { answers, phone: '', share: false, groupsAgreed, pages, page: pages[0] ?? 'phone' };
}

/** `known` are the key groups that they named when they registered. */
export function agreeGroups(draft: Draft, known: Answers['groups']): Draft {
  const answers =
    known && !draft.answers.groups ? { ...draft.answers, groups: known } : draft.answers;
  return { ...draft, answers, groupsAgreed: true };
}

/** The page asks for a consent before it asks its question. */
export const asksConsent = ({ page, groupsAgreed }: Draft): boolean =>
  page === 'groups' && !groupsAgreed;

/** A second tap on a choice clears it. */
export function tap<N extends AnswerName>(draft: Draft, name: N, code: AnswerCode<N>): Draft {
  return withAnswer(draft, name, answerTable[name].tapped(draft.answers[name], code));
}

/** "None of these" is an answer, unlike no answer. */
export function tapNone<N extends AnswerName>(draft: Draft, name: N): Draft {
  return withAnswer(draft, name, answerTable[name].tappedNone(draft.answers[name]));
}

function withAnswer<N extends AnswerName>(
  draft: Draft,
  name: N,
  value: Required<Answers>[N] | undefined,
): Draft {
  const answers: Answers = { ...draft.answers };
  if (value === undefined) delete answers[name];
  else answers[name] = value;
  return { ...draft, answers };
}

/** No other choice can be added until one is cleared. */
export function isFull({ answers }: Draft, name: AnswerName): boolean {
  const { most } = answerTable[name];
  return most > 1 && (chosenIn(answers, name) ?? []).length >= most;
}

/** Where "none of these" is on offer, an empty answer counts as an answer. */
export function isAnswered({ answers, page, phone }: Draft): boolean {
  if (page === 'phone') return phone !== '';
  const chosen = chosenIn(answers, page);
  return chosen !== undefined && (chosen.length > 0 || answerTable[page].none !== undefined);
}

export function turnPage(draft: Draft, direction: 1 | -1): Draft {
  const page = draft.pages[draft.pages.indexOf(draft.page) + direction];
  return page ? { ...draft, page } : draft;
}

export type TypedPhone =
  | { readonly kind: 'empty' | 'complete' | 'impossible' }
  | { readonly kind: 'open'; readonly missing: number };

/** A mobile number of mainland China, checked key by key. */
export function checkPhone(typed: string): TypedPhone {
  if (typed === '') return { kind: 'empty' };
  if (!/^1([3-9]\d{0,9})?$/.test(typed)) return { kind: 'impossible' };
  return typed.length === 11 ? { kind: 'complete' } : { kind: 'open', missing: 11 - typed.length };
}
