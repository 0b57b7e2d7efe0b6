import type { Answers } from '../../shared/contract.ts';
import type { Question } from '../../shared/fair-kinds.ts';
import type { Education, KeyGroup, Trade } from '../../shared/codes.ts';

/** The few questions while they are being answered. What was never touched is not sent. */

export const MOST_TRADES = 4;

export interface Draft {
  readonly answers: Answers;
  readonly phone: string;
  /** Whoever takes their résumé may have the number; never unless they say so. */
  readonly share: boolean;
  /** What is asked at a fair of this kind, in its order. */
  readonly pages: readonly Question[];
  readonly page: Question;
}

export function draftFrom(answers: Answers, pages: readonly Question[]): Draft {
  return { answers, phone: '', share: false, pages, page: pages[0] ?? 'phone' };
}

/** A chosen one of many; chosen again it is taken back. */
export function chooseEducation(draft: Draft, education: Education): Draft {
  const { education: before, ...rest } = draft.answers;
  return { ...draft, answers: before === education ? rest : { ...rest, education } };
}

export function toggleTrade(draft: Draft, trade: Trade): Draft {
  const before = draft.answers.trades ?? [];
  if (before.includes(trade))
    return withTrades(
      draft,
      before.filter((other) => other !== trade),
    );
  return before.length >= MOST_TRADES ? draft : withTrades(draft, [...before, trade]);
}

function withTrades(draft: Draft, trades: Trade[]): Draft {
  return { ...draft, answers: { ...draft.answers, trades } };
}

export function toggleGroup(draft: Draft, group: KeyGroup): Draft {
  const before = draft.answers.groups ?? [];
  const groups = before.includes(group)
    ? before.filter((other) => other !== group)
    : [...before, group];
  return { ...draft, answers: { ...draft.answers, groups } };
}

/** "None of these" is an answer too, and another one than none given. */
export function toggleNoGroup(draft: Draft): Draft {
  const { groups, ...rest } = draft.answers;
  return { ...draft, answers: groups?.length === 0 ? rest : { ...rest, groups: [] } };
}

export function turnPage(draft: Draft, by: 1 | -1): Draft {
  const page = draft.pages[draft.pages.indexOf(draft.page) + by];
  return page ? { ...draft, page } : draft;
}

export type TypedPhone =
  | { readonly kind: 'empty' | 'complete' | 'impossible' }
  | { readonly kind: 'open'; readonly missing: number };

/** A mobile number of the mainland, checked key by key. */
export function checkPhone(typed: string): TypedPhone {
  if (typed === '') return { kind: 'empty' };
  if (!/^1([3-9]\d{0,9})?$/.test(typed)) return { kind: 'impossible' };
  return typed.length === 11 ? { kind: 'complete' } : { kind: 'open', missing: 11 - typed.length };
}
