import type { CellNote, Reading } from '../reading.ts';
import { read, readPlain, unread } from './plain.ts';

const AROUND =
  /^(?:手机|电话|联系电话|联系方式|座机|tel)号?码?[:. ]*|\((?:微信同号|同微信|微信)\)$|微信同号$/gi;
const BETWEEN = /[/、,;\n|]|或/;
const MOBILE = /^1[3-9]\d{9}$/;
/** An area code of three digits belongs to the largest cities. */
const LANDLINE = /^0?(10|2\d|[3-9]\d{2})([2-9]\d{6,7})(?:转(\d{1,6}))?$/;

type Number = { readonly is: 'mobile' | 'landline'; readonly text: string };

/** One number that can be called, a mobile one first: T40. */
export function readPhone(text: string): Reading<string> {
  return readPlain<string>(text, (looked) => {
    const bare = looked.replaceAll(AROUND, '').replace(/\.0+$/, '');
    const whole = numberOf(bare);
    const numbers = whole ? [whole] : severalIn(bare);
    const known = numbers.filter((each) => each !== undefined);
    const chosen = known.find(({ is }) => is === 'mobile') ?? known[0];
    if (!chosen || known.length < numbers.length) return unread('phone');
    const rest = new Set(known.map((each) => each.text));
    rest.delete(chosen.text);
    const note: CellNote | undefined =
      rest.size > 0
        ? { kind: 'left-out', rest: [...rest].join('、') }
        : chosen.is === 'landline'
          ? { kind: 'landline' }
          : undefined;
    return read(chosen.text, note);
  });
}

/** Two numbers with a space between them, or a sign. */
function severalIn(text: string): (Number | undefined)[] {
  const parts = text.split(BETWEEN).filter((part) => part.trim() !== '');
  return (parts.length > 1 ? parts : text.split(' ')).map((part) => numberOf(part.trim()));
}

function numberOf(text: string): Number | undefined {
  const digits = text
    .replace(/-(?=\d{1,6}$)(?<=\d{7,8}-)/, '转')
    .replaceAll(/[ ()-]/g, '')
    .replace(/^(?:\+86|0086)/, '');
  const mobile = digits.replace(/^86(?=1\d{10}$)/, '');
  if (MOBILE.test(mobile)) return { is: 'mobile', text: mobile };
  const [all, area = '', own = '', extension] = LANDLINE.exec(digits) ?? [];
  if (!all || !(text.trim().startsWith('0') || /^[(+]/.test(text))) return undefined;
  return {
    is: 'landline',
    text: `0${area}-${own}${extension === undefined ? '' : `转${extension}`}`,
  };
}
