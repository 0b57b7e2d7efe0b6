import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byName, comparable, finder } from './find.ts';
import { spelled } from './spelled.ts';
import { compoundSurnames, decodeSurname, encodeSurname, maskName, surnameOf } from './surname.ts';
import { hasStandIn, nameCharacters, plainText } from './written.ts';

describe('a name on the screen', () => {
  it.each([
    ['王芳', '王*', '王'],
    ['王小芳', '王*芳', '王'],
    ['李　明', '李*', '李'],
    ['李 明', '李*', '李'],
    ['李\u00A0明', '李*', '李'],
    ['张三（女）', '张*', '张'],
    ['王芳(小)', '王*', '王'],
    ['王芳（小', '王*', '王'],
    ['（张三）', '张*', '张'],
    ['李', '*', ''],
    ['李（大）', '*', ''],
    ['欧阳明', '欧阳*', '欧阳'],
    ['欧阳明月', '欧阳*月', '欧阳'],
    ['欧 阳 明', '欧阳*', '欧阳'],
    ['欧阳', '欧*', '欧'],
    ['单于', '单*', '单'],
    ['单于婉', '单于*', '单于'],
    ['淳于意', '淳于*', '淳于'],
    ['歐陽明', '歐陽*', '歐陽'],
    ['阿依古丽·买买提', '阿****提', '阿'],
    ['阿依古丽•买买提', '阿****提', '阿'],
    ['阿·提', '阿*', '阿'],
    ['买买提江阿不都热合曼艾尼瓦尔江', '买****江', '买'],
    ['𠮷田', '𠮷*', '𠮷'],
    ['𬍛', '*', ''],
    ['㛃', '*', ''],
    ['SMITH JOHN', 'S****N', 'S'],
    ['John SMITH', 'J****H', 'J'],
    ['ئابدۇللا مەمەت', 'ئ****ت', 'ئ'],
    ['བསོད་ནམས', 'བ****ས', 'བ'],
    ['陈?', '陈*', '陈'],
    ['?明', '*明', ''],
    ['\uE863明', '*明', ''],
    ['王\u202E芳\u200B', '王*', '王'],
    ['王\u0007\u001B芳', '王*', '王'],
  ])('%s is shown as %s', (full, masked, surname) => {
    expect(maskName(full)).toBe(masked);
    expect(surnameOf(full)).toBe(surname);
  });

  it('is never whole, whatever stands in it', () => {
    const piece = fc.constantFrom(...'李欧阳单于𬍛A·•　（）(?*z\u200B\u202Eཀྲ');
    fc.assert(
      fc.property(fc.string({ unit: piece, minLength: 1, maxLength: 16 }), (name) => {
        const whole = nameCharacters(name).join('');
        fc.pre(whole !== '');
        const shown = maskName(name);
        expect(shown.replaceAll('*', '')).not.toBe(whole);
        expect(surnameOf(name)).not.toBe(whole);
        expect(shown.length).toBeLessThanOrEqual(20);
      }),
    );
  });

  it('keeps the place of each compound surname, since passes carry it', () => {
    expect(compoundSurnames.indexOf('欧阳')).toBe(0);
    expect(compoundSurnames.indexOf('梁丘')).toBe(59);
    expect(compoundSurnames.indexOf('淳于')).toBe(60);
    expect(new Set(compoundSurnames).size).toBe(compoundSurnames.length);
    for (const text of compoundSurnames) {
      expect(decodeSurname(encodeSurname({ text, title: 'ms' }))).toEqual({ text, title: 'ms' });
    }
  });

  it('knows each compound surname of the kept table', () => {
    // 仉 and 督 are two surnames that stand beside each other in 《百家姓》.
    const table = createRequire(import.meta.url).resolve('pinyin-pro/dist/esm/data/surname.mjs');
    const pairs = readFileSync(table, 'utf8').matchAll(/(\p{Script=Han}{2})["']?:/gu);
    const kept = [...pairs].flatMap(([, pair = '']) => (pair === '仉督' ? [] : [pair]));
    expect(kept.length).toBeGreaterThan(50);
    expect(kept.filter((each) => !compoundSurnames.includes(each))).toEqual([]);
  });
});

describe('text as it is written', () => {
  it('loses what a printer obeys, what turns a line around and what has no width', () => {
    expect(plainText(' 王\u0000\u001b\u009b芳\u202e\u2066\u200b\u200d\ufeff\u{e0100}\n ')).toBe(
      '王芳',
    );
    expect(plainText('第一行\r\n第二行\t三')).toBe('第一行 第二行 三');
    expect(plainText('王\uD842')).toBe('王\uFFFD');
  });

  it.each(['陈?', '陈？', '陈\uE863', '陈□', '陈\uFFFD', '陈〓', '张*三', '陈\u{F0000}'])(
    'asks for the document where a character is lost: %s',
    (name) => expect(hasStandIn(name)).toBe(true),
  );

  it.each([
    '陈晨',
    '㛃',
    '𬍛',
    '阿依古丽·买买提',
    'John SMITH',
    'ئابدۇللا',
    'བསོད་ནམས',
    '张三（女）',
  ])('takes a rare name as it is: %s', (name) => expect(hasStandIn(name)).toBe(false));
});

describe('a search', () => {
  const employer = ['A01', '汀禾市永晟电子科技有限公司（北园）', '装配工', '客服专员'];
  it.each([
    ['永晟', true],
    ['Ａ０１', true],
    ['a01', true],
    ['(北园)', true],
    ['【北园', true],
    ['装配', true],
    ['yscdz', false],
    ['ysdz', true],
    ['yongsheng', true],
    ['YongSheng dianzi', true],
    ['zpg', true],
    ['永晟 装配', true],
    ['永晟 焊工', false],
    ['', true],
    ['　', true],
  ])('for %j finds an employer or a post: %s', (query, found) => {
    expect(finder(query, spelled)(...employer)).toBe(found);
  });

  it.each([
    ['阿依古丽•买买提', '阿依古丽·买买提'],
    ['阿依古丽.买买提', '阿依古丽·买买提'],
    ['ｊｏｈｎ smith', 'John SMITH'],
    ['李明', '李　明'],
    ['oym', '欧阳明'],
    ['shanyu', '单于婉'],
    ['chanyw', '单于婉'],
  ])('for %s finds %s', (query, name) => expect(finder(query, spelled)(name)).toBe(true));

  it('finds what is written before the readings have come', () => {
    expect(finder('永晟')(...employer)).toBe(true);
    expect(finder('ysdz')(...employer)).toBe(false);
  });

  it('compares dots, brackets, width and case alike', () => {
    expect(comparable('【Ａ－1】 甲．乙')).toBe(comparable('(a—1)甲‧乙'));
  });
});

it('sorts names by pinyin, and numbers as they count', () => {
  expect(['A10', 'A2', 'B1', 'Ａ1'].toSorted(byName)).toEqual(['Ａ1', 'A2', 'A10', 'B1']);
  expect(['张三', '李四', '安然', '欧阳明', '王五'].toSorted(byName)).toEqual([
    '安然',
    '李四',
    '欧阳明',
    '王五',
    '张三',
  ]);
});
