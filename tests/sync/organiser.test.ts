import { EventEmitter, once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre/xlsx';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { StationDoor } from '../../electron/station/open/station-door.ts';
import { randomness } from '../../electron/station/keys/randomness.ts';
import { LEDGER_FILE } from '../../electron/station/store/damage.ts';
import { openStation } from '../../electron/station/open/open-station.ts';
import { realTimers } from '../../electron/station/clock/timers.ts';
import { recount } from '../../server/ingest/recount.ts';
import { AUDIT_BEGINNING } from '../../shared/audit-chain.ts';
import { hashOfText } from '../../shared/chain.ts';
import {
  type CallInput,
  type CallName,
  type CallOutput,
  calls,
} from '../../shared/contract/calls.ts';
import { coverageWords, isWhole, seenOf } from '../../shared/report/coverage.ts';
import { aMorning, type Central, central, MORNING_MS, PERSON, personOf } from '../central.ts';

/** The organiser's laptop receives the whole day, and can export it without a network. */

const ORGANISER = 8;
const WALL = 9;
let folder = '';
let at: Central;
let door: StationDoor;
let nowMs = MORNING_MS;
const stationEvents = new EventEmitter<{ figures: [] }>();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-organiser-'));
  at = await central(folder, undefined);
  await aMorning(at);
  nowMs = MORNING_MS + 5 * 3_600_000;
  at.at(nowMs);
});
afterEach(async () => {
  stationEvents.removeAllListeners();
  await door.close();
  await at.close();
  await rm(folder, { recursive: true });
});

async function open(server: string | undefined, slot = ORGANISER): Promise<void> {
  const { sample } = at;
  const passSeed = sample.keys.passKeys.get(slot);
  if (!passSeed) throw new Error('no key');
  const opened = await openStation({
    folder: join(folder, `station-${slot}-at-work`),
    fair: sample.fair,
    slot,
    secrets: { passSeed },
    registrations: [],
    version: 'test',
    canLeave: false,
    ...(server !== undefined && { server }),
    now: () => nowMs,
    randomBytes: randomness(),
    timers: realTimers,
    onTrouble: (what, error) => expect.fail(`${what}: ${String(error)}`),
    connectReaders: async () => ({
      states: () => [],
      health: () => [],
      close: async () => undefined,
    }),
  });
  if (!opened.ok) throw new Error(opened.fault.kind);
  door = opened.value;
  door.onEvent(({ name }) => {
    if (name === 'figures') stationEvents.emit('figures');
  });
}

const outputs: { readonly [N in CallName]: { readonly output: z.ZodType<CallOutput<N>> } } = calls;

async function ask<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const reply = await door.dispatch(name, input);
  if (!reply.ok) throw new Error(reply.fault.kind);
  return outputs[name].output.parse(reply.value);
}

async function day() {
  const reply = await ask('organiser.day', { scope: 'all' });
  if (!reply.ok) throw new Error(reply.fault.kind);
  return reply.value;
}

async function dayAtServer() {
  const reply = await atServer('organiser.day', { scope: 'all' });
  if (!reply.ok) throw new Error(reply.fault.kind);
  return reply.value;
}

type Day = Awaited<ReturnType<typeof day>>;

/** Waits until every chain here is as long as at the server; its facts come in several answers. */
async function wholeDay() {
  const { digest } = await dayAtServer();
  await expect.poll(async () => (await day()).digest).toBe(digest);
  return day();
}

async function exported(format: 'xlsx' | 'csv' | 'json'): Promise<string> {
  const file = await ask('organiser.export', { scope: 'all', format });
  if (!file.ok || file.value.how !== 'page') throw new Error('no file');
  return file.value.base64;
}

/** Makes the same call at the server, as its page does. */
async function atServer<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const post = (call: string, body: unknown, cookie = ''): Promise<Response> =>
    fetch(new URL(`/call/${call}`, at.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: at.url, cookie },
      body: JSON.stringify(body),
    });
  const { name: account, password } = PERSON;
  const signedIn = await post('organiser.signIn', { account, password });
  const [cookie = ''] = (signedIn.headers.get('set-cookie') ?? '').split(';');
  const reply = z
    .object({ value: outputs[name].output })
    .parse(await (await post(name, input, cookie)).json());
  return reply.value;
}

/** Verifies each line of the file by its text and hash, as anybody can. */
function auditIn(base64: string): { readonly did: string; readonly text: string }[] {
  const rows = parse(Buffer.from(base64, 'base64').toString('utf8'), {
    bom: true,
  });
  const lines = z.array(z.array(z.string())).parse(rows).slice(1);
  let prev = AUDIT_BEGINNING;
  return lines.map(([, , did = '', , text = '', hash = '']) => {
    expect(hashOfText(text)).toBe(hash);
    expect(z.object({ prev: z.string() }).parse(JSON.parse(text)).prev).toBe(prev);
    prev = hash;
    return { did, text };
  });
}

describe('the audit log', () => {
  it('exports completely from station and server, including the export itself', async () => {
    await open(undefined);
    await ask('organiser.export', { scope: 'all', format: 'csv' });
    const here = await ask('organiser.auditExport', {});
    const there = await atServer('organiser.auditExport', {});
    for (const file of [here, there]) {
      if (!file.ok || file.value.how !== 'page') throw new Error('no file');
      const lines = auditIn(file.value.base64);
      expect(lines.at(-1)?.did).toBe('导出了操作记录');
      expect(lines.length).toBeGreaterThan(1);
    }
  });
});

