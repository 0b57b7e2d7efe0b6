import { describe, expect, it } from 'vitest';
import { type Reading, read } from './candidates.ts';
import { type Key, press } from './composing.ts';
import { lexiconOf } from './lexicon.ts';
import list from './words.txt?raw';

const lexicon = lexiconOf(list);
const texts = ({ candidates }: Reading): string[] => candidates.map(({ text }) => text);

describe('pinyin', () => {
  it.each([
    ['huihanjie', '会焊接'],
    ['nengdaoyeban', '能倒夜班'],
    ['woxiangzhaogongzuo', '我想找工作'],
    ['chachezheng', '叉车证'],
    ['mingtianlaimianshi', '明天来面试'],
    ['meiyoujingyanxuyaopeixun', '没有经验需要培训'],
    ['shenfenzheng', '身份证'],
    ['yonggongdanwei', '用工单位'],
    ['nvgong', '女工'],
    ['dhg', '电焊工'],
    ['hanj', '焊接'],
    ["xi'an", '西安'],
    ['chongqing', '重庆'],
    ['kuaiji', '会计'],
    ['lve', '略'],
    ['lue', '略'],
  ])('%s offers %s first', (letters, text) => {
    expect(texts(read(lexicon, letters))[0]).toBe(text);
  });

  it.each([
    ['xian', ['先', '县', '西安']],
    ['fangan', ['方案', '反感']],
    ['wang', ['王', '汪']],
    ['huidianhan', ['会电焊', '回', '会', '汇']],
  ])('%s also offers %j', (letters, expected) => {
    expect(texts(read(lexicon, letters))).toEqual(expect.arrayContaining(expected));
  });

  it('offers whole words, then words for a part, then single characters', () => {
    const { candidates } = read(lexicon, 'fangan');
    const lengths = candidates.map(({ letters }) => letters);
    expect(lengths).toEqual(lengths.toSorted((one, other) => other - one));
    expect(lengths[0]).toBe(6);
  });

  it.each([
    ['huihanjie', 'hui han jie'],
    ["xi'an", 'xi an'],
    ['xian', 'xian'],
    ['dhg', 'd h g'],
    ['huih', 'hui h'],
  ])('%s is shown as %s', (letters, shown) => {
    expect(read(lexicon, letters).syllables.join(' ')).toBe(shown);
  });

  it('offers letters that are not pinyin unchanged', () => {
    expect(texts(read(lexicon, 'uuu'))).toEqual(['uuu']);
  });

  it('finds every character of the national standard by some pinyin', () => {
    const decoder = new TextDecoder('gb2312');
    const standard: string[] = [];
    for (let row = 0xb0; row <= 0xf7; row++) {
      for (let cell = 0xa1; cell <= 0xfe; cell++) {
        standard.push(decoder.decode(new Uint8Array([row, cell])));
      }
    }
    const wanted = standard.filter((each) => /^\p{Script=Han}$/u.test(each));
    const reached = new Set(
      Array.from(lexicon.next.keys()).flatMap((syllable) => texts(read(lexicon, syllable))),
    );
    expect(wanted).toHaveLength(6_763);
    expect(wanted.filter((each) => !reached.has(each))).toEqual([]);
  });

  it('knows tens of thousands of words', () => {
    expect(list.match(/\p{Script=Han}{2,}/gu)?.length).toBeGreaterThan(40_000);
  });
});

describe('composing', () => {
  interface Desk {
    readonly letters: string;
    readonly text: string;
    readonly entered: number;
  }

  /** `a` to `z` and `'` are letters; SPACE, RUB, ENTER, SWITCH are keys; 2nd picks; others are signs. */
  function type(...keys: readonly string[]): Desk {
    return keys.reduce<Desk>(
      (desk, name) => {
        const { letters, deed } = press(lexicon, desk.letters, keyOf(name, desk.letters));
        return {
          letters,
          text:
            deed.kind === 'write'
              ? desk.text + deed.text
              : desk.text.slice(0, deed.kind === 'rub' ? -1 : undefined),
          entered: desk.entered + (deed.kind === 'enter' ? 1 : 0),
        };
      },
      { letters: '', text: '', entered: 0 },
    );
  }

  function keyOf(name: string, letters: string): Key {
    const picked = /^pick (.+)$/.exec(name)?.[1];
    const candidate = read(lexicon, letters).candidates.find(({ text }) => text === picked);
    if (candidate) return { kind: 'pick', candidate };
    if (name === 'SPACE') return { kind: 'space' };
    if (name === 'RUB') return { kind: 'rub' };
    if (name === 'ENTER') return { kind: 'enter' };
    if (name === 'SWITCH') return { kind: 'switch' };
    if (/^[a-z']$/.test(name)) return { kind: 'letter', letter: name };
    return { kind: 'sign', sign: name };
  }

  it.each([
    ['writes the first candidate after a space', [...'huihanjie', 'SPACE'], '会焊接', ''],
    ['writes the candidate that was chosen', [...'xian', 'pick 西安'], '西安', ''],
    ['keeps the letters for which nothing was chosen', [...'huihanjie', 'pick 绘'], '绘', 'hanjie'],
    ['continues with the remaining letters', [...'huihanjie', 'pick 绘', 'SPACE'], '绘焊接', ''],
    ['deletes pinyin before text', [...'hui', 'SPACE', ...'ha', 'RUB', 'RUB'], '会', ''],
    ['deletes text when no pinyin is left', [...'huihanjie', 'SPACE', 'RUB'], '会焊', ''],
    ['writes the first candidate before a mark', [...'huihanjie', '，'], '会焊接，', ''],
    ['writes digits unchanged', ['3', ...'nian', 'SPACE'], '3年', ''],
    ['writes a space when there is no pinyin', ['A', 'SPACE'], 'A ', ''],
    ['writes letters unchanged after a switch', [...'excel', 'SWITCH'], 'excel', ''],
    ['writes the first candidate after enter', [...'hui', 'ENTER'], '会', ''],
    ['ignores an apostrophe at the beginning', ["'", ...'hui'], '', 'hui'],
    ['separates syllables with one apostrophe', [...'xi', "'", "'", ...'an'], '', "xi'an"],
  ])('%s', (_, keys, text, letters) => {
    expect(type(...keys)).toMatchObject({ text, letters });
  });

  it('submits only when no pinyin is open', () => {
    expect(type(...'hui', 'ENTER').entered).toBe(0);
    expect(type(...'hui', 'ENTER', 'ENTER').entered).toBe(1);
  });

  it('accepts no more letters than a sentence needs', () => {
    expect(type(...'h'.repeat(60)).letters).toHaveLength(40);
  });
});
