import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { steppedTimers } from '../../station/clock/testing/stepped-timers.ts';
import { AGAIN, ON_PURPOSE, READY, SETTLED } from '../../starter-words.ts';
import { PATIENCE_MS, showWindow } from './window.ts';

/** Small programs in the place of Electron, which end as badly as it can. */

let at = '';
beforeEach(async () => {
  at = await mkdtemp(join(tmpdir(), 'chunfeng-window-'));
});
afterEach(() => rm(at, { recursive: true }));

async function program(text: string, mode = 0o755): Promise<string> {
  const file = join(at, 'electron');
  await writeFile(file, text);
  await chmod(file, mode);
  return file;
}
const shell = (lines: string): string => `#!/bin/sh\n${lines}\n`;
const node = (lines: string): string => `#!${process.execPath}\n${lines}\n`;

describe.skipIf(process.platform === 'win32')('an Electron that', () => {
  it.each([
    ['crashes at once', shell('kill -SEGV $$'), 0o755],
    ['ends at once, and says that all is well', shell('exit 0'), 0o755],
    ['ends at once with a code', shell('exit 133'), 0o755],
    ['can’t be executed', shell('exit 0'), 0o644],
    ['is for another machine', shell('exit 0').replace('/bin/sh', '/no/such/program'), 0o755],
  ])('%s leaves the station to the browser', async (_what, text, mode) => {
    const end = await showWindow(await program(text, mode), []);
    expect(end.kind === 'no-window' && end.sentence).toContain('改用浏览器');
  });

  it('hangs before it is ready leaves the station to the browser after a minute', async () => {
    const timers = steppedTimers();
    const end = showWindow(await program(shell('exec sleep 1000')), [], timers);
    await timers.pass(PATIENCE_MS);
    expect(await end).toMatchObject({ kind: 'no-window' });
  });

  it('is ready may be long in opening its window', async () => {
    const timers = steppedTimers();
    const log = join(at, 'log');
    const binary = await program(
      node(`
        process.on('SIGTERM', () => process.send('${SETTLED}', () => process.exit(${ON_PURPOSE})));
        process.send('${READY}', () => require('node:fs').writeFileSync('${log}', String(process.pid)));
        setInterval(() => undefined, 1000);
      `),
    );
    const end = showWindow(binary, [], timers);
    const pid = expect.poll(() => readFile(log, 'utf8').catch(() => ''));
    await pid.not.toBe('');
    // The message was sent before the file was written; it is read at the next turn.
    await timers.pass(1);
    await timers.pass(PATIENCE_MS);
    process.kill(Number(await readFile(log, 'utf8')), 'SIGTERM');
    expect(await end).toEqual({ kind: 'ended', code: 0 });
  });

  it('opened its window ends npm start with its own code', async () => {
    const binary = await program(
      node(`process.send('${SETTLED}', () => process.exit(${ON_PURPOSE + 1}))`),
    );
    expect(await showWindow(binary, [])).toEqual({ kind: 'ended', code: 1 });
  });

  it('ends by itself after its window was open leaves the station to the browser', async () => {
    const binary = await program(node(`process.send('${SETTLED}', () => process.exit(0))`));
    const end = await showWindow(binary, []);
    expect(end.kind === 'no-window' && end.sentence).toContain('窗口不见了');
  });

  it('asks for it is started again, with the same arguments', async () => {
    const log = join(at, 'log');
    const binary = await program(
      node(`
        const { appendFileSync, readFileSync } = require('node:fs');
        appendFileSync('${log}', process.argv.slice(2).join(' ') + '\\n');
        const isFirst = readFileSync('${log}', 'utf8').split('\\n').length === 2;
        process.send('${SETTLED}', () => process.exit(isFirst ? ${AGAIN} : ${ON_PURPOSE}));
      `),
    );
    const end = await showWindow(binary, ['--data=somewhere', '--windowed']);
    expect(end).toEqual({ kind: 'ended', code: 0 });
    expect(await readFile(log, 'utf8')).toBe('--data=somewhere --windowed\n'.repeat(2));
  });
});
