import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/**
 * `npm run test:lanes`: what is too long for `npm test`, one lane after another, with seeds that stay.
 * `-- --only NAME` for one of them.
 */

const root = fileURLToPath(new URL('../', import.meta.url));

interface Lane {
  readonly name: string;
  readonly script: string;
  readonly args: readonly string[];
}

const lanes: readonly Lane[] = [
  // 20,000 in all.
  { name: 'monkey', script: 'monkey', args: ['--seed', '16', '--events', '5000'] },
  { name: 'screens', script: 'screens', args: [] },
  { name: 'fuzz', script: 'fuzz', args: ['--seed', '16', '--runs', '200000'] },
  { name: 'rehearse', script: 'rehearse', args: ['--seed', '16'] },
];

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const wanted = lanes.filter(({ name }) => values.only === undefined || name === values.only);
if (wanted.length === 0) {
  console.error(`没有这一项 no such lane: ${lanes.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

const logs = join(root, 'test-results', 'lanes');
await mkdir(logs, { recursive: true });
let failed = 0;
for (const { name, script, args } of wanted) {
  const began = performance.now();
  const { code, output } = await run(['run', '--silent', script, '--', ...args]);
  await writeFile(join(logs, `${name}.log`), output);
  const minutes = ((performance.now() - began) / 60_000).toFixed(1);
  if (code !== 0) {
    failed += 1;
    console.log(output);
  }
  console.log(`${code === 0 ? '✓' : '✗'} ${name} ${args.join(' ')} · ${minutes} 分钟 minutes`);
}
console.log(`${wanted.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function run(args: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn('npm', args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
      env: { ...process.env, FORCE_COLOR: '0' },
    });
    const keep = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
