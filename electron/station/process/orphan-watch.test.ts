import { fork } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';

/** Real processes: one starts a station that hangs, and is killed. */

const WATCH = join(import.meta.dirname, 'orphan-watch.ts');
let folder = '';
/** So that a failed test leaves none behind. */
let orphans: number[];

beforeEach(async () => {
  orphans = [];
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-orphan-'));
});
afterEach(async () => {
  for (const pid of orphans.filter(isThere)) process.kill(pid, 'SIGKILL');
  await rm(folder, { recursive: true });
});

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const HANGS = 'for (;;);';
const WORKS = 'setInterval(() => undefined, 5);';

const begunSchema = z.strictObject({ pid: z.int(), hangs: z.boolean() });

/** Processes that do this once they are watched, and the one that started them. */
async function startedBy(...works: readonly string[]) {
  const starter = join(folder, `starter-${orphans.length}.mjs`);
  const children = await Promise.all(
    works.map((work, n) => childThat(work, `${orphans.length}-${n}`)),
  );
  await writeFile(
    starter,
    `import { fork } from 'node:child_process';
    for (const child of ${JSON.stringify(children)}) fork(child).on('message', (pid) => process.send(pid));`,
  );
  const parent = fork(starter);
  const begun: z.infer<typeof begunSchema>[] = [];
  parent.on('message', (message) => void begun.push(begunSchema.parse(message)));
  await expect.poll(() => begun.length, { timeout: 20_000 }).toBe(works.length);
  orphans.push(...begun.map(({ pid }) => pid));
  return { parent, begun };
}

async function childThat(work: string, name: string): Promise<string> {
  const child = join(folder, `child-${name}.mjs`);
  await writeFile(
    child,
    `import { watchForOrphan } from ${JSON.stringify(pathToFileURL(WATCH).href)};
    watchForOrphan({ parent: process.ppid, everyMs: 20, graceMs: 200 });
    process.on('disconnect', () => undefined);
    process.send({ pid: process.pid, hangs: ${work === HANGS} }, () => { ${work} });`,
  );
  return child;
}

describe('a station whose starter is killed', () => {
  it('does not outlive it if it hangs, and lets go of its folder; one that works closes by itself', async () => {
    const { parent, begun } = await startedBy(HANGS, WORKS);
    parent.kill('SIGKILL');
    const there = () => begun.filter(({ pid }) => isThere(pid)).map(({ hangs }) => hangs);
    // Windows ends all children of a process with it.
    const left = process.platform === 'win32' ? [] : [false];
    await expect.poll(there, { timeout: 20_000 }).toEqual(left);
  });

  it('is no matter to the station of another one, who kills it if it hangs', async () => {
    const other = await startedBy(HANGS);
    const { parent, begun } = await startedBy(HANGS);
    parent.kill('SIGKILL');
    const isGone = () => begun.every(({ pid }) => !isThere(pid));
    await expect.poll(isGone, { timeout: 20_000 }).toBe(true);
    expect(other.begun.every(({ pid }) => isThere(pid))).toBe(true);
    other.parent.kill('SIGKILL');
  });
});
