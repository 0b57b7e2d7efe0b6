import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** The result of one test, the same for unit tests and journeys. */

export const root = fileURLToPath(new URL('../../', import.meta.url));

const outcomeSchema = z.object({
  /** Relative to the project's folder; empty for an error outside all files. */
  file: z.string(),
  /** With the names of its groups, so that it can be understood alone. */
  name: z.string(),
  state: z.enum(['passed', 'failed', 'skipped']),
  ms: z.number(),
  /** Why it failed or was skipped. */
  message: z.string(),
  /** Screenshots and traces. */
  pictures: z.array(z.string()),
});

export type Outcome = z.infer<typeof outcomeSchema>;

/** Set by `tests/run.ts` for the reporters, which run inside Vitest and Playwright. */
const REPORT_FILE = 'CHUNFENG_TEST_REPORT';

export function reportingTo(file: string): Record<string, string> {
  return { [REPORT_FILE]: file };
}

export async function writeOutcomes(outcomes: readonly Outcome[]): Promise<void> {
  const file = process.env[REPORT_FILE];
  if (file === undefined) return;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(outcomes, undefined, 1));
}

export async function readOutcomes(file: string): Promise<Outcome[]> {
  return z.array(outcomeSchema).parse(JSON.parse(await readFile(file, 'utf8')));
}

export function fromRoot(file: string): string {
  return relative(root, file).replaceAll('\\', '/');
}
