import { describe, expect, it } from 'vitest';
import { employerVocabulary } from './employer-meanings.ts';
import { columnsNamed, namedColumn, takenAs } from './named-columns.ts';

const named = (text: string) => namedColumn(text, employerVocabulary);

describe('a column named in words (T78)', () => {
  it.each([
    ['门槛=工作经验', { heading: '门槛', is: 'experience' }],
    ['门槛=experience', { heading: '门槛', is: 'experience' }],
    ['a=b = 不导入', { heading: 'a=b', is: 'none' }],
    ['门槛=NONE', { heading: '门槛', is: 'none' }],
    ['门槛=月亮', undefined],
    ['门槛', undefined],
    ['=工作经验', undefined],
    // What no fair keeps can't be chosen.
    ['手机=联系电话', undefined],
  ])('%s', (text, is) => {
    expect(named(text)).toEqual(is);
  });

  it('can be taken for everything that a list of choices offers', () => {
    for (const word of takenAs(employerVocabulary)) expect(named(`列=${word}`)).toBeDefined();
  });

  it('is set in each table that has its heading, however it is written there', () => {
    const column = { at: 0, heading: '*门槛', key: '门槛', taken: false, why: 'unknown' } as const;
    const table = { columns: [{ ...column, examples: [] }] };
    const tables = [
      { ...table, shape: '甲' },
      { ...table, shape: '乙' },
      { shape: '丙', columns: [] },
    ];
    const asked = [
      { heading: '门槛（必填）', is: 'experience' },
      { heading: '没有', is: 'none' },
    ] as const;
    expect(columnsNamed(tables, asked, employerVocabulary)).toEqual({
      columns: { 甲: { 门槛: 'experience' }, 乙: { 门槛: 'experience' } },
      absent: ['没有'],
    });
  });
});
