import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { steppedTimers } from '../../station/clock/testing/stepped-timers.ts';
import { resumable, SILENCE_MS } from './resumable-download.ts';

const WHOLE = '0123456789';
let at = '';
let server: Server;
let url = '';
/** The ranges that were asked for, and how each is answered. */
let asked: (string | undefined)[] = [];
let answers: ((response: ServerResponse, request: IncomingMessage) => void)[] = [];
let timers = steppedTimers();

beforeEach(async () => {
  at = await mkdtemp(join(tmpdir(), 'chunfeng-download-'));
  [asked, answers, timers] = [[], [], steppedTimers()];
  server = createServer((request, response) => {
    asked.push(request.headers.range);
    answers.shift()?.(response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/file`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(at, { recursive: true });
});

const part = () => join(at, 'part');
const target = () => join(at, 'target');
const download = () =>
  resumable({ part: part(), timers, onProgress: () => undefined }).download(url, target(), {});
const got = () => readFile(target(), 'utf8');

const whole = (response: ServerResponse): unknown => response.end(WHOLE);
const from = (first: number) => (response: ServerResponse) => {
  response.writeHead(206, { 'content-range': `bytes ${first}-9/10` });
  response.end(WHOLE.slice(first));
};
/** Four bytes, and then nothing more. */
const silent = (response: ServerResponse): void => {
  response.writeHead(200, { 'content-length': WHOLE.length });
  response.write(WHOLE.slice(0, 4));
};
const cut = (response: ServerResponse): unknown => response.destroy();
const status =
  (code: number, headers = {}) =>
  (response: ServerResponse) =>
    response.writeHead(code, headers).end();

describe('a download', () => {
  it.each<[what: string, had: string, answers: typeof answers, asked: typeof asked]>([
    ['of nothing yet asks for the whole', '', [whole], [undefined]],
    ['goes on after what is here', '0123', [from(4)], ['bytes=4-']],
    ['begins again where a server knows no ranges', '0123', [whole], ['bytes=4-']],
    [
      'is done if only its new name was missing',
      WHOLE,
      [status(416, { 'content-range': 'bytes */10' })],
      ['bytes=10-'],
    ],
    [
      'begins again after a longer one',
      `${WHOLE}x`,
      [status(416), whole],
      ['bytes=11-', undefined],
    ],
    [
      'begins again if the server sends another part',
      '01',
      [from(4), whole],
      ['bytes=2-', undefined],
    ],
  ])('%s', async (_what, had, given, ranges) => {
    if (had !== '') await writeFile(part(), had);
    answers = given;
    await download();
    expect(await got()).toBe(WHOLE);
    expect(asked).toEqual(ranges);
  });

  it('goes on by itself after a silence, and after pauses while the line is down', async () => {
    answers = [silent, cut, cut, from(4)];
    const done = download();
    await expect.poll(() => readFile(part(), 'utf8').catch(() => '')).toBe('0123');
    await timers.pass(SILENCE_MS);
    for (const [tries, pauseMs] of [
      [2, 1_000],
      [3, 2_000],
      [4, 4_000],
    ] as const) {
      await expect
        .poll(async () => {
          await timers.pass(pauseMs / 4);
          return asked.length;
        })
        .toBeGreaterThanOrEqual(tries);
    }
    await done;
    expect(await got()).toBe(WHOLE);
    expect(asked).toEqual([undefined, 'bytes=4-', 'bytes=4-', 'bytes=4-']);
  });

  it.each([
    ['nobody answers', cut, /fetch failed/],
    ['the server has no such file', status(404), /HTTP 404/],
  ])('is given up at once if %s', async (_what, answer, why) => {
    answers = [answer];
    await expect(download()).rejects.toThrow(why);
    expect(asked).toEqual([undefined]);
  });

  it('is given up if the disk takes nothing', async () => {
    answers = [whole];
    const nowhere = resumable({ part: at, timers, onProgress: () => undefined });
    await expect(nowhere.download(url, target(), {})).rejects.toThrow('EISDIR');
  });
});
