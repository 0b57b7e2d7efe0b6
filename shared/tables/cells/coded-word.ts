import type { Choice } from '../../codes.ts';

const same = (text: string): string => text.replaceAll(/\s/g, '').toLowerCase();

/** The code whose own words or letters these are, as on the kiosk's keys. */
export function codeOfWord<C extends string>(
  list: readonly Choice<C>[],
  text: string,
): C | undefined {
  const word = same(text);
  return list.find(({ code, zh, en }) => [code, zh, en].some((each) => same(each) === word))?.code;
}
