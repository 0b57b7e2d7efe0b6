import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import electronLog from 'electron-log/node';
import { troubleText } from '../../../shared/trouble-text.ts';

/**
 * What a process has to say: on stderr for the person who started it, and in a file of the data folder that
 * is set aside at a megabyte. It is written at once, so that a crash loses no last word; neither a
 * full disk nor a closed terminal ends the process.
 */

export const LOGS = 'logs';
const LARGEST_FILE = 1024 * 1024;

export type Log = (what: string, error?: unknown) => void;

export interface LogOptions {
  readonly name: 'main' | 'station';
  /** The data folder; until it is known, only stderr hears. */
  readonly folder: () => string | undefined;
  /** Told once, and again after a word could be written. */
  readonly onFailing: (reason: string) => void;
}

// The library would report a failing file to a console that may be failing too.
electronLog.transports.console.writeFn = () => undefined;

export function openLog({ name, folder, onFailing }: LogOptions): Log {
  const say = { file: logFile(name, folder), stderr: standardError() };
  const failing = new Set<string>();

  function tell(where: keyof typeof say, text: string): void {
    say[where](text, (error) => {
      if (!error) return void failing.delete(where);
      if (failing.has(where)) return;
      failing.add(where);
      onFailing(`${where} ${/\bE[A-Z]{3,}\b/.exec(String(error))?.[0] ?? String(error)}`);
    });
  }

  return (what, error) => {
    const text = error === undefined ? what : `${what}: ${troubleText(error)}`;
    tell('file', text);
    tell('stderr', text);
  };
}

type Say = (text: string, done: (error?: Error | null) => void) => void;

function logFile(name: string, folder: () => string | undefined): Say {
  const logger = electronLog.create({ logId: name });
  const { console, file } = logger.transports;
  console.level = false;
  file.setAppName('chunfeng');
  file.maxSize = LARGEST_FILE;
  file.format = '{iso} {text}';
  let path: string | undefined;
  let failure: Error | undefined;
  file.resolvePathFn = () => path ?? '';

  /** The library gives a file up for good that it cannot make, so make it before. */
  function opened(): boolean {
    const data = folder();
    if (path !== undefined || data === undefined) return path !== undefined;
    const made = join(data, LOGS, `${name}.log`);
    mkdirSync(join(data, LOGS), { recursive: true, mode: 0o700 });
    appendFileSync(made, '', { mode: 0o600 });
    path = made;
    file.getFile().on('error', (error) => (failure = error));
    return true;
  }

  return (text, done) => {
    failure = undefined;
    try {
      if (!opened()) return;
      logger.info(text);
      done(failure);
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
    }
  };
}

function standardError(): Say {
  // Without a listener, a terminal that is gone would end the process.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  return (text, done) => void process.stderr.write(`${text}\n`, done);
}
