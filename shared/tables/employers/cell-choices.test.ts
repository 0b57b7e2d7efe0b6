import { expect, it } from 'vitest';
import type { Reading } from '../reading.ts';
import { readEducation } from '../cells/education.ts';
import { readEmployerKind } from '../cells/employer-kind.ts';
import { readHeadcount } from '../cells/headcount.ts';
import { readIndustry } from '../cells/industry.ts';
import { readPer } from '../cells/per.ts';
import { readClosed } from '../cells/state.ts';
import { readTrade } from '../cells/trade.ts';
import { cellChoices } from './cell-choices.ts';

const readers = [
  ['trade', readTrade],
  ['education', readEducation],
  ['kind', readEmployerKind],
  ['industry', readIndustry],
  ['per', readPer],
  ['headcount', readHeadcount],
  ['state', readClosed],
] as const satisfies readonly (readonly [string, (text: string) => Reading<unknown>])[];

it.each(readers)(
  'a %s that is picked from the list is read back without a question',
  (is, read) => {
    const unsure = cellChoices(is).filter((text) => {
      const reading = read(text);
      // 不限 says that there is none.
      return reading.is === 'unread' || (reading.is === 'read' && reading.note !== undefined);
    });
    expect(unsure).toEqual([]);
    expect(cellChoices(is).length).toBeGreaterThan(0);
  },
);
