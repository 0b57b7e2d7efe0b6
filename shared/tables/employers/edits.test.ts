import { describe, expect, it } from 'vitest';
import type { EmployerChoices } from './choices.ts';
import type { Edit } from './edit.ts';
import { redone, undone, unedited } from '../history.ts';
import { edited } from './edits.ts';

const proposed = [{ title: '焊工', trade: 'electrician' }, { title: '其他' }] as const;
const afterEdits = (now: EmployerChoices, ...edits: Edit[]) =>
  edits.reduce((sum, edit) => edited(sum, edit, proposed), unedited(now));

const cell = (row: number, text: string): Edit => ({ kind: 'cell', sheet: '表', row, at: 1, text });
const column = (key: string, is: Extract<Edit, { kind: 'column' }>['is']): Edit => ({
  kind: 'column',
  shape: '甲|乙',
  key,
  is,
});

describe('one edit', () => {
  it.each<[string, EmployerChoices, Edit, EmployerChoices]>([
    ['a column gets a meaning', {}, column('甲', 'pay'), { columns: { '甲|乙': { 甲: 'pay' } } }],
    [
      'a meaning that only one column can have leaves the other',
      { columns: { '甲|乙': { 甲: 'title' } } },
      column('乙', 'title'),
      { columns: { '甲|乙': { 乙: 'title' } } },
    ],
    [
      'several columns can be left out',
      { columns: { '甲|乙': { 甲: 'none' } } },
      column('乙', 'none'),
      { columns: { '甲|乙': { 甲: 'none', 乙: 'none' } } },
    ],
    [
      'a choice is taken back, and its shape with it',
      { columns: { '甲|乙': { 甲: 'pay' }, 别的: { 丙: 'none' } } },
      column('甲', 'proposed'),
      { columns: { 别的: { 丙: 'none' } } },
    ],
    ['sheets are chosen', {}, { kind: 'sheets', sheets: ['东区'] }, { sheets: ['东区'] }],
    [
      'a cell that is mended twice has the last text',
      { cells: [{ sheet: '表', row: 3, at: 1, text: '旧' }] },
      cell(3, '新'),
      { cells: [{ sheet: '表', row: 3, at: 1, text: '新' }] },
    ],
    [
      'a trade is set',
      {},
      { kind: 'trade', title: '其他', trade: 'sales' },
      { trades: { 其他: 'sales' } },
    ],
    [
      'all proposals are confirmed, but none that somebody set otherwise',
      { trades: { 焊工: 'construction' } },
      { kind: 'proposed-trades' },
      { trades: { 焊工: 'construction' } },
    ],
    [
      'a proposal is confirmed only where there is one',
      {},
      { kind: 'proposed-trades' },
      { trades: { 焊工: 'electrician' } },
    ],
    [
      'a booth is assigned again',
      { booths: [{ of: '甲厂|A01', booth: 'A02' }] },
      { kind: 'booths', booths: [{ of: '甲厂|A01', booth: 'A03' }] },
      { booths: [{ of: '甲厂|A01', booth: 'A03' }] },
    ],
    ['an employer is named', {}, { kind: 'employer', employer: '甲厂' }, { employer: '甲厂' }],
    ['posts stay together', {}, { kind: 'together', together: true }, { together: true }],
  ])('%s', (_, before, edit, wanted) => {
    expect(afterEdits(before, edit).now).toEqual(wanted);
  });
});

describe('undo and redo', () => {
  const two = afterEdits({}, cell(3, '一'), cell(4, '二'));

  it('lead back step by step, and forth again', () => {
    const one = undone(two);
    const none = one && undone(one);
    expect(one?.now).toEqual(afterEdits({}, cell(3, '一')).now);
    expect(none?.now).toEqual({});
    expect(none && undone(none)).toBeUndefined();
    expect(none && redone(none)).toEqual(one);
    expect(one && redone(one)).toEqual(two);
    expect(redone(two)).toBeUndefined();
  });

  it('have nothing to redo after another edit', () => {
    const one = undone(two);
    expect(one && redone(edited(one, cell(9, '三'), proposed))).toBeUndefined();
  });

  it('keep two hundred steps', () => {
    const many = afterEdits({}, ...Array.from({ length: 250 }, (_, i) => cell(i + 1, '字')));
    expect(many.undo).toHaveLength(200);
  });
});
