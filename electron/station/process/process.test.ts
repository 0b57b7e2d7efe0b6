import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { z } from 'zod';
import { replySchema } from '../../../shared/contract/bridge.ts';
import {
  type CallInput,
  type CallName,
  type CallOutput,
  calls,
} from '../../../shared/contract/calls.ts';
import { ok } from '../../../shared/result.ts';
import { staffCardText } from '../../../shared/staff-card.ts';
import { STOPPED_HEADER, TRY_AGAIN } from '../../../shared/stopped-door.ts';
import { doorSecrets } from '../browser-door/browser-door.ts';
import { enrol } from '../keys/enrolment.ts';
import { fairDraftSchema, makeFair } from '../keys/fair-pack.ts';
import { signFair } from '../keys/signed-fair.ts';
import { browserStation } from './browser-station.ts';
import { type NodeChild, forkChild } from './node-child.ts';
import type { Platform } from './platform.ts';
import { NO_ANSWER } from './kept-process.ts';
import { type Supervisor, superviseStation } from './supervisor.ts';
import { steppedTimers } from '../clock/testing/stepped-timers.ts';
import { realTimers } from '../clock/timers.ts';
import { fromStation } from './messages.ts';

/** A real station in a real child process, which these tests kill. */

const ENTRY = join(import.meta.dirname, 'station.ts');
const resources = join(import.meta.dirname, '../../../resources');
const secrets = doorSecrets(randomBytes);
let folder = '';
let notes: string[];
const running = new Set<Supervisor<NodeChild>>();

beforeEach(async () => {
  // Children start from source, several times.
  vi.stubEnv('NODE_COMPILE_CACHE', join(import.meta.dirname, '../../../.cache/node'));
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-process-'));
  notes = [];
});
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const station of running) await station.close();
  running.clear();
  await rm(folder, { recursive: true, force: true });
});

const door = { pageFolder: resources, port: 0 };
const station = () => ({ resources, folder, opensSample: true, version: 'test' });
const note = (trouble: string): void => void notes.push(trouble);

function atTheBrowser(entry = ENTRY): Supervisor<NodeChild> {
  const made = browserStation({ entry, station: station(), ...door, secrets, note });
  running.add(made);
  return made;
}

function withAWindow(platform: Platform): Supervisor<NodeChild> {
  const made = superviseStation({
    fork: () => forkChild(ENTRY),
    opening: {
      ...station(),
      canLeave: true,
      savesFiles: true,
      door: { ...door, thisPort: false, ...secrets },
    },
    platform,
    timers: realTimers,
    now: () => performance.now(),
    note,
  });
  running.add(made);
  return made;
}

/** Typed so that a name and its output stay together. */
const outputs: { readonly [N in CallName]: { readonly output: z.ZodType<CallOutput<N>> } } = calls;

/** The page's calls, with a session that begins once. */
async function pageOf(made: Supervisor<NodeChild>) {
  const opened = await made.start();
  if (!opened.ok || !opened.value.door) throw new Error(notes.join('\n'));
  const { origin, pathname } = new URL(opened.value.door.url);
  const entered = await fetch(`${origin}${pathname}`, { redirect: 'manual' });
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
  const headers = { cookie, origin, 'content-type': 'application/json' };
  const post = (path: string, input: unknown): Promise<Response> =>
    fetch(`${origin}${path}`, { method: 'POST', headers, body: JSON.stringify(input) });
  return {
    post,
    call: async <N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> => {
      const reply = replySchema.parse(await (await post(`/call/${name}`, input)).json());
      if (!reply.ok) throw new Error(reply.fault.kind);
      return outputs[name].output.parse(reply.value);
    },
  };
}

/** Resolves once the station is there again. */
function back(made: Supervisor<NodeChild>, link = 'up'): Promise<void> {
  return new Promise((resolve) => {
    const stop = made.onLink(() => {
      if (made.link() !== link) return;
      stop();
      resolve();
    });
  });
}

function crash(made: Supervisor<NodeChild>): void {
  const pid = made.current()?.pid;
  if (pid === undefined) throw new Error('no station runs');
  process.kill(pid, 'SIGKILL');
}

/** Windows has no signals: a process that another one ended has an exit code. */
const KILLED = process.platform === 'win32' ? 'exit code 1' : 'SIGKILL';

const SAMPLE_PIN = '2580';

