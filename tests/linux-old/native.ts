import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../report/outcome.ts';
import { debian, within } from '../systems/debian.ts';
import { orSkip } from '../systems/lane.ts';
import { oldDebian } from './old-debian.ts';

/**
 * `npm run native:linux`: rebuilds SQLite's native modules in `resources/native/` after a change of
 * better-sqlite3. `-- --check` only compares; `-- --fetch` gets Debian 11 and its compilers first.
 */

const { values } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    fetch: { type: 'boolean', default: false },
  },
});
const folder = orSkip('Debian 11', debian(oldDebian, values.fetch));
const out = mkdtempSync(join(tmpdir(), 'chunfeng-native-'));
const [program = '', ...args] = within(folder, root, [
  'sh',
  'tests/linux-old/native.sh',
  '/p',
  out,
]);
execFileSync(program, args, { stdio: 'inherit' });
for (const cpu of ['x64', 'arm64']) {
  const name = `linux-${cpu}.node`;
  const kept = join(root, 'resources', 'native', name);
  const same = readFileSync(kept).equals(readFileSync(join(out, name)));
  if (!same && values.check) process.exitCode = 1;
  else copyFileSync(join(out, name), kept);
  console.log(`${same ? '✓ 相同 the same' : '✗ 不同 another'}: resources/native/${name}`);
}
rmSync(out, { recursive: true, force: true });
