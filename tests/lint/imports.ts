import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseSync } from 'vite';

/** Lists what files import; `import type` leaves nothing at run time. */

interface Span {
  readonly start: number;
  readonly end: number;
}

interface Imports {
  /** Files of this project, by full path. */
  readonly files: readonly string[];
  /** Package names. */
  readonly packages: readonly string[];
}

async function importsOf(file: string, { types } = { types: false }): Promise<Imports> {
  const text = await readFile(file, 'utf8');
  const { module } = parseSync(file, text);
  const isLeftOut = ({ start, end }: Span): boolean =>
    !types && /^(import|export)\s+type\b/.test(text.slice(start, end));
  const named = [
    ...module.staticImports.flatMap((each) => (isLeftOut(each) ? [] : each.moduleRequest.value)),
    ...module.staticExports.flatMap((each) =>
      isLeftOut(each)
        ? []
        : each.entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
    ),
    ...module.dynamicImports.map(({ moduleRequest: { start, end } }) =>
      text.slice(start, end).replaceAll(/^['"`]|['"`]$/g, ''),
    ),
  ];
  return {
    files: named.filter((name) => name.startsWith('.')).map((name) => join(dirname(file), name)),
    packages: named.filter((name) => !/^(\.|node:)/.test(name)).map(packageOf),
  };
}

const packageOf = (name: string): string =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');

/** Everything that these files load, directly or indirectly. */
export async function loadedWith(
  entries: readonly string[],
  { types } = { types: false },
): Promise<Imports> {
  const files = new Set(entries);
  const packages = new Set<string>();
  for (const file of files) {
    const imports = await importsOf(file, { types });
    for (const other of imports.files) files.add(other);
    for (const name of imports.packages) packages.add(name);
  }
  return { files: [...files], packages: [...packages].toSorted() };
}
