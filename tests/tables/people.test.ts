import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type About, answersIn } from '../../shared/answers.ts';
import { ignoredHeadings } from '../../shared/tables/columns/columns.ts';
import { readRoster } from '../../electron/station/people/roster.ts';
import { makeTable } from './make-table.ts';
import { truthOf } from './truth.ts';

const TODAY = { year: 2027, month: 2, day: 20 };
const folder = join(import.meta.dirname, 'people');
const names = (await readdir(folder)).flatMap((file) =>
  file.endsWith('.truth.txt') ? [file.replace('.truth.txt', '')] : [],
);

function answersSaid(about: About): Record<string, string> {
  const { education = '', trades = [], groups = [] } = answersIn(about);
  return { education, trades: trades.join(','), groups: groups.join(',') };
}

it('a list with headings alone says that its ID numbers are empty (T65)', async () => {
  const read = await readRoster(Buffer.from('姓名,身份证号\n'), TODAY);
  expect(read).toEqual({ ok: false, fault: { kind: 'no-people', missing: 'numbers' } });
});

describe.each(names)('the list %s', async (name) => {
  const truth = truthOf(await readFile(join(folder, `${name}.truth.txt`), 'utf8'));
  const said = (word: string): readonly string[] => truth.said.get(word) ?? [];
  const read = await readRoster(
    await makeTable(await readFile(join(folder, `${name}.txt`), 'utf8')),
    TODAY,
  );

  if (said('refused-file').length > 0) {
    it('is refused, since nobody is known by it (T65)', () => {
      expect(read).toEqual({ ok: false, fault: { kind: 'no-people', missing: 'number' } });
    });
    return;
  }
  if (!read.ok) throw new Error(read.fault.kind);
  const { people, rows, findings, tables } = read.value;
  const columns = tables.flatMap((table) => table.columns);
  const findingsOf = (wanted: string) => findings.filter(({ does }) => does === wanted);

  it('gives each person what the table says (T65, T66, T67)', () => {
    const refused = new Set(findingsOf('refused').map(({ row }) => row));
    const places = rows.filter(({ row }) => !refused.has(row));
    const found = people.map(({ number, phone = '', address = '', about, ...person }, at) => ({
      row: String(places[at]?.row),
      name: person.name,
      number,
      phone,
      ...answersSaid(about),
      address,
    }));
    expect(found).toEqual(truth.posts);
  });

  it('leaves nothing out in silence (T68)', () => {
    expect(rows).toHaveLength(Number(said('rows')[0]));
    expect(ignoredHeadings(columns).toSorted()).toEqual(
      said('ignored')
        .flatMap((line) => line.split(' | '))
        .toSorted(),
    );
    const leftOut = findingsOf('left-out').map(
      ({ row, what }) => `${row} ${what.kind === 'row-left-out' ? what.why : ''}`,
    );
    expect(leftOut.toSorted()).toEqual(said('left-out').toSorted());
  });

  it('refuses no person and empties no cell but those that nobody can read (T66)', () => {
    expect(findingsOf('refused').map(({ row, what }) => `${row} ${what.kind}`)).toEqual(
      said('refused'),
    );
    expect(findingsOf('emptied').map(({ row, column }) => `${row} ${column}`)).toEqual(
      said('emptied'),
    );
  });
});
