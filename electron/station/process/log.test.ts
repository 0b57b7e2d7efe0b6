import { execFile, spawn } from 'node:child_process';
import { mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

/** Real processes that log, with real files and streams that fail. */

const LOG = pathToFileURL(join(import.meta.dirname, 'log.ts')).href;
let folder = '';
let script = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-log-'));
  script = join(folder, 'speaks.mjs');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Says its words, and writes what failed into a file of its own. */
async function speaker(words: string): Promise<string> {
  await writeFile(
    script,
    `import { appendFileSync } from 'node:fs';
     import { openLog } from ${JSON.stringify(LOG)};
     const folder = ${JSON.stringify(join(folder, 'data'))};
     const onFailing = (reason) => appendFileSync(${JSON.stringify(join(folder, 'failed'))}, reason + '\\n');
     const log = openLog({ name: 'station', folder: () => folder, onFailing });
     ${words}`,
  );
  return script;
}
const failures = () => readFile(join(folder, 'failed'), 'utf8').catch(() => '');
const logged = (file = 'station.log') => readFile(join(folder, 'data', 'logs', file), 'utf8');

/** Its exit code and what it wrote to stderr. */
function run(file: string): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [file], { maxBuffer: 2 ** 24 }, (_error, _out, said) =>
      resolve({ code: child.exitCode, said }),
    );
  });
}

/** Windows has no file that is always full. */
const onUnix = it.skipIf(process.platform === 'win32');

describe('a log', () => {
  it('is on stderr and in a file, with the last word before a crash', async () => {
    const { said } = await run(
      await speaker(`log('sync', new Error('no network')); process.abort();`),
    );
    expect(said).toMatch(/^sync: Error: no network/);
    expect(await logged()).toMatch(/^\d{4}-\d\d-\d\dT\S+Z sync: Error: no network/);
  });

  it('is set aside at a megabyte, and takes up no more than two', async () => {
    const { code } = await run(
      await speaker(`for (let n = 0; n < 40; n += 1) log('x'.repeat(100_000));`),
    );
    expect(code).toBe(0);
    expect(await readdir(join(folder, 'data', 'logs'))).toEqual(['station.log', 'station.old.log']);
    expect((await logged('station.old.log')).length).toBeLessThan(1_200_000);
  });

  onUnix('that meets a full disk reports it once, and goes on', async () => {
    const words = await speaker(`
      log('before');
      const { rmSync, symlinkSync } = await import('node:fs');
      rmSync(folder + '/logs/station.log');
      symlinkSync('/dev/full', folder + '/logs/station.log');
      log('first'); log('second');
      rmSync(folder + '/logs/station.log');
      log('again');`);
    const { code, said } = await run(words);
    expect([code, said]).toEqual([0, 'before\nfirst\nsecond\nagain\n']);
    expect(await failures()).toBe('file ENOSPC\n');
    expect(await logged()).toContain('again');
  });

  it('that cannot make its file reports it, and goes on', async () => {
    await writeFile(join(folder, 'data'), 'no folder');
    const { code, said } = await run(await speaker(`log('word'); log('word');`));
    expect([code, said]).toEqual([0, 'word\nword\n']);
    expect(await failures()).toMatch(/^file E\w+\n$/);
  });

  it('whose terminal is gone goes on, and says so', async () => {
    const words = await speaker(`
      process.stdin.once('data', () => {
        log('first'); log('second');
        setImmediate(() => { log('third'); process.exit(0); });
      });`);
    const child = spawn(process.execPath, [words], { stdio: ['pipe', 'ignore', 'pipe'] });
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.stderr.destroy();
    child.stdin.end('go');
    expect(await exited).toBe(0);
    expect(await failures()).toMatch(/^stderr E\w+/);
    expect(await logged()).toContain('third');
  });

  onUnix('whose stderr is a full disk goes on', async () => {
    const stderr = await open('/dev/full', 'w');
    const child = spawn(
      process.execPath,
      [await speaker(`log('first'); setImmediate(() => log('second'));`)],
      { stdio: ['ignore', 'ignore', stderr.fd] },
    );
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(0);
    await stderr.close();
    expect(await failures()).toMatch(/^stderr E\w+/);
    expect(await logged()).toContain('second');
  });
});
