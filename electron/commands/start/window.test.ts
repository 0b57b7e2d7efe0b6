import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AGAIN, SETTLED } from '../../starter-words.ts';
import { showWindow } from './window.ts';

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

  it('opened its window ends npm start with its own code', async () => {
    const binary = await program(node(`process.send('${SETTLED}', () => process.exit(1))`));
    expect(await showWindow(binary, [])).toEqual({ kind: 'ended', code: 1 });
  });

  it('asks for it is started again, with the same arguments', async () => {
    const log = join(at, 'log');
    const binary = await program(
      node(`
        const { appendFileSync, readFileSync } = require('node:fs');
        appendFileSync('${log}', process.argv.slice(2).join(' ') + '\\n');
        const isFirst = readFileSync('${log}', 'utf8').split('\\n').length === 2;
        process.send('${SETTLED}', () => process.exit(isFirst ? ${AGAIN} : 0));
      `),
    );
    const end = await showWindow(binary, ['--data=somewhere', '--windowed']);
    expect(end).toEqual({ kind: 'ended', code: 0 });
    expect(await readFile(log, 'utf8')).toBe('--data=somewhere --windowed\n'.repeat(2));
  });
});
