import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import subsetFont from 'subset-font';

/**
 * A configuration of fontconfig in which a machine has a single typeface, with nothing but a space: what we do
 * not ship is a box. Chromium ends itself where there is no typeface at all.
 */
export async function noTypefaces(folder: string): Promise<string> {
  const latin = createRequire(import.meta.url).resolve(
    '@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2',
  );
  const space = await subsetFont(await readFile(latin), ' ', { targetFormat: 'truetype' });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'space.ttf'), space);
  const file = join(folder, 'fonts.conf');
  await writeFile(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}</dir><cachedir>${join(folder, 'cache')}</cachedir></fontconfig>`,
  );
  return file;
}