const noPrinter: Platform['systemPrinter'] = {
  list: () => Promise.reject(new Error('no window')),
  print: async () => ok(undefined),
  pdf: async () => ok(Buffer.from('%PDF')),
};

describe('a station’s process', () => {
  it('comes back after a crash at the same address, and has what it acknowledged', async () => {
    const made = atTheBrowser();
    const { call } = await pageOf(made);
    await call('station.hello', {});
    const saved = await call('arrival.nameless', { arrival: '0123456789abcdef' });
    expect(saved.ok).toBe(true);
    const returns = back(made);
    crash(made);
    await returns;
    const staff = await call('staff.open', { pin: SAMPLE_PIN });
    if (!staff.ok) throw new Error(staff.fault.kind);
    const status = await call('staff.status', { key: staff.value.key });
    if (!status.ok) throw new Error(status.fault.kind);
    expect(status.value.facts).toBe(1);
    expect(status.value.notices).toContainEqual(
      expect.objectContaining({ kind: 'station-restarted', why: KILLED }),
    );
  });

  it('asks the process with the window for what only that can do', async () => {
    const saved: string[] = [];
    const { call } = await pageOf(
      withAWindow({
        async saveFile(name, bytes) {
          saved.push(`${name} ${bytes.length > 0}`);
          return ok('/media/stick');
        },
        systemPrinter: noPrinter,
      }),
    );
    const staff = await call('staff.open', { pin: SAMPLE_PIN });
    if (!staff.ok) throw new Error(staff.fault.kind);
    const { key } = staff.value;
    const facts = await call('staff.saveFacts', { key });
    if (!facts.ok || facts.value.how !== 'held') throw new Error('not held');
    const { file } = facts.value;
    expect(await call('saving.save', { key, file, place: 'elsewhere' })).toEqual(
      ok({ where: '/media/stick', isMedium: false }),
    );
    expect(saved).toEqual([expect.stringMatching(/^\S+ true$/)]);
    expect(await call('print.pdf', { name: 'a' })).toMatchObject({ value: { name: 'a.pdf' } });
    await expect(call('staff.printing', { key })).rejects.toThrow('bug');
    expect(notes).toEqual([expect.stringContaining('no window')]);
  });

  it('that hangs is ended, and comes back with what it acknowledged', async () => {
    const entry = join(folder, 'entry.mjs');
    const hang = join(folder, 'hang');
    await writeFile(
      entry,
      `import { existsSync, rmSync } from 'node:fs';
      setInterval(() => {
        if (!existsSync(${JSON.stringify(hang)})) return;
        rmSync(${JSON.stringify(hang)});
        for (;;);
      }, 10);
      await import(${JSON.stringify(pathToFileURL(ENTRY).href)});`,
    );
    const timers = steppedTimers();
    const works: string[] = [];
    const made = superviseStation({
      fork: () => {
        const child = forkChild(entry);
        child.port.onMessage((message) => {
          const said = fromStation.parse(message);
          works.push(said.kind === 'here' ? said.work : said.kind);
        });
        return child;
      },
      opening: {
        ...station(),
        canLeave: false,
        savesFiles: false,
        door: { ...door, thisPort: false, ...secrets },
      },
      platform: {},
      timers,
      now: () => timers.passed(),
      note,
    });
    running.add(made);
    const { call } = await pageOf(made);
    await call('station.hello', {});
    expect((await call('arrival.nameless', { arrival: '0123456789abcdef' })).ok).toBe(true);
    // Before it opens a ledger, however large, it says so; and so it does of the first backup.
    expect(works.slice(0, works.indexOf('opened'))).toContain('ledger');
    const afterBackup = (): string[] => works.slice(works.indexOf('opened') + 1);
    await expect.poll(afterBackup).toEqual(['scans', 'ledger', 'scans']);

    await writeFile(hang, '');
    await expect.poll(() => existsSync(hang)).toBe(false);
    await timers.pass(7_000);
    expect(made.link()).toBe('up');
    await timers.pass(1_000);
    expect(made.link()).toBe('lost');
    const restarted = async (): Promise<string> => {
      await timers.pass(0);
      return made.link();
    };
    await expect.poll(restarted, { timeout: 60_000 }).toBe('up');

    const staff = await call('staff.open', { pin: SAMPLE_PIN });
    if (!staff.ok) throw new Error(staff.fault.kind);
    const status = await call('staff.status', { key: staff.value.key });
    if (!status.ok) throw new Error(status.fault.kind);
    expect(works.slice(works.lastIndexOf('opened'))).toContain('deed');
    expect(status.value.facts).toBe(1);
    expect(status.value.notices).toContainEqual(
      expect.objectContaining({ kind: 'station-restarted', why: NO_ANSWER }),
    );
  });

  it('tells staff when its log cannot be written, and goes on', async () => {
    await writeFile(join(folder, 'logs'), 'no folder');
    const { call } = await pageOf(withAWindow({ systemPrinter: noPrinter }));
    const staff = await call('staff.open', { pin: SAMPLE_PIN });
    if (!staff.ok) throw new Error(staff.fault.kind);
    const { key } = staff.value;
    // Something to log.
    await expect(call('staff.printing', { key })).rejects.toThrow('bug');
    const status = await call('staff.status', { key });
    const notices = status.ok ? status.value.notices : [];
    const failing = notices.find((notice) => notice.kind === 'log-failing');
    expect(failing?.reason).toMatch(/^file E/);
  });

  it('closes when the process that started it is gone', async () => {
    const child = forkChild(ENTRY);
    const how = new Promise<string>((resolve) => child.onExit(resolve));
    child.port.close();
    expect(await how).toBe('exit code 0');
  });

  it('that will not stay up is not started any more, until somebody asks', async () => {
    const entry = join(folder, 'entry.mjs');
    const works = `await import(${JSON.stringify(pathToFileURL(ENTRY).href)});`;
    await writeFile(entry, works);
    const made = atTheBrowser(entry);
    const { call, post } = await pageOf(made);
    await writeFile(entry, 'process.exit(7);');
    const stops = back(made, 'stopped');
    crash(made);
    await stops;
    await expect
      .poll(async () => (await post('/call/station.alive', {})).headers.has(STOPPED_HEADER))
      .toBe(true);
    expect(notes.join('\n')).toMatch(/exit code 7[^]*反复停下/);
    await writeFile(entry, works);
    const returns = back(made);
    expect((await post(TRY_AGAIN, {})).status).toBe(202);
    await returns;
    expect(await call('station.hello', {})).toMatchObject({ state: 'open' });
    // Seven processes, one after another, on a machine where each may take ten seconds.
  });

  it('that cannot open says why', async () => {
    const first = atTheBrowser();
    await pageOf(first);
    const second = await atTheBrowser().start();
    expect(second.ok ? '' : second.fault.sentence).toContain(folder);
  });
});

