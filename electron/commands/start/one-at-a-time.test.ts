import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { oneAtATime } from './one-at-a-time.ts';

it('A second run in one folder waits until the first has ended', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'chunfeng-lock-'));
  try {
    const file = join(folder, 'lock');
    const script = join(folder, 'second.ts');
    const source = pathToFileURL(join(import.meta.dirname, 'one-at-a-time.ts'));
    await writeFile(
      script,
      `import { oneAtATime } from ${JSON.stringify(source.href)};
       oneAtATime(${JSON.stringify(file)}, () => process.send('waits'));
       process.send('runs');
       process.disconnect();`,
    );
    const release = oneAtATime(file, () => expect.unreachable());
    const second = fork(script);
    const said: unknown[] = [];
    second.on('message', (message) => said.push(message));
    const ended = once(second, 'exit');
    await once(second, 'message');
    expect(said).toEqual(['waits']);
    release();
    expect(await ended).toEqual([0, null]);
    expect(said).toEqual(['waits', 'runs']);
    oneAtATime(file, () => expect.unreachable())();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
