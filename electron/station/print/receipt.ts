import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import iconv from 'iconv-lite';
import type { Greeting } from '../../../shared/contract/people.ts';
import type { Ticket } from '../../../shared/contract/printing.ts';

/**
 * A ticket as ESC/POS bytes. Chinese text is GB18030, which every such printer sold in China
 * supports.
 */

/** FS & and FS . of ESC/POS: start and end of two-byte characters. */
const CHINESE_ON = [0x1c, 0x26];
const CHINESE_OFF = [0x1c, 0x2e];

export function receiptBytes(ticket: Ticket, columns: 32 | 48): Uint8Array {
  const paper = new ReceiptPrinterEncoder({
    language: 'esc-pos',
    columns,
    newline: '\n',
    feedBeforeCut: 3,
  });
  const line = (text: string): void => {
    paper.raw([...CHINESE_ON, ...iconv.encode(text, 'gb18030'), ...CHINESE_OFF]).newline();
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
  if (ticket.booths.length > 0) paper.rule();
  for (const { booth, zone, employer, post } of ticket.booths) {
    paper.bold(true);
    line(`${zone} ${booth}`);
    paper.bold(false);
    line(employer);
    line(post);
  }
  return paper.newline(2).cut('partial').encode();
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
