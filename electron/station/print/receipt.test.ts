import { describe, expect, it } from 'vitest';
import type { Ticket } from '../../../shared/contract/printing.ts';
import { receiptBytes } from './receipt.ts';
import { asPrinted } from './testing/as-printed.ts';

const ticket: Ticket = {
  fair: { zh: '云溪街道零工市场专场招聘会', en: 'Yunxi Gig Market' },
  greeting: { by: 'name', maskedName: '欧阳*远' },
  anonymous: false,
  pass: 'CF1:0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:',
  shortCode: '0840-0000-A',
  booths: [{ booth: 'A01', zone: 'A区', employer: '汀禾市永晟电子科技有限公司', post: '装配工' }],
};
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const text = (bytes: Uint8Array): string => new TextDecoder('gb18030').decode(bytes);

describe('a ticket for a receipt printer', () => {
  it.each([32, 48] as const)(
    'has fair, masked name, code and booths in GB18030, %i wide',
    (columns) => {
      const printed = text(receiptBytes(ticket, columns));
      for (const line of [
        '云溪街道零工市场专场招聘会',
        '欧阳*远',
        '0840-0000-A',
        'A区 A01',
        '永晟电子',
        '装配工',
      ]) {
        expect(printed).toContain(line);
      }
    },
  );

  it('has the whole pass as the printer’s QR code of level M, and cuts', () => {
    const bytes = hex(receiptBytes(ticket, 32));
    const length = ticket.pass.length + 3;
    const data = `1d286b${hex(Uint8Array.of(length & 255, length >> 8))}315030`;
    expect(bytes).toContain(data + hex(Buffer.from(ticket.pass)));
    expect(bytes).toContain('1d286b0300314531');
    expect(bytes).toMatch(/1d56(00|01|41..|42..)/);
  });

  it('turns two-byte characters on before each Chinese line, and off after it', () => {
    const bytes = hex(receiptBytes(ticket, 32));
    const chinese = hex(Uint8Array.of(0x1c, 0x26));
    expect(bytes).toContain(`${chinese}d4c6cfaa`);
    expect(bytes.split(chinese)).toHaveLength(bytes.split('1c2e').length - 1);
  });

  it('has no byte above 127 outside two-byte characters, so that no rule becomes 哪哪哪', () => {
    const outside = hex(receiptBytes(ticket, 32))
      .replaceAll(/1c26(?:(?!1c)..)*1c2e/g, '')
      .replaceAll(/1d286b..../g, '');
    expect(outside).toMatch(/^(?:[0-7].)*$/);
    expect(text(receiptBytes(ticket, 32))).toContain('-'.repeat(32));
  });

  it.each([
    ['𬍛*', '〓*', 'U+2C35B'],
    ['㛃*明', '〓*明', 'U+36C3'],
    ['\uE863*', '〓*', 'U+E863'],
  ])(
    'prints 〓 for a character that no printer has, and says which: %s',
    (maskedName, line, code) => {
      const greeting = { by: 'name', maskedName } as const;
      const bytes = receiptBytes({ ...ticket, greeting }, 48);
      expect(asPrinted(bytes)).toContain(line);
      expect(asPrinted(bytes)).toContain(`〓 是打印机没有的字：${code}`);
    },
  );

  it('prints a name’s dot as Chinese has it, and says nothing of it', () => {
    const booths = [{ booth: 'A01', zone: 'A区', employer: '阿依古丽•餐饮', post: '服务员' }];
    const printed = text(receiptBytes({ ...ticket, booths }, 48));
    expect(printed).toContain('阿依古丽·餐饮');
    expect(printed).not.toContain('〓');
  });

  it('never sends a printer a command that stands in a name', () => {
    const greeting = { by: 'name', maskedName: '王\x1b@\x1d\u202E*' } as const;
    const plain = receiptBytes({ ...ticket, greeting: { by: 'name', maskedName: '王@*' } }, 32);
    expect(hex(receiptBytes({ ...ticket, greeting }, 32))).toBe(hex(plain));
  });

  it('has no name for an anonymous pass', () => {
    const printed = text(receiptBytes({ ...ticket, anonymous: true }, 32));
    expect(printed).toContain('匿名通行证');
    expect(printed).not.toContain('欧阳');
  });
});
