import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Downloader } from '@electron/get';
import type { Timers } from '../../station/clock/timers.ts';

/**
 * A download that goes on from where an earlier one was cut off, by itself or at the next start. What it
 * has so far stays in one file; `@electron/get` checks the whole.
 */

/** A connection that says nothing for this long is cut, and made again. */
export const SILENCE_MS = 60_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

export interface ResumableOptions {
  /** Where an unfinished download waits. */
  readonly part: string;
  readonly timers: Timers;
  /** `total` is unknown where the server does not name it. */
  readonly onProgress: (received: number, total: number | undefined) => void;
}

/** A server that answers, but not with the file: asking again is of no use. */
class Refused extends Error {}

export function resumable({ part, timers, onProgress }: ResumableOptions): Downloader<unknown> {
  return {
    async download(url, target) {
      await mkdir(dirname(part), { recursive: true });
      let pauseMs = FIRST_PAUSE_MS;
      for (let anyCame = false; ; ) {
        const before = await sizeOf(part);
        try {
          await goOn(url, before);
          return await rename(part, target);
        } catch (error) {
          const came = (await sizeOf(part)) > before;
          anyCame ||= came;
          // Without a single byte there is probably no network, and nobody should wait for one.
          if (!anyCame || error instanceof Refused || isOfDisk(error)) throw error;
          pauseMs = came ? FIRST_PAUSE_MS : Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
          await new Promise<void>((resolve) => timers.after(pauseMs, resolve));
        }
      }
    },
  };

  /** Adds to the file what is missing, or starts it again if it is no beginning of this one. */
  async function goOn(url: string, had: number): Promise<void> {
    const silence = silenceOf(timers);
    try {
      const headers = had > 0 ? { range: `bytes=${had}-` } : undefined;
      const response = await fetch(url, { signal: silence.signal, ...(headers && { headers }) });
      const rest = restIn(response, had);
      if (rest === undefined) await response.body?.cancel();
      else if (rest !== 'none') await write(response.body ?? [], rest, silence.heard);
      if (rest !== undefined) return;
      await rm(part, { force: true });
      if (had === 0) throw new Refused(`HTTP ${response.status}`);
    } finally {
      silence.end();
    }
    await goOn(url, 0);
  }

  async function write(
    body: AsyncIterable<Uint8Array> | readonly Uint8Array[],
    { from, total }: Rest,
    heard: () => void,
  ): Promise<void> {
    let received = from;
    let cut: unknown;
    const coming = async function* (): AsyncGenerator<Uint8Array> {
      try {
        for await (const bytes of body) {
          heard();
          received += bytes.length;
          onProgress(received, total);
          yield bytes;
        }
      } catch (error) {
        // Not thrown here, where the pipeline would drop what has come.
        cut = error;
      }
    };
    await pipeline(coming, createWriteStream(part, { flags: from > 0 ? 'a' : 'w' }));
    if (cut !== undefined) throw cut;
    if (total !== undefined && received < total) throw new Error('cut off');
  }
}

/** A signal that comes when nothing was heard for too long. */
function silenceOf(timers: Timers) {
  const silence = new AbortController();
  let end = (): void => undefined;
  const heard = (): void => {
    end();
    end = timers.after(SILENCE_MS, () => silence.abort(new Error('silence')));
  };
  heard();
  return { signal: silence.signal, heard, end: () => end() };
}

interface Rest {
  readonly from: number;
  readonly total: number | undefined;
}

/** What of the file a response brings, where `had` bytes are here; undefined if it brings something else. */
function restIn({ status, headers }: Response, had: number): Rest | 'none' | undefined {
  const [, first, all] =
    /^bytes (?:(\d+)-\d+|\*)\/(\d+)$/.exec(headers.get('content-range') ?? '') ?? [];
  // The last download was cut off after its last byte.
  if (status === 416 && Number(all) === had) return 'none';
  if (status === 206 && Number(first) === had) return { from: had, total: Number(all) };
  if (status !== 200) return undefined;
  const length = headers.get('content-length');
  return { from: 0, total: length === null ? undefined : Number(length) };
}

/** A full or read-only disk; `fetch` wraps the network's own errors. */
function isOfDisk(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch(() => undefined);
  return found?.size ?? 0;
}
