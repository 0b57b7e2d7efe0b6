/**
 * The cards of a sample fair, in the form that a reader sends. The offsets are repeated here on
 * purpose: if it shared the decoder's, a wrong one would go unnoticed.
 */

import { joinedBytes } from './joined-bytes.ts';
import type { IdCard } from './scan.ts';

export type SimulatedCard =
  | {
      readonly kind: 'id-card';
      readonly card: IdCard;
      /** What a foreigner's permit has beside a Chinese name. */
      readonly englishName?: string;
    }
  /** Answers the field but is not an ID card. */
  | { readonly kind: 'bus-card' }
  /** Can be selected but never read. */
  | { readonly kind: 'damaged' }
  /** Leaves while it is being read. */
  | { readonly kind: 'taken-away-early' };

const TEXT_BYTES = 256;
const PHOTO_BYTES = 1024;
const sexes = { male: '1', female: '2', unknown: '9' } as const;
const letters = {
  citizen: '',
  'hmt-residence': 'J',
  'foreigner-2017': 'I',
  'foreigner-2023': 'Y',
} as const;

/** The data of the reply to a read. */
export function readDataOf(card: IdCard, englishName?: string): Uint8Array {
  const lengths = Uint8Array.of(TEXT_BYTES >> 8, TEXT_BYTES & 0xff, PHOTO_BYTES >> 8, 0);
  return joinedBytes(lengths, textOf(card, englishName), new Uint8Array(PHOTO_BYTES).fill(0x5a));
}

function textOf(card: IdCard, englishName = ''): Uint8Array {
  const text = new Uint8Array(TEXT_BYTES);
  const view = new DataView(text.buffer);
  const write = (offset: number, length: number, value: string): void => {
    const units = fitting(value, length / 2).padEnd(length / 2, ' ');
    for (let i = 0; i < units.length; i++) {
      view.setUint16(offset + i * 2, units.charCodeAt(i), true);
    }
  };

  write(0, TEXT_BYTES, '');
  const birth = card.birth.replaceAll('-', '');
  const until = card.validUntil?.replaceAll('-', '') ?? '长期';
  const isChinese = /[^\p{ASCII}]/u.test(card.name);
  const chinese = isChinese ? card.name : '';
  const english = isChinese ? englishName : card.name;
  switch (card.type) {
    case 'foreigner-2017':
      write(0, 120, english);
      write(120, 2, sexes[card.sex]);
      write(122, 30, card.number);
      write(152, 6, card.number.slice(0, 3));
      write(158, 30, chinese);
      write(220, 16, birth);
      write(240, 8, '1500');
      break;
    case 'foreigner-2023':
      write(0, 30, chinese);
      write(30, 2, sexes[card.sex]);
      write(32, 4, '01');
      write(36, 16, birth);
      write(52, 70, english.slice(0, 35));
      write(122, 36, card.number);
      write(220, 22, english.slice(35));
      write(242, 6, 'FRA');
      break;
    case 'hmt-residence':
    case 'citizen':
      write(0, 30, card.name);
      write(30, 2, sexes[card.sex]);
      if (card.type === 'citizen') write(32, 4, '01');
      write(36, 16, birth);
      write(52, 70, card.address);
      write(122, 36, card.number);
      write(158, 30, '某某市公安局');
      break;
  }
  write(188, 16, '20200101');
  write(204, 16, until);
  write(248, 2, letters[card.type]);
  return text;
}

/** As much of the text as the field has room for, without half a character at its end. */
function fitting(value: string, units: number): string {
  let fits = '';
  for (const character of value) {
    if (fits.length + character.length > units) break;
    fits += character;
  }
  return fits;
}
