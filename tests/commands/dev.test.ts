import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aClone, type Clone } from './a-clone.ts';
import { ADDRESS, saidLine } from './terminal.ts';

let clone: Clone;
beforeAll(async () => {
  clone = await aClone();
});
afterAll(() => clone.remove());

it('npm run dev serves the sources, and keeps the page while its station starts again', async () => {
  const { project } = clone;
  const dev = spawn(
    process.execPath,
    ['electron/commands/dev.ts', '--no-open', '--port', '0', '--data', join(project, 'd')],
    { cwd: project, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = once(dev, 'close');
  try {
    const url = await saidLine(dev, ADDRESS);
    const { origin } = new URL(url);
    const entered = await fetch(url, { redirect: 'manual' });
    const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';

    const page = await fetch(`${origin}/`, { headers: { cookie } });
    const policy = page.headers.get('content-security-policy') ?? '';
    const [, nonce] = /script-src 'self' 'wasm-unsafe-eval' ('nonce-[^']+');/.exec(policy) ?? [];
    expect(policy).toContain(`style-src 'self' ${nonce};`);
    expect(policy).not.toMatch(/'unsafe/);
    expect(await page.text()).toContain('/@vite/client');
    expect(await (await fetch(`${origin}/main.tsx`)).text()).toContain('jsx');

    const hello = (from: string) =>
      fetch(`${origin}/call/station.hello`, {
        method: 'POST',
        headers: { cookie, origin: from, 'content-type': 'application/json' },
        body: '{}',
      });
    expect((await hello(origin)).status).toBe(200);
    expect((await hello('http://elsewhere.example')).status).toBe(403);

    const again = saidLine(dev, /The station started again/);
    await appendFile(join(project, 'shared', 'codes.ts'), '// edited\n');
    await again;
    expect((await hello(origin)).status).toBe(200);
  } finally {
    dev.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
  }
});
