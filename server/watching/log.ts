import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type DestinationStream, type Logger, type LevelWithSilent, multistream, pino } from 'pino';
import rolling from 'pino-roll';
import { troubleText } from '../../shared/trouble-text.ts';

/**
 * One JSON object a line: on stdout, and in a folder where one is set, a file a day. Neither a person's
 * data nor a body, a query or a secret is ever in it.
 */

export const logLevels = [
  'debug',
  'info',
  'warn',
  'error',
] as const satisfies readonly LevelWithSilent[];
export type LogLevel = (typeof logLevels)[number];

/** What the law on network logs asks for is six months. */
export const KEEP_DAYS = 180;
/** A flood may fill no disk: one day's lines go on in a further file, and the oldest goes. */
const LARGEST_FILE = '64m';

export interface ServerLogOptions {
  readonly level: LogLevel;
  readonly folder?: string;
  readonly keepDays: number;
  readonly stdout: DestinationStream;
  /** A line was lost: the disk is full, or the folder went. Called at each loss. */
  readonly onFailing: (error: Error) => void;
}

export interface ServerLog {
  readonly log: Logger;
  close(): Promise<void>;
}

export async function openServerLog(options: ServerLogOptions): Promise<ServerLog> {
  const { level, folder, keepDays, stdout, onFailing } = options;
  const file = folder === undefined ? undefined : await fileIn(folder, keepDays);
  file?.on('error', onFailing);
  let isClosed = false;
  // An answer that ends after the log has closed would find its stream destroyed, and end the process.
  const toFile = file && { write: (line: string) => void (isClosed || file.write(line)) };
  const streams = [{ stream: stdout, level }, ...(toFile ? [{ stream: toFile, level }] : [])];
  const log = pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      // The usual one copies all that an error carries; a database's names the row.
      serializers: { err: troubleText },
      // An error alone would be repeated as the line's message, with all that it quotes.
      hooks: {
        logMethod(given, write) {
          const [first, ...rest] = given;
          if (rest.length > 0 || typeof first !== 'object') return write.apply(this, given);
          write.apply(this, [first instanceof Error ? { err: first } : first, 'trouble']);
        },
      },
    },
    multistream(streams),
  );
  return {
    log,
    async close() {
      if (!file) return;
      isClosed = true;
      const closed = new Promise<void>((resolve) => {
        file.once('close', resolve);
      });
      file.end();
      await closed;
    },
  };
}

function fileIn(folder: string, keepDays: number): ReturnType<typeof rolling> {
  mkdirSync(folder, { recursive: true, mode: 0o750 });
  return rolling({
    file: join(folder, 'server'),
    extension: '.log',
    frequency: 'daily',
    dateFormat: 'yyyy-MM-dd',
    size: LARGEST_FILE,
    mode: 0o640,
    limit: { count: keepDays, removeOtherLogFiles: true },
  });
}
