import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** The licences of all packages in a `node_modules`, as their authors wrote them. */

const manifestSchema = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string().optional(),
});

export interface Notice {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  /** Empty where the package brings none. */
  readonly texts: readonly string[];
}

export async function noticesOf(packages: readonly string[]): Promise<readonly Notice[]> {
  const all = await Promise.all(packages.map(noticeOf));
  return all.toSorted((one, other) => keyOf(one).localeCompare(keyOf(other), 'en'));
}

const keyOf = ({ name, version }: Notice): string => `${name}@${version}`;

async function noticeOf(folder: string): Promise<Notice> {
  const json: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const { name, version, license } = manifestSchema.parse(json);
  if (license === undefined) throw new Error(`${name} names no licence`);
  const files = (await readdir(folder))
    .filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))
    .toSorted();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return { name, version, license, texts: texts.map((text) => text.trim()) };
}

export function noticesText(notices: readonly Notice[]): string {
  const head =
    '第三方软件及其许可证 Third-party software and its licences\n\n' +
    'The page’s own are in dist/renderer/third-party.txt and typefaces-licence.txt.\n';
  const parts = notices.map(({ name, version, license, texts }) =>
    [`${'='.repeat(72)}\n${name} ${version} (${license})`, ...texts].join('\n\n'),
  );
  return `${head}\n${parts.join('\n\n')}\n`;
}
