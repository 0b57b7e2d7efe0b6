import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { postSchema } from '../../fair.ts';
import type { Reading } from '../reading.ts';
import { cellFaultSchema, cellNoteSchema } from '../reading.ts';
import { readBooth } from './booth.ts';
import { readEducation } from './education.ts';
import { readEmployerKind } from './employer-kind.ts';
import { readGroups } from './groups.ts';
import { readHeadcount } from './headcount.ts';
import { readIndustry } from './industry.ts';
import { readPay, readPayEnds } from './pay.ts';
import { readPer } from './per.ts';
import { readPhone } from './phone.ts';
import { listedPosts, readPosts } from './posts.ts';
import { readRegion } from './region.ts';
import { readClosed } from './state.ts';
import { readTrade, readWantedTrades } from './trade.ts';
import { readWords } from './words.ts';

const readers: readonly ((text: string) => Reading<unknown>)[] = [
  readBooth,
  readEducation,
  readEmployerKind,
  readGroups,
  readHeadcount,
  readIndustry,
  readPay,
  readPer,
  readPhone,
  readPosts,
  readRegion,
  readClosed,
  readTrade,
  readWantedTrades,
  readWords(60),
];

/** What cells are made of, so that chance comes near to what people write. */
const pieces = fc.array(
  fc.oneof(
    fc.constantFrom(...'0123456789千万kK元月天时件年薪起上下-~、/，。（）+ \n'),
    fc.constantFrom('普工', '以上', '面议', '底薪', '提成', '若干', '本科', '大专', '不限', 'A区'),
    fc.string({ unit: 'grapheme', maxLength: 3 }),
  ),
  { maxLength: 30 },
);
const cells = fc.oneof(
  pieces.map((all) => all.join('')),
  fc.string({ unit: 'binary', maxLength: 500 }),
);

describe('any cell', () => {
  it('is read, left empty or left unread, never thrown at', () => {
    fc.assert(
      fc.property(cells, (text) => {
        for (const reader of readers) {
          const reading = reader(text);
          if (reading.is === 'unread') cellFaultSchema.parse(reading.why);
          if (reading.is === 'read' && reading.note) cellNoteSchema.parse(reading.note);
        }
        expect(listedPosts(text)).toBeInstanceOf(Array);
      }),
      { numRuns: 400 },
    );
  });

  it('of pay and heads fits the fair when it was read', () => {
    const { pay, payText, per, headcount } = postSchema.shape;
    fc.assert(
      fc.property(cells, cells, (text, other) => {
        for (const reading of [readPay(text), readPayEnds(text, other)]) {
          if (reading.is !== 'read') continue;
          const { value } = reading;
          if (value.pay) {
            const [from, to] = pay.unwrap().parse(value.pay);
            expect(from ?? 0).toBeLessThanOrEqual(to ?? Infinity);
          }
          if (value.payText !== undefined) payText.unwrap().parse(value.payText);
          if (value.per) per.unwrap().parse(value.per);
        }
        const heads = readHeadcount(text);
        if (heads.is === 'read' && heads.value !== 'some') headcount.unwrap().parse(heads.value);
        const booth = readBooth(text);
        if (booth.is === 'read') {
          for (const code of booth.value.codes) expect(code).toMatch(/^[A-Za-z0-9-]{1,20}$/);
        }
      }),
      { numRuns: 400 },
    );
  });
});