describe('an organiser’s station', () => {
  it('receives the whole day and exports the same files as the server', async () => {
    await open(at.url);
    const here = await wholeDay();
    expect(here.totals.attendees).toBe(40);
    expect(here.totals).toEqual((await dayAtServer()).totals);
    // This station counts as seen only with its next question.
    const heardMs = ({ coverage }: Day) => coverage.stations.map((station) => station.heardMs);
    await expect.poll(async () => heardMs(await day())).toEqual(heardMs(await dayAtServer()));
    for (const format of ['xlsx', 'csv'] as const) {
      const file = await atServer('organiser.export', { scope: 'all', format });
      if (!file.ok || file.value.how !== 'page') throw new Error('no file');
      expect(await exported(format)).toBe(file.value.base64);
    }
    expect(await ask('organiser.merged', {})).toEqual(await atServer('organiser.merged', {}));
  });

  it('exports without a network what it has, and marks the rest unknown', async () => {
    await open(undefined);
    const { coverage, nowMs: asked } = await day();
    const seen = seenOf(coverage, asked);
    expect(isWhole(seen)).toBe(false);
    expect(coverageWords(seen, () => '').zh).toBe('11 个站点中 1 个已到齐；10 个站点从未联系上');
    const { sheets } = await readXlsx(Buffer.from(await exported('xlsx'), 'base64'));
    const unknown = sheets
      .find(({ name }) => name === '数据来源')
      ?.rows.filter((row) => row.includes('不明'));
    expect(unknown).toHaveLength(10);
  });

  it('shows a different digest while it has only part of a chain', async () => {
    await open(at.url);
    const { digest } = await wholeDay();
    await door.close();
    const db = new SqliteDatabase(join(folder, `station-${ORGANISER}-at-work`, LEDGER_FILE));
    db.exec('DELETE FROM fact WHERE station = 4 AND seq = 5');
    db.close();
    await open(undefined);
    expect((await day()).digest).not.toBe(digest);
  });

  it('notifies its page as soon as figures change', async () => {
    await open(at.url);
    await wholeDay();
    const changed = once(stationEvents, 'figures');
    await at.write(1, [
      {
        happening: { kind: 'checkin', what: { means: 'anonymous', lane: 'self' } },
        person: 'ab'.repeat(16),
      },
    ]);
    await at.send();
    await changed;
    await expect.poll(async () => (await day()).totals.anonymous).toBe(1);
  });
});

describe('a password', () => {
  it('can be guessed only a few times a minute, under any address spelling', async () => {
    await open(undefined);
    const guess = (path: string): Promise<Response> =>
      fetch(new URL(path, at.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: at.url },
        body: JSON.stringify({ account: PERSON.name, password: 'guessed' }),
      });
    let last = await guess('/call/organiser.signIn');
    expect(last.status).toBe(200);
    for (let n = 0; n < 4; n += 1)
      last = await guess(`/call/organiser${n % 2 ? '.' : '%2E'}signIn`);
    expect(last.status).toBe(429);
  });
});

describe('a wall', () => {
  it('gets figures but no person, and keeps them when the server is gone', async () => {
    await open(at.url, WALL);
    const shown = async () => {
      const reply = await ask('wall.view', {});
      if (!reply.ok) throw new Error(reply.fault.kind);
      return reply.value;
    };
    await expect.poll(async () => (await shown()).news?.figures.attendees).toBe(40);
    const { posts } = await shown();
    // One person has signed at the first post of the first booth.
    const [booth] = at.sample.fair.booths;
    const first = posts.find((post) => post.booth === booth?.code);
    expect(first?.left).toBe((booth?.posts[0]?.headcount ?? 0) - 1);
    expect(new Set(posts.map((post) => post.booth)).size).toBe(6);
    await door.close();
    const bytes = await readFile(join(folder, `station-${WALL}-at-work`, LEDGER_FILE));
    for (const person of [personOf(0), personOf(1)]) {
      expect(bytes.includes(Buffer.from(person, 'hex'))).toBe(false);
    }

    nowMs += 3_600_000;
    await open(undefined, WALL);
    const later = await shown();
    expect(later.news?.figures.attendees).toBe(40);
    expect(later.news?.ageMs).toBe(3_600_000);
  });
});

describe('figures of an earlier version', () => {
  it('are recounted by the newer rules, at server and station', async () => {
    await open(at.url);
    const { groups, totals } = await wholeDay();
    expect(totals.intentPeople).toBe(6);
    expect(groups.people).toBe(10);
    await door.close();

    const db = new SqliteDatabase(join(folder, `station-${ORGANISER}-at-work`, LEDGER_FILE));
    db.exec(`DELETE FROM tally WHERE slice LIKE 'grouped%';
      UPDATE setting SET value = '1' WHERE name = 'tally-rules'`);
    db.close();
    await open(undefined);
    expect((await day()).groups).toEqual(groups);

    const { db: there } = at.storage;
    await there.deleteFrom('tally').where('slice', 'like', 'grouped%').execute();
    await there.updateTable('fair').set({ rules: 1 }).execute();
    await recount(at.storage);
    expect((await dayAtServer()).groups).toEqual(groups);
  });
});
