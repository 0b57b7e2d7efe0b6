import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type App, openApp } from '../app.ts';
import type { Storage } from '../storage/homes.ts';
import { openSqlite } from '../storage/sqlite-home.ts';
import { openServerLog } from './log.ts';
import { type Metrics, openMetrics } from './metrics.ts';
import { openMetricsDoor } from './metrics-door.ts';
import { stages, timed } from './stages.ts';
import { placeOf } from './watching.ts';

const lineSchema = z.object({ level: z.string(), msg: z.string() }).loose();

describe('a server that is watched', () => {
  let folder: string;
  let storage: Storage;
  let app: App;
  let metrics: Metrics;
  let url: string;
  const lines: z.infer<typeof lineSchema>[] = [];
  const said = {
    waitingByFair: new Map([
      ['aaaa', 3],
      ['bbbb', 0],
    ]),
    listening: false,
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chunfeng-watched-'));
    const opened = await openSqlite(join(folder, 'data'));
    if (!opened.ok) throw new Error(opened.fault.kind);
    storage = opened.value;
    metrics = openMetrics({
      version: '1.2.3',
      home: storage.home,
      load: () => said,
      newestBackup: () => 1_700_000_000,
    });
    const { log } = await openServerLog({
      level: 'debug',
      keepDays: 1,
      stdout: { write: (line) => void lines.push(lineSchema.parse(JSON.parse(line))) },
      onFailing: (error) => {
        throw error;
      },
    });
    app = await openApp({
      storage,
      now: () => 0,
      logger: log,
      metrics,
    });
    url = await app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(async () => {
    await app.close();
    await storage.close();
    metrics.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('counts each request by its route, without a fair in it', async () => {
    await fetch(`${url}/v1/fairs/01234567/figures`);
    await fetch(`${url}/nowhere/13912345678`);
    await requestsLogged(2);
    const text = await metrics.read();
    expect(text).toMatch(
      /request_seconds_count\{method="GET",route="\/v1\/fairs\/:fair\/figures",status="401"\} 1/,
    );
    expect(text).toMatch(/request_seconds_count\{method="GET",route="unknown",status="404"\} 1/);
    expect(text).not.toContain('13912345678');
  });

  it('writes a line for each request, with its number, address and no query', async () => {
    const before = requestLines().length;
    const reply = await fetch(`${url}/health?name=%E5%91%A8%E7%92%9F&phone=13912345678`);
    await requestsLogged(before + 1);
    const line = requestLines().at(-1);
    expect(line).toMatchObject({
      msg: 'request',
      ip: '127.0.0.1',
      route: '/health',
      status: 200,
      level: 'debug',
    });
    expect(line?.['reqId']).toBe(reply.headers.get('x-request-id'));
    expect(JSON.stringify(lines)).not.toMatch(/13912345678|周璟|%E5%91/);
  });

  it('logs a request that its client left before the answer', async () => {
    const before = requestLines().length;
    const left = get(`${url}/v1/fairs/01234567/figures`);
    left.on('error', () => undefined);
    left.on('socket', (socket) => socket.once('connect', () => left.destroy()));
    await new Promise((resolve) => left.once('close', resolve));
    await fetch(`${url}/health`);
    await requestsLogged(before + 1);
    expect(requestLines().length).toBeGreaterThan(before);
  });

  it('shows what waits, whether it hears the others, and the newest backup', async () => {
    const text = await metrics.read();
    expect(text).toContain('chunfeng_waiting_uploads{fair="aaaa"} 3');
    expect(text).not.toContain('bbbb');
    expect(text).toContain('chunfeng_listening 0');
    expect(text).toContain('chunfeng_newest_backup_timestamp_seconds 1700000000');
    expect(text).toContain('chunfeng_info{version="1.2.3",home="sqlite"} 1');
    expect(text).toMatch(/chunfeng_nodejs_eventloop_lag_p99_seconds/);
  });

  it('measures each stage of an upload, also of one that fails', async () => {
    await timed('store', () => undefined);
    await expect(timed('store', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    stages.emit('facts', 12);
    const text = await metrics.read();
    expect(text).toContain('chunfeng_stage_seconds_count{stage="store"} 2');
    expect(text).toContain('chunfeng_facts_total 12');
  });

  it('shows its metrics at an address of their own only', async () => {
    const door = await openMetricsDoor(metrics, { host: '127.0.0.1', port: 0 });
    const shown = await fetch(`http://127.0.0.1:${door.port}/metrics`);
    expect([shown.status, (await shown.text()).includes('chunfeng_info')]).toEqual([200, true]);
    expect((await fetch(`http://127.0.0.1:${door.port}/else`)).status).toBe(404);
    expect((await fetch(`${url}/metrics`)).status).toBe(404);
    door.close();
  });

  it('has every metric that the alerts ask for', async () => {
    const rules = await readFile(new URL('../../docs/server/alerts.yml', import.meta.url), 'utf8');
    const text = await metrics.read();
    const known = new Set(text.match(/chunfeng_\w+/g));
    const asked = new Set(rules.match(/chunfeng_\w+/g));
    expect(asked.size).toBeGreaterThan(5);
    expect([...asked].filter((name) => !known.has(name))).toEqual([]);
  });

  const requestLines = () => lines.filter(({ msg }) => msg === 'request');

  /** Lines are written when the connection has ended, which may be after the answer is here. */
  async function requestsLogged(count: number): Promise<void> {
    await expect.poll(() => requestLines().length).toBeGreaterThanOrEqual(count);
  }
});

describe('the server’s log', () => {
  it('goes to a file of the day that only its own group reads, and keeps no person', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'chunfeng-log-'));
    const logging = await openServerLog({
      level: 'info',
      folder,
      keepDays: 2,
      stdout: { write: () => undefined },
      onFailing: (error) => {
        throw error;
      },
    });
    const { log } = logging;
    const error = Object.assign(new Error('row 11010519491231002X'), {
      detail: 'Key (name)=(周璟琛)',
    });
    log.error(error);
    log.info({ err: error }, 'again');
    log.debug('too quiet');
    await logging.close();
    const [file = ''] = await readdir(folder);
    expect(file).toMatch(/^server\.\d{4}-\d\d-\d\d\.1\.log$/);
    const text = await readFile(join(folder, file), 'utf8');
    expect(text.trim().split('\n')).toHaveLength(2);
    expect(text).toContain('row …');
    expect(text).not.toMatch(/周璟琛|110105|too quiet/);
    await rm(folder, { recursive: true });
  });
});

it.each([
  ['9190', { host: '127.0.0.1', port: 9190 }],
  ['10.0.0.1:80', { host: '10.0.0.1', port: 80 }],
  ['[::1]:9190', { host: '::1', port: 9190 }],
])('reads the address %s for Prometheus', (text, place) => {
  expect(placeOf(text)).toEqual(place);
});

it.each(['', 'localhost', '127.0.0.1:', '1:2:3', '127.0.0.1:70000'])(
  'refuses the address "%s"',
  (text) => {
    expect(() => placeOf(text)).toThrow('127.0.0.1:9190');
  },
);
