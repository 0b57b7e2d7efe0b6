import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Result } from '../../shared/result.ts';
import { STATION_COMMAND } from '../journeys/command-door.ts';
import { runPart } from '../report/child.ts';
import { partLines } from '../report/lines.ts';
import { readOutcomes, reportingTo, root } from '../report/outcome.ts';
import type { Missing } from './kept.ts';

/** What the lanes of other systems share: parts that run one after another, each with a line and a count. */

export interface LanePart {
  readonly name: string;
  /** `report` is where it may list its tests; a part that lists none counts as one check. */
  readonly command: (report: string) => readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export function isFetching(): boolean {
  const { values } = parseArgs({ options: { fetch: { type: 'boolean', default: false } } });
  return values.fetch;
}

/** Says in a line what a lane needs where it cannot be had; that is no failure. */
export function orSkip<T>(lane: string, result: Result<T, Missing>): T {
  if (result.ok) return result.value;
  console.log(`– ${lane}: 这里没有 not here; 需要 it needs ${result.fault.needs}`);
  process.exit(0);
}

const reporter = (name: string): string => `tests/report/${name}-reporter.ts`;

/** Of the tests across rooms, those where the system decides: files that are damaged, put back, carried or taken away. */
export const acrossRooms = [
  'sync',
  'damaged',
  'put-back',
  'carried-folder',
  'destroyed',
  'take-over',
  'without-network',
].map((name) => `tests/sync/${name}.test.ts`);

/** Unit tests inside another system: `inside` gives the words that run its Node there. */
export function units(
  name: string,
  inside: (node: readonly string[], env: Readonly<Record<string, string>>) => readonly string[],
  folders: readonly string[],
): LanePart {
  const words = ['node_modules/vitest/vitest.mjs', 'run', ...folders];
  const reporters = ['--reporter=default', `--reporter=./${reporter('unit')}`];
  return {
    name: `${name} 单元 unit`,
    command: (report) => inside([...words, ...reporters], reportingTo(report)),
  };
}

/** The core journeys, through a station that `inside` starts in another system. */
export function journeys(name: string, station: readonly string[], only = ''): LanePart {
  const config = '--config=tests/systems/playwright.config.ts';
  const reporters = `--reporter=list,${join(root, reporter('journey'))}`;
  return {
    name: `${name} 旅程 journeys`,
    command: () => [join(root, 'node_modules/.bin/playwright'), 'test', config, reporters, only],
    env: { [STATION_COMMAND]: JSON.stringify(station) },
  };
}

export async function runParts(lane: string, parts: readonly LanePart[]): Promise<void> {
  const reports = await mkdtemp(join(tmpdir(), 'chunfeng-lane-'));
  for (const [at, { name, command, env }] of parts.entries()) {
    const report = join(reports, `${at}.json`);
    const log = join(root, 'test-results', 'lanes', `${lane}-${at}.log`);
    const words = command(report).filter(Boolean);
    const { code, output, ms } = await runPart(words, log, {
      env: { ...reportingTo(report), ...env },
    });
    const outcomes = await readOutcomes(report).catch(() => undefined);
    for (const line of partLines({ name, ok: code === 0, ms, ...(outcomes && { outcomes }) })) {
      console.log(line);
    }
    if (code === 0) continue;
    if (!outcomes?.some(({ state }) => state === 'failed')) console.log(output);
    process.exitCode = 1;
  }
  await rm(reports, { recursive: true, force: true });
}
