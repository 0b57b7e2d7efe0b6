import { once } from 'node:events';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { projectFolder } from '../../electron/commands/places.ts';
import { stays } from './terminal.ts';

const OUTSIDE = new Set(['node_modules', 'dist', 'data', '.git', 'test-results', '.cache']);

it('A clean clone opens the sample fair with one command, and closes it on Ctrl-C', async () => {
  const project = await mkdtemp(join(tmpdir(), 'chunfeng-clone-'));
  try {
    await cp(projectFolder, project, {
      recursive: true,
      filter: (from) => !OUTSIDE.has(relative(projectFolder, from)),
    });
    await symlink(join(projectFolder, 'node_modules'), join(project, 'node_modules'));
    const options = ['--door', 'browser', '--no-open', '--port', '0', '--data', join(project, 'd')];
    const start = stays('start', options, { project });
    const ended = once(start, 'exit');
    const said: string[] = [];
    for await (const line of createInterface({ input: start.stdout })) {
      said.push(line.trim());
      const url = /^http:\S+\/enter\/\S+$/.exec(line.trim())?.[0];
      if (url === undefined) continue;
      const page = await fetch(url, { redirect: 'manual' });
      expect(page.status).toBe(303);
      start.kill('SIGINT');
    }
    expect(await ended).toEqual([0, null]);
    expect(said.join('\n')).toContain('样例招聘会已经开门 the sample fair is open');
    expect(said.at(-1)).toContain('Saved and closed');
  } finally {
    await rm(project, { recursive: true });
  }
});
