import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import iconv from 'iconv-lite';
import type { Greeting } from '../../../shared/contract/people.ts';
import type { Ticket } from '../../../shared/contract/printing.ts';
import { plainText } from '../../../shared/names/written.ts';

/**
 * A ticket as ESC/POS bytes. Chinese text is GB18030, which every such printer sold in China
 * supports.
 */

/**
 * FS & and FS . of ESC/POS: start and end of two-byte characters. A printer that ignores FS . takes any two
 * bytes above 127 for a character, so there are none outside: the encoder's own rule would be 哪哪哪.
 */
const CHINESE_ON = [0x1c, 0x26];
const CHINESE_OFF = [0x1c, 0x2e];

export function receiptBytes(ticket: Ticket, columns: 32 | 48): Uint8Array {
  const paper = new ReceiptPrinterEncoder({
    language: 'esc-pos',
    columns,
    newline: '\n',
    feedBeforeCut: 3,
  });
  const missing = new Set<string>();
  const line = (text: string): void => {
    const shown = printable(text, missing);
    paper.raw([...CHINESE_ON, ...iconv.encode(shown, 'gb18030'), ...CHINESE_OFF]).newline();
  };
  paper.initialize();
  line(ticket.fair.zh);
  paper.bold(true).size(2, 2);
  line(ticket.anonymous ? '匿名通行证' : '入场通行证');
  const holder = holderOf(ticket.greeting);
  if (!ticket.anonymous && holder) line(holder);
  paper.size(1, 1).bold(false);
  // Wider modules on wide paper; 45 of them must fit beside their white margin.
  paper.qrcode(ticket.pass, { model: 2, size: columns === 48 ? 8 : 6, errorlevel: 'm' });
  paper.bold(true);
  line(`短码 ${ticket.shortCode}`);
  paper.bold(false);
  line('到展位时，给招聘人员扫一扫');
  if (ticket.booths.length > 0) line('-'.repeat(columns));
  for (const { booth, zone, employer, post } of ticket.booths) {
    paper.bold(true);
    line(`${zone} ${booth}`);
    paper.bold(false);
    line(employer);
    line(post);
  }
  if (missing.size > 0) line(instead([...missing]));
  return paper.newline(2).cut('partial').encode();
}

const STAND_IN = '〓';
const MOST_NAMED = 3;
/** Of two bytes is only the dot that Chinese names have. */
const DOTS = /[•‧・]/gu;

/**
 * The text as a printer can print it. A printer has no characters of four bytes, and would take each for two
 * others; what it lacks is added to `missing`.
 */
function printable(text: string, missing: Set<string>): string {
  return Array.from(plainText(text).replace(DOTS, '·'), (character) => {
    const isPrivate = /\p{Co}/u.test(character);
    if (!isPrivate && iconv.encode(character, 'gb18030').length <= 2) return character;
    missing.add(character);
    return STAND_IN;
  }).join('');
}

function instead(missing: readonly string[]): string {
  const codes = missing
    .slice(0, MOST_NAMED)
    .map((character) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}`);
  return `${STAND_IN} 是打印机没有的字：${codes.join('、')}${missing.length > MOST_NAMED ? '等' : ''}`;
}

function holderOf(greeting: Greeting): string {
  switch (greeting.by) {
    case 'name':
      return greeting.maskedName;
    case 'digits':
      return `尾号 ${greeting.lastFour}`;
    case 'nothing':
      return '';
  }
}
