import type { HomeName } from './figure.ts';
import type { Verdict } from './measure.ts';

/** What many fairs cost, a column for each home, as a table of Markdown. */

export type Result = Verdict & { readonly home: HomeName | undefined };

const TITLES: Readonly<Record<HomeName, string>> = {
  sqlite: 'SQLite',
  postgres: 'PostgreSQL',
  citus: 'Citus',
};
const HOMES: readonly HomeName[] = ['sqlite', 'postgres', 'citus'];

/** Undefined where nothing of it was measured. */
export function tableOfHomes(results: readonly Result[]): string | undefined {
  const rows = new Map<string, Map<HomeName, string>>();
  for (const result of results) {
    if (result.home === undefined || result.kind !== 'measured') continue;
    for (const [name, cell] of Object.entries(result.cells ?? {})) {
      const row = rows.get(name) ?? new Map<HomeName, string>();
      rows.set(name, row.set(result.home, cell));
    }
  }
  if (rows.size === 0) return undefined;
  const lines = [
    ['', ...HOMES.map((home) => TITLES[home])],
    ['---', ...HOMES.map(() => '---')],
    ...[...rows].map(([name, row]) => [name, ...HOMES.map((home) => row.get(home) ?? '–')]),
  ];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
