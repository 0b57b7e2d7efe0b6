import { expect, it } from 'vitest';
import { seenColumns } from './seen-columns.ts';

const column = { at: 0, heading: '', key: '' } as const;
const table = { sheet: '', table: 0, shape: '', labels: [], rows: 1 } as const;

it.each([
  ['name', true, '欧阳春风', '欧＊＊＊'],
  ['name', true, '李', '＊'],
  ['number', true, '330102199001011234', '3＊＊＊（18 字）'],
  ['phone', true, '13800138000', '1＊＊＊（11 字）'],
  ['address', true, '白露市霜降街道五号', '白＊＊＊（9 字）'],
  ['education', true, '大专', '大专'],
  // Somebody set it so, and may have taken names for trades.
  ['trades', true, '欧阳春风', '欧＊＊＊'],
  // Whatever else stands there may be about somebody, too.
  [undefined, false, '330102199001011234', '3＊＊＊（18 字）'],
] as const)('a column of %s (taken: %s) shows %s as %s', (is, taken, text, seen) => {
  const why = is === 'trades' ? 'chosen' : 'heading';
  const columns = [{ ...column, taken, why, ...(is && { is }), examples: [text] }] as const;
  expect(seenColumns([{ ...table, columns }])).toMatchObject([{ columns: [{ examples: [seen] }] }]);
});
