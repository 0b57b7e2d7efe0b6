import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Reports } from './sequences.ts';

/** Failures found once, kept as regression tests. */

const folder = fileURLToPath(new URL('corpus', import.meta.url));
const caseSchema = z.strictObject({
  subject: z.string(),
  wrong: z.string(),
  reports: z.array(z.hex()),
});

export async function keep(subject: string, wrong: string, reports: Reports): Promise<string> {
  await mkdir(folder, { recursive: true });
  const hex = reports.map((report) => Buffer.from(report).toString('hex'));
  const file = join(folder, `${subject}-${Date.now()}.json`);
  await writeFile(file, `${JSON.stringify({ subject, wrong, reports: hex }, undefined, 2)}\n`);
  return file;
}

export async function corpus(): Promise<
  { name: string; subject: string; reports: Uint8Array[] }[]
> {
  const found = await readdir(folder).catch(() => []);
  const names = found.filter((name) => name.endsWith('.json'));
  return Promise.all(
    names.map(async (name) => {
      const { subject, reports } = caseSchema.parse(
        JSON.parse(await readFile(join(folder, name), 'utf8')),
      );
      const bytes = reports.map((hex) => Uint8Array.from(Buffer.from(hex, 'hex')));
      return { name, subject, reports: bytes };
    }),
  );
}
