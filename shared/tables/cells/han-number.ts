const digits = '零一二三四五六七八九';
const NUMBER =
  /^(?:([一二两三四五六七八九])百零?)?(?:([一二三四五六七八九])?十)?([一二两三四五六七八九])?$/;

/** 两, 十五, 一百二十: up to 999, as people write a few heads. */
export function hanNumber(text: string): number | undefined {
  const [all, hundreds, tens, ones] = NUMBER.exec(text) ?? [];
  if (!all) return undefined;
  const value = (digit: string | undefined): number =>
    digit === undefined ? 0 : digit === '两' ? 2 : digits.indexOf(digit);
  const ten = all.includes('十') ? value(tens ?? '一') : 0;
  return value(hundreds) * 100 + ten * 10 + value(ones);
}
