import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = promisify(execFile);
const module = join(import.meta.dirname, 'core-dumps.ts');

it.runIf(process.platform === 'linux')(
  'a crash of a station’s process or its children dumps no memory',
  async () => {
    const script = `
      const { refuseCoreDumps } = await import(${JSON.stringify(module)});
      const { execFileSync } = await import('node:child_process');
      const { readFileSync } = await import('node:fs');
      const filter = '/proc/self/coredump_filter';
      const before = readFileSync(filter, 'utf8').trim();
      const done = refuseCoreDumps(process.platform);
      const after = readFileSync(filter, 'utf8').trim();
      const child = execFileSync('cat', [filter], { encoding: 'utf8' }).trim();
      console.log(JSON.stringify({ before: Number('0x' + before) > 0, done, after, child }));
    `;
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script]);
    expect(JSON.parse(stdout)).toEqual({
      before: true,
      done: true,
      after: '00000000',
      child: '00000000',
    });
  },
);
