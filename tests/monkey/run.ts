import { randomInt } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../journeys/doors.ts';
import { launchChromium } from '../journeys/chromium-here.ts';
import { inWords, type MonkeyRole, roles, type Script, scriptSchema } from './acts.ts';
import { chanceOf } from './chance.ts';
import { play, type Played, replay } from './play.ts';
import { sceneFor } from './scenes.ts';

/** `npm run monkey`: random touches, scans and waits for each role, and rules that must hold throughout. */

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(randomInt(2 ** 31)) },
    events: { type: 'string' },
    minutes: { type: 'string' },
    role: { type: 'string', default: 'all' },
    size: { type: 'string' },
    rule: { type: 'string', default: '' },
    replay: { type: 'string' },
  },
});

const EVENTS = 1_000;
/** Steps on one station; then a new one is set up. */
const STRETCH = 120;
const LAST_STEPS = 8;

const seed = whole(values.seed, 'seed');
const wanted = rolesWanted(values.role);
const size = values.size === undefined ? undefined : sizeOf(values.size);
/** Failures of other rules are ignored, so that one can be isolated. */
const counts = (rule: string): boolean =>
  values.rule.split('|').some((part) => rule.includes(part));
const minutes = values.minutes === undefined ? Infinity : whole(values.minutes, 'minutes');
const most = values.minutes === undefined ? EVENTS : Infinity;
const events = values.events === undefined ? most : whole(values.events, 'events');

interface Sum {
  events: number;
  readonly kinds: Map<string, number>;
  readonly broken: Map<string, number>;
}

const browser = await launchChromium();
try {
  if (values.replay === undefined) await all();
  else await again(values.replay);
} finally {
  await browser.close();
}

async function all(): Promise<void> {
  console.log(`种子 seed ${seed}`);
  const sums = new Map<MonkeyRole, Sum>();
  for (const role of wanted) sums.set(role, await playRole(role));
  console.log(table(sums));
  if ([...sums.values()].some(({ broken }) => broken.size > 0)) process.exitCode = 1;
}

async function playRole(role: MonkeyRole): Promise<Sum> {
  const chance = chanceOf(seed + roles.indexOf(role));
  const sum: Sum = { events: 0, kinds: new Map(), broken: new Map() };
  const until = performance.now() + minutes * 60_000;
  while (sum.events < events && performance.now() < until) {
    const scene = sceneFor(chance, role, size);
    const own = chance.seed();
    const played = await play(browser, scene, own, Math.min(STRETCH, events - sum.events), counts);
    add(sum, played);
    // Progress, since somebody waits for this.
    process.stderr.write(`  ${role} ${sum.events}\r`);
    if (played.script.broken.length > 0) await tell(played.script);
  }
  return sum;
}

function add(sum: Sum, { events: done, kinds, script }: Played): void {
  sum.events += done;
  for (const [kind, times] of kinds) sum.kinds.set(kind, (sum.kinds.get(kind) ?? 0) + times);
  for (const rule of new Set(script.broken.map((one) => one.rule))) {
    sum.broken.set(rule, (sum.broken.get(rule) ?? 0) + 1);
  }
}

async function tell(script: Script): Promise<void> {
  const folder = join(root, 'test-results', 'monkey');
  await mkdir(folder, { recursive: true });
  const { role, width, height, lane } = script.scene;
  const file = join(folder, `${role}-${script.seed}.json`);
  await writeFile(file, `${JSON.stringify(script, null, 1)}\n`);
  console.log(`✗ ${role} ${width}×${height} ${lane}, 种子 seed ${script.seed}`);
  for (const { rule, detail } of script.broken) console.log(`  ${rule}: ${detail}`);
  const last = script.steps.slice(-LAST_STEPS);
  for (const { kind, acts } of last) console.log(`    ${kind}: ${acts.map(inWords).join(' · ')}`);
  console.log(`  npm run monkey -- --replay ${relative(root, file)}`);
}

async function again(file: string): Promise<void> {
  const script = scriptSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  const { script: now, events: done } = await replay(
    browser,
    script,
    counts,
    ({ kind, acts }, came) => {
      console.log(`${kind}: ${acts.map(inWords).join(' · ')}`);
      for (const line of came) console.log(`    ${line}`);
    },
  );
  if (now.broken.length > 0) process.exitCode = 1;
  console.log(`${now.broken.length === 0 ? '✓' : '✗'} ${done} 步 steps`);
  for (const { rule, detail } of now.broken) console.log(`  ${rule}: ${detail}`);
}

function table(sums: ReadonlyMap<MonkeyRole, Sum>): string {
  const lines = [...sums].map(([role, { events: done, kinds, broken }]) => {
    const rules = [...broken].map(([rule, times]) => `${rule} ×${times}`);
    const sign = broken.size === 0 ? '✓' : '✗';
    const often = [...kinds].toSorted(([, a], [, b]) => b - a).map(([kind, n]) => `${kind} ${n}`);
    return [
      `${sign} ${role.padEnd(9)} ${String(done).padStart(6)}  ${rules.join('; ') || '没有破坏 none broken'}`,
      `    ${often.join(', ')}`,
    ].join('\n');
  });
  return `  ${'role'.padEnd(9)} events  broken\n${lines.join('\n')}`;
}

function rolesWanted(name: string): readonly MonkeyRole[] {
  if (name === 'all') return roles;
  const role = roles.find((one) => one === name);
  return role ? [role] : refuse(`没有这个角色 no such role: ${name}; ${roles.join(', ')}, all`);
}

function whole(text: string, name: string): number {
  const number = Number(text);
  return Number.isSafeInteger(number) && number >= 0
    ? number
    : refuse(`不是一个数 not a number for --${name}: ${text}`);
}

function sizeOf(text: string): [number, number] {
  const [, width, height] = /^(\d{3,4})x(\d{3,4})$/.exec(text) ?? [];
  return width !== undefined && height !== undefined
    ? [Number(width), Number(height)]
    : refuse(`尺寸如 1366x768 a size as 1366x768: ${text}`);
}

function refuse(why: string): never {
  console.error(why);
  process.exit(2);
}
