import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runPart } from './report/child.ts';
import { fromRoot, root } from './report/outcome.ts';

/**
 * `npm run test:lanes`: tests too long for `npm test`, one lane after another, with fixed seeds.
 * `-- --only NAME` runs one of them.
 */

interface Lane {
  readonly name: string;
  readonly script: string;
  readonly args: readonly string[];
}

const lanes: readonly Lane[] = [
  // 20,000 steps in all.
  { name: 'monkey', script: 'monkey', args: ['--seed', '16', '--events', '5000'] },
  { name: 'screens', script: 'screens', args: [] },
  { name: 'fuzz', script: 'fuzz', args: ['--seed', '16', '--runs', '200000'] },
  { name: 'faults', script: 'test:faults', args: [] },
  { name: 'rehearse', script: 'rehearse', args: ['--seed', '16'] },
];

/** The lines of a lane's output with its totals: roles, screens, sequences, figures. */
const COUNTS = /^(?:[✓✗] .*|[a-z]+: \d+ screens.*)$/gm;

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const wanted = lanes.filter(({ name }) => values.only === undefined || name === values.only);
if (wanted.length === 0) {
  console.error(`没有这一项 no such lane: ${lanes.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

const logs = join(root, 'test-results', 'lanes');
let failed = 0;
for (const { name, script, args } of wanted) {
  const { code, output, ms } = await runPart(
    ['npm', 'run', '--silent', script, '--', ...args],
    join(logs, `${name}.log`),
    { longestMs: Infinity },
  );
  if (code !== 0) {
    failed += 1;
    console.log(output);
  }
  const minutes = (ms / 60_000).toFixed(1);
  const counts = (output.match(COUNTS) ?? []).map((line) => line.replaceAll(/ +/g, ' '));
  console.log(`${code === 0 ? '✓' : '✗'} ${name} ${args.join(' ')} · ${minutes} 分钟 minutes`);
  for (const line of counts) console.log(`    ${line}`);
}
console.log(`记录 logs: ${fromRoot(logs)}/`);
console.log(`${wanted.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
