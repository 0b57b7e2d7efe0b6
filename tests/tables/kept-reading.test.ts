import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openWorkbook } from '../../electron/station/tables/open-workbook.ts';
import type { EmployerChoices } from '../../shared/tables/employers/choices.ts';
import type { Edit } from '../../shared/tables/employers/edit.ts';
import { edited } from '../../shared/tables/employers/edits.ts';
import { keptReading } from '../../shared/tables/employers/kept-reading.ts';
import { stagedEmployers } from '../../shared/tables/employers/stage.ts';
import { unedited } from '../../shared/tables/history.ts';
import type { Workbook } from '../../shared/tables/workbook.ts';
import { makeTable } from './make-table.ts';

/** An edit reads again only what it touches, and gives what a fresh reading gives. */

const folder = join(import.meta.dirname, 'shapes');
const names = readdirSync(folder).filter((name) => !name.endsWith('.truth.txt'));

async function opened(text: string): Promise<Workbook> {
  const workbook = await openWorkbook(await makeTable(text));
  if (!workbook.ok) throw new Error(workbook.fault.kind);
  return workbook.value;
}

const staged = (workbook: Workbook, choices: EmployerChoices, kept = keptReading()) =>
  stagedEmployers({ workbook, fileName: '某某公司', before: [], days: [], choices }, kept);

const at = fc.nat(1_000);
const text = fc.constantFrom(
  '',
  '12',
  '同上',
  '单位名称',
  'A01',
  '普工、焊工',
  '合计',
  '5000-7000',
);
const anEdit = fc.oneof(
  fc.record({ kind: fc.constant('cell' as const), at, column: fc.nat(9), text }),
  fc.record({ kind: fc.constant('trade' as const), at }),
  fc.record({ kind: fc.constant('column' as const), at, column: fc.nat(9) }),
  fc.record({ kind: fc.constant('together' as const), together: fc.boolean() }),
);

type AnEdit = typeof anEdit extends fc.Arbitrary<infer T> ? T : never;

function editOf(one: AnEdit, workbook: Workbook, now: EmployerChoices): Edit {
  const { tables, trades } = staged(workbook, now);
  const sheets = workbook.sheets.filter(({ rows }) => rows.length > 0);
  switch (one.kind) {
    case 'cell': {
      const sheet = sheets[one.at % sheets.length];
      const row = sheet?.rows[one.at % sheet.rows.length];
      return {
        kind: 'cell',
        sheet: sheet?.name ?? '',
        row: row?.row ?? 1,
        at: one.column,
        text: one.text,
      };
    }
    case 'trade':
      return {
        kind: 'trade',
        title: trades[one.at % trades.length]?.title ?? '普工',
        trade: 'driving',
      };
    case 'column': {
      const table = tables[one.at % tables.length];
      const key = table?.columns[one.column % table.columns.length]?.key ?? '';
      return { kind: 'column', shape: table?.shape ?? '', key, is: one.at % 2 ? 'none' : 'place' };
    }
    case 'together':
      return one;
  }
}

describe.each(names)('the table %s', async (name) => {
  const workbook = await opened(readFileSync(join(folder, name), 'utf8'));
  it('reads after any edits as it does from scratch (T79)', () => {
    fc.assert(
      fc.property(fc.array(anEdit, { minLength: 1, maxLength: 5 }), (edits) => {
        const kept = keptReading();
        staged(workbook, {}, kept);
        let now: EmployerChoices = {};
        for (const one of edits) {
          now = edited(unedited(now), editOf(one, workbook, now), []).now;
          expect(staged(workbook, now, kept)).toEqual(staged(workbook, now));
        }
      }),
      { numRuns: 3 },
    );
  });
});

it('reads one row again after one cell is mended, and the posts of a name after its trade (T79)', async () => {
  const rows = Array.from(
    { length: 60 },
    (_, i) => `甲${i % 6}厂 | ${i % 3 ? '普工' : '焊工'} | 2`,
  );
  const workbook = await opened(
    ['@ csv utf8', '单位名称 | 岗位名称 | 招聘人数', ...rows].join('\n'),
  );
  const kept = keptReading();
  let read = 0;
  let merged = 0;
  const counting: typeof kept = {
    row: (context, row, choices, anew) =>
      kept.row(context, row, choices, () => ((read += 1), anew())),
    booth: (seat, old, anew) => kept.booth(seat, old, () => ((merged += 1), anew())),
  };
  const counts = (choices: EmployerChoices) => {
    [read, merged] = [0, 0];
    const { sheets } = workbook;
    const cells = choices.cells?.map((cell) => ({ ...cell, sheet: sheets[0]?.name ?? '' }));
    staged(workbook, { ...choices, ...(cells && { cells }) }, counting);
    return { read, merged };
  };
  expect(counts({})).toEqual({ read: 60, merged: 6 });
  expect(counts({})).toEqual({ read: 0, merged: 0 });
  const cells = [{ sheet: '', row: 8, at: 2, text: '30' }];
  expect(counts({ cells })).toEqual({ read: 1, merged: 1 });
  expect(counts({ cells, trades: { 焊工: 'electrician' } })).toMatchObject({ read: 20 });
});
