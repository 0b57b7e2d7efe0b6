import { describe, expect, it } from 'vitest';
import { parseLine, parsePage, saidIn } from './markdown.ts';

describe('a page of the handbook', () => {
  it('reads headings, lists, tables and pictures', () => {
    const page = parsePage(
      [
        '# 题目',
        '第一行\n第二行',
        '<a id="a-b"></a>\n## 一节',
        '3. 一步\n   还是这一步\n4. 下一步',
        '- 一\n- 二',
        '| 头 | 尾 |\n| --- | --- |\n| 一 | 二 |',
        '![图](../pictures/some-screen.webp)',
        '> 注意\n> 这里',
      ].join('\n\n'),
    );
    const plain = (text: string) => [{ kind: 'plain', text }];
    expect(page).toEqual({
      title: '题目',
      blocks: [
        { kind: 'paragraph', line: plain('第一行第二行') },
        { kind: 'section', level: 2, id: 'a-b', title: plain('一节') },
        { kind: 'steps', start: 3, items: [plain('一步还是这一步'), plain('下一步')] },
        { kind: 'list', items: [plain('一'), plain('二')] },
        { kind: 'table', head: [plain('头'), plain('尾')], rows: [[plain('一'), plain('二')]] },
        { kind: 'picture', caption: '图', name: 'some-screen' },
        { kind: 'note', line: plain('注意这里') },
      ],
    });
  });

  it('marks what a screen says, wherever it stands in a line', () => {
    const line = parseLine('点 **「再试一次」**，见 [「站点」](trouble.md#replace) 和 `F1`');
    expect(saidIn(line)).toEqual(['再试一次', '站点']);
    expect(line).toContainEqual({
      kind: 'link',
      to: { page: 'trouble', section: 'replace' },
      of: [{ kind: 'said', text: '站点' }],
    });
    expect(line).toContainEqual({ kind: 'code', text: 'F1' });
  });

  it('sets a space between the lines of an English paragraph', () => {
    expect(parsePage('# T\n\none\ntwo').blocks).toEqual([
      { kind: 'paragraph', line: [{ kind: 'plain', text: 'one two' }] },
    ]);
  });

  it.each([
    'no title',
    '# T\n\n![picture](elsewhere.webp)',
    '# T\n\n| a |\n| b |',
    '# T\n\n| a | b |\n| --- | --- |\n| c |',
    '# T\n\n- one\ntwo',
    '# T\n\n[away](https://example.cn)',
    '# T\n\n<b>bold</b>',
    '# T\n\n#### small',
  ])('refuses what it cannot draw: %j', (text) => {
    expect(() => parsePage(text)).toThrow();
  });
});
