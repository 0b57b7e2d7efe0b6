import { type EmployerKind, employerKinds, wordsOf } from '../../codes.ts';
import type { Reading } from '../reading.ts';
import { codeOfWord } from './coded-word.ts';
import { read, readPlain, unread } from './plain.ts';

/** `said`: the list has another word for it, which the clerk should know. */
const kinds: readonly (readonly [EmployerKind, RegExp, said?: true])[] = [
  ['foreign', /外资|外商|中外合[资作]|独资外企|外企/],
  ['foreign', /合资|港澳台|台资|港资/, true],
  ['state', /国[有企资]|央企|中央企业|国营/],
  ['public', /事业|机关|政府|公[办立](?:学校|医院|院校|高校)/],
  ['social', /社会团体|社会组织|民办非|民非|基金会|非[营盈]利|社团|协会/],
  ['sole', /个体/],
  ['private', /民营|私营|私企|民企|私人/],
  ['other', /上市|集体|股份制|合作社/, true],
];

/** 国有、民营、外资……: T32. Two kinds in one cell, or a legal form, say none. */
export function readEmployerKind(text: string): Reading<EmployerKind> {
  return readPlain<EmployerKind>(text, (looked) => {
    const exact = codeOfWord(employerKinds, looked);
    if (exact) return read(exact);
    if (/^其[他它]/.test(looked)) return read('other');
    const found = kinds.filter(([, pattern]) => pattern.test(looked));
    const codes = new Set(found.map(([code]) => code));
    const [only] = found;
    if (!only || codes.size > 1 || looked.length > MOST_IN_KIND) return unread('employer-kind');
    const [value, , said] = only;
    return read(value, said && { kind: 'taken-as', as: wordsOf(employerKinds, value).zh });
  });
}

/** 某某民营企业协会 is a name, not a kind. */
const MOST_IN_KIND = 12;
