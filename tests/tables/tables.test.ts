import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openWorkbook } from '../../electron/station/tables/open-workbook.ts';
import { ignoredColumns } from '../../shared/tables/employers/ignored.ts';
import { stagedEmployers } from '../../shared/tables/employers/stage.ts';
import { makeTable } from './make-table.ts';
import { postLines, truthOf } from './truth.ts';

/** Tables as offices make them, each compared cell by cell with what a clerk says it says. */

const folder = join(import.meta.dirname, 'shapes');
const textOf = (name: string): string => readFileSync(join(folder, name), 'utf8');
const names = readdirSync(folder)
  .filter((name) => !name.endsWith('.truth.txt'))
  .map((name) => name.replace(/\.txt$/, ''));

async function read(fileName: string) {
  const opened = await openWorkbook(await makeTable(textOf(`${fileName}.txt`)));
  if (!opened.ok) throw new Error(opened.fault.kind);
  return stagedEmployers({ workbook: opened.value, fileName, before: [], days: [], choices: {} });
}

describe.each(names)('the table %s', (name) => {
  const truth = truthOf(textOf(`${name}.truth.txt`));
  const said = (word: string): readonly string[] => truth.said.get(word) ?? [];

  it('is read cell by cell as its truth says', async () => {
    const { booths } = await read(name);
    const lines = postLines(booths);
    const wanted = lines.map((line, i) => {
      const post = truth.posts[i] ?? {};
      // A field that the truth does not name is blank.
      return Object.fromEntries(
        Object.entries(line).map(([field, value]) => {
          const expected = post[field] ?? '';
          return [field, expected === '*' ? value : expected];
        }),
      );
    });
    expect(lines).toEqual(wanted);
    expect(lines).toHaveLength(truth.posts.length);
  });

  it('leaves nothing out in silence (T7, T9)', async () => {
    const { tables, findings, rows } = await read(name);
    expect(rows).toHaveLength(Number(said('rows')[0]));
    expect(ignoredColumns(tables).toSorted()).toEqual(
      said('ignored')
        .flatMap((line) => line.split(' | '))
        .filter(Boolean)
        .toSorted(),
    );
    const leftOut = findings.flatMap(({ sheet, row, what }) => {
      if (what.kind === 'row-left-out') return [`${row} ${what.why}`];
      return what.kind === 'sheet-left-out' ? [`${sheet} ${what.why}`] : [];
    });
    expect(leftOut.toSorted()).toEqual(said('left-out').toSorted());
  });

  it('refuses no row and empties no cell but those that nobody can read (T17)', async () => {
    const { findings } = await read(name);
    const findingsOf = (wanted: string) => findings.filter(({ does }) => does === wanted);
    expect(findingsOf('refused').map(({ row }) => String(row))).toEqual(said('refused'));
    expect(findingsOf('emptied').map(({ row, column }) => `${row} ${column}`)).toEqual(
      said('emptied'),
    );
  });
});
