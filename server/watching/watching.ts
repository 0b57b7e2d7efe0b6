import { InvalidArgumentError } from '@commander-js/extra-typings';
import type { DestinationStream } from 'pino';
import { openMetrics, type Metrics, type MetricsOptions } from './metrics.ts';
import { openMetricsDoor } from './metrics-door.ts';
import { type LogLevel, openServerLog, type ServerLog } from './log.ts';

/** The log and the metrics of one server process. */

export interface WatchingOptions {
  readonly logFolder?: string | undefined;
  readonly logLevel: LogLevel;
  readonly logDays: number;
  /** The process's own, if absent. */
  readonly stdout?: DestinationStream;
  /** Where Prometheus asks. */
  readonly metrics?: { readonly host: string; readonly port: number } | undefined;
}

export interface Watching {
  readonly log: ServerLog['log'];
  readonly metrics: Metrics;
  close(): Promise<void>;
}

export async function openWatching(
  options: WatchingOptions,
  metricsOptions: MetricsOptions,
): Promise<Watching> {
  const metrics = openMetrics(metricsOptions);
  let isFailing = false;
  const logging = await openServerLog({
    level: options.logLevel,
    ...(options.logFolder !== undefined && { folder: options.logFolder }),
    keepDays: options.logDays,
    stdout: options.stdout ?? process.stdout,
    onFailing(error) {
      metrics.logFailed();
      if (isFailing) return;
      isFailing = true;
      process.stderr.write(
        `日志写不进 ${options.logFolder}，服务器照常运行：请看磁盘。The log can’t be written, and the server goes on: look at the disk. ${error.message}\n`,
      );
    },
  });
  const door = options.metrics && (await openMetricsDoor(metrics, options.metrics));
  return {
    log: logging.log,
    metrics,
    async close() {
      door?.close();
      metrics.close();
      await logging.close();
    },
  };
}

/** Reads `127.0.0.1:9190`, `[::1]:9190` or `9190`, which is this machine alone. */
export function placeOf(text: string): { readonly host: string; readonly port: number } {
  const [, bracketed, plain, digits] = /^(?:(?:\[([^\]]+)\]|([^:]+)):)?(\d{1,5})$/.exec(text) ?? [];
  const port = Number(digits);
  if (digits === undefined || port > 65_535) {
    throw new InvalidArgumentError('写成 127.0.0.1:9190 write it as 127.0.0.1:9190');
  }
  return { host: bracketed ?? plain ?? '127.0.0.1', port };
}
