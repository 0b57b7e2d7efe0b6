import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Stage } from './stages.ts';
import { stages } from './stages.ts';

/** What Prometheus reads: how the server does, and nothing of any person. docs/server/watching.md lists it. */

/** The state of what an upload waits for. Asked when somebody reads. */
export interface Load {
  readonly waitingByFair: ReadonlyMap<string, number>;
  readonly listening: boolean;
  /** Connections to PostgreSQL; absent on SQLite. */
  readonly pool?: { readonly total: number; readonly idle: number; readonly waiting: number };
}

export interface MetricsOptions {
  readonly version: string;
  readonly home: string;
  readonly load: () => Load;
  /** When the newest verified backup was made, in seconds since 1970; undefined where there is none. */
  readonly newestBackup?: () => number | undefined;
}

export interface Answered {
  readonly method: string;
  /** As the router knows it, without the fair's and the station's number. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

export interface Metrics {
  readonly answered: (answer: Answered) => void;
  readonly streams: (change: 1 | -1) => void;
  readonly logFailed: () => void;
  readonly contentType: string;
  read(): Promise<string>;
  close(): void;
}

const PREFIX = 'chunfeng_';
const REQUEST_SECONDS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const STAGE_SECONDS = [0.001, 0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 20];

export function openMetrics({ version, home, load, newestBackup }: MetricsOptions): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: PREFIX });
  new Gauge({
    name: `${PREFIX}info`,
    help: 'Always 1; the version, and where the data is',
    labelNames: ['version', 'home'],
    registers,
  }).set({ version, home }, 1);
  const requests = new Histogram({
    name: `${PREFIX}request_seconds`,
    help: 'Answered requests, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: REQUEST_SECONDS,
    registers,
  });
  const streams = new Gauge({
    name: `${PREFIX}open_streams`,
    help: 'Stations and pages that listen for news',
    registers,
  });
  const facts = new Counter({
    name: `${PREFIX}facts_total`,
    help: 'Facts that were stored',
    registers,
  });
  const stage = new Histogram({
    name: `${PREFIX}stage_seconds`,
    help: 'What an upload spends its time on; "waiting" is for its fair’s turn',
    labelNames: ['stage'],
    buckets: STAGE_SECONDS,
    registers,
  });
  const logErrors = new Counter({
    name: `${PREFIX}log_errors_total`,
    help: 'Lines that the log’s disk did not take',
    registers,
  });
  gaugesOf(load, registers);
  new Gauge({
    name: `${PREFIX}newest_backup_timestamp_seconds`,
    help: 'When the newest verified backup was made; absent where there is none',
    registers,
    collect() {
      const at = newestBackup?.();
      this.reset();
      if (at !== undefined) this.set(at);
      else this.remove();
    },
  });
  const passed = (name: Stage, seconds: number): void => stage.observe({ stage: name }, seconds);
  const stored = (count: number): void => facts.inc(count);
  stages.on('passed', passed).on('facts', stored);
  return {
    answered: ({ seconds, status, ...labels }) =>
      requests.observe({ ...labels, status: String(status) }, seconds),
    streams: (change) => streams.inc(change),
    logFailed: () => logErrors.inc(),
    contentType: registry.contentType,
    read: () => registry.metrics(),
    close() {
      stages.off('passed', passed).off('facts', stored);
      registry.clear();
    },
  };
}

function gaugesOf(load: () => Load, registers: Registry[]): void {
  new Gauge({
    name: `${PREFIX}waiting_uploads`,
    help: 'Uploads that wait for their fair’s turn, by fair; fairs where none waits are absent',
    labelNames: ['fair'],
    registers,
    collect() {
      this.reset();
      for (const [fair, waiting] of load().waitingByFair)
        if (waiting > 0) this.set({ fair }, waiting);
    },
  });
  new Gauge({
    name: `${PREFIX}listening`,
    help: '1 while this server hears the news of the others; 0 means that pages learn late',
    registers,
    collect() {
      this.set(load().listening ? 1 : 0);
    },
  });
  new Gauge({
    name: `${PREFIX}pool_connections`,
    help: 'Connections to PostgreSQL: busy, idle, and requests that wait for one',
    labelNames: ['state'],
    registers,
    collect() {
      const { pool } = load();
      this.reset();
      if (!pool) return;
      this.set({ state: 'busy' }, pool.total - pool.idle);
      this.set({ state: 'idle' }, pool.idle);
      this.set({ state: 'waiting' }, pool.waiting);
    },
  });
}
