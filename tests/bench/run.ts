import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { figures } from './figures/all.ts';
import type { Figure } from './figure.ts';
import { ROOT } from './gate.ts';
import { type Result, tableOfHomes } from './home-table.ts';
import { isBad, verdictLines, verdictOf } from './measure.ts';
import { buildPage } from './page.ts';

/**
 * `npm run bench`: all figures, or some with `-- --only NAME,NAME`. `--tiny` only shows that they run;
 * `--json FILE` saves the results; `--against FOLDER` names another checkout to compare with; `--homes` is what many fairs
 * cost on SQLite, PostgreSQL, and the Citus whose coordinator CITUS_URL names, with a table of it all.
 */

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    json: { type: 'string' },
    against: { type: 'string' },
    tiny: { type: 'boolean', default: false },
    homes: { type: 'boolean', default: false },
  },
});
const ofHomes = figures.flatMap(({ name, home }) => (home === undefined ? [] : [name]));
const wanted = values.homes ? ofHomes : values.only?.flatMap((names) => names.split(','));
const unknown = wanted?.filter((name) => !figures.some((figure) => figure.name === name)) ?? [];
if (unknown.length > 0) {
  console.error(`没有这样的指标 no such figure: ${unknown.join(', ')}`);
  console.error(`有 there are: ${figures.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

let built: Promise<string> | undefined;
const page = (): Promise<string> => {
  const folder = join(ROOT, '.cache', 'bench-page');
  return (built ??= buildPage(folder).then(() => folder));
};

const results: (Result & Pick<Figure, 'name' | 'unit' | 'aim'> & { readonly ok: boolean })[] = [];
for (const figure of figures) {
  if (wanted && !wanted.includes(figure.name)) continue;
  const verdict = await verdictOf(figure, values.tiny ? 'tiny' : 'full', {
    page,
    against: values.against,
  });
  console.log(verdictLines(figure, verdict));
  const { name, home, unit, aim } = figure;
  results.push({ name, home, unit, aim, ok: !isBad(verdict), ...verdict });
}
const table = tableOfHomes(results);
if (table !== undefined) console.log(`\n${table}\n`);
if (values.json !== undefined) {
  await writeFile(values.json, `${JSON.stringify(results, undefined, 2)}\n`);
}
const bad = results.filter(({ ok }) => !ok).map(({ name }) => name);
const skipped = results.filter(({ kind }) => kind === 'skipped').length;
console.log(
  `${results.length - bad.length - skipped} passed, ${bad.length} failed, ${skipped} skipped`,
);
if (bad.length > 0) console.log(`✗ ${bad.join(', ')}`);
// A figure that failed may have left a server or a browser running.
process.exit(bad.length > 0 ? 1 : 0);
