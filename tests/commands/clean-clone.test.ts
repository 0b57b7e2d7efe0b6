import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectFolder } from '../../electron/commands/places.ts';
import { aClone, type Clone } from './a-clone.ts';
import { opened } from './terminal.ts';

let clone: Clone;
beforeAll(async () => {
  clone = await aClone();
});
afterAll(() => clone.remove());

const start = (data: string) =>
  clone.start(['--door', 'browser', '--sample', '--data', join(clone.project, data)]);

describe('a clean clone', () => {
  it('opens the sample fair with one command, also twice at once, and closes on Ctrl-C', async () => {
    const twins = [start('a'), start('b')];
    for (const twin of await Promise.all(twins.map(opened))) {
      const page = await fetch(twin.url, { redirect: 'manual' });
      expect(page.status).toBe(303);
      expect(twin.said()).toContain('样例招聘会已经开门 the sample fair is open');
      expect(twin.said()).toContain('Building…');
    }
    for (const twin of twins) {
      const ended = once(twin, 'close');
      twin.kill('SIGINT');
      expect(await ended).toEqual([0, null]);
    }
  });

  it('builds nothing a second time, by a start or by hand', async () => {
    const page = join(clone.project, 'dist', 'renderer', 'index.html');
    const { mtimeMs } = await stat(page);
    const vite = join(projectFolder, 'node_modules', '.bin', 'vite');
    const env = { ...process.env, NODE_ENV: 'production' };
    await promisify(execFile)(vite, ['build', '--app'], { cwd: clone.project, env });
    expect((await stat(page)).mtimeMs).toBe(mtimeMs);
    const again = start('a');
    const { said } = await opened(again);
    const ended = once(again, 'close');
    again.kill('SIGINT');
    await ended;
    expect(said()).not.toContain('Building');
    expect(said()).toContain('Saved and closed');
  });
});