describe('a staff card', () => {
  it('opens the next process too, and is asked for when the station is started again', async () => {
    const card = await enrolled();
    const made = atTheBrowser();
    const page = await pageOf(made);
    await page.call('arrival.wedge', { text: card });
    expect(await page.call('station.hello', {})).toMatchObject({ state: 'open' });
    const returns = back(made);
    crash(made);
    await returns;
    expect(await page.call('station.hello', {})).toMatchObject({ state: 'open' });
    if (process.platform === 'linux') {
      const about = (file: string): Promise<string> =>
        readFile(`/proc/${made.current()?.pid}/${file}`, 'utf8');
      expect((await about('cmdline')) + (await about('environ'))).not.toContain(card);
      expect(Number(await about('coredump_filter'))).toBe(0);
    }
    await made.close();
    const again = await pageOf(atTheBrowser());
    expect(await again.call('station.hello', {})).toMatchObject({ state: 'locked' });
  });
});

async function enrolled(): Promise<string> {
  const draft: unknown = JSON.parse(await readFile(join(resources, 'fairs', 'draft.json'), 'utf8'));
  const { fair, keys } = makeFair(
    fairDraftSchema.parse(draft),
    { staffPin: { salt: '', hash: '' }, organiserPin: { salt: '', hash: '' } },
    randomBytes,
  );
  const card = staffCardText({ fair: fair.id, secret: randomBytes(32) });
  const [key] = keys.passKeys;
  if (!key) throw new Error('the draft has no station');
  const done = await enrol(
    folder,
    { fair, slot: key.slot, signed: signFair(fair, keys.signingKey) },
    { passSeed: key.seed, pseudonymKey: keys.pseudonymKey },
    card,
    randomBytes,
  );
  if (!done.ok) throw new Error(done.fault.kind);
  return card;
}
