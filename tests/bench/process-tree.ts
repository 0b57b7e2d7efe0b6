import { readdir, readFile } from 'node:fs/promises';

/** Linux only. */

/** Megabytes of a process and all below it. What they share counts once: each has its part of it. */
export async function treeMegabytes(pid: number): Promise<number> {
  const [rollup, below] = await Promise.all([
    // One that ends meanwhile has no memory left.
    readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => ''),
    childrenOf(pid),
  ]);
  const own = Number(/^Pss: +(\d+) kB/m.exec(rollup)?.[1] ?? 0) / 1024;
  const others = await Promise.all(below.map(treeMegabytes));
  return others.reduce((sum, megabytes) => sum + megabytes, own);
}

async function childrenOf(pid: number): Promise<number[]> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  const lists = await Promise.all(
    threads.map((thread) =>
      readFile(`/proc/${pid}/task/${thread}/children`, 'utf8').catch(() => ''),
    ),
  );
  return lists.flatMap((list) => list.split(' ').filter(Boolean).map(Number));
}
