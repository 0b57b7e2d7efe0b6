import { describe, expect, it } from 'vitest';
import type { HidPort } from './port.ts';
import { sdtFrame } from './sdt-frame.ts';
import { type Answer, sdtLine } from './sdt-line.ts';
import { steppedTimers } from '../clock/testing/stepped-timers.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A device that receives commands; the test decides what it sends, and when. */
function line() {
  const timers = steppedTimers();
  const listeners: ((report: Uint8Array) => void)[] = [];
  const written: string[] = [];
  const refuse = { writes: false };
  const port: HidPort = {
    onReport: (listener) => listeners.push(listener),
    onGone: () => {},
    async write(report) {
      if (refuse.writes) throw new Error('write failed');
      written.push(Buffer.from(report.subarray(8, 10)).toString('hex'));
    },
    close: async () => {},
  };
  const send = (bytes: Uint8Array): void => {
    for (let at = 0; at < bytes.length; at += 64) {
      for (const listener of listeners) listener(bytes.subarray(at, at + 64));
    }
  };
  const answers: Record<string, Answer> = {};
  const { ask, close } = sdtLine(port, timers);
  return {
    timers,
    written,
    refuse,
    close,
    answers,
    send,
    reply: (code: number, length = 0) => send(frame(code, length)),
    /** Sends a command, and records the answer under a name. */
    ask: async (name: string, command: Parameters<typeof ask>[0]) => {
      void ask(command).then((answer) => {
        answers[name] = answer;
      });
      await turn();
    },
  };
}

function frame(code: number, length: number): Uint8Array {
  return sdtFrame(Uint8Array.of(0, 0, code, ...new Uint8Array(length).fill(7)));
}

const replied = (status: string) => ({ ok: true, value: { status } });
const failed = (kind: string) => ({ ok: false, fault: { kind } });

describe('a card reader’s command line', () => {
  it('writes the second command only after the first is answered', async () => {
    const { ask, reply, written, answers } = line();
    await ask('first', 'find');
    await ask('second', 'select');
    expect(written).toEqual(['2001']);
    reply(0x9f, 4);
    await turn();
    expect(answers['first']).toMatchObject(replied('card-found'));
    expect(written).toEqual(['2001', '2002']);
    expect(answers['second']).toBeUndefined();
    reply(0x90, 8);
    await turn();
    expect(answers['second']).toMatchObject(replied('done'));
  });

  it.each([
    ['find', 0x90, 8, 'card-found', 0x9f, 4],
    ['find', 0x90, 1284, 'find-failed', 0x80, 0],
    ['select', 0x9f, 4, 'done', 0x90, 8],
    ['select', 0x90, 1284, 'done', 0x90, 8],
    ['read', 0x90, 8, 'done', 0x90, 1284],
    ['read', 0x9f, 4, 'read-failed', 0x41, 0],
    ['new-address', 0x90, 1284, 'no-such-item', 0x91, 0],
    ['new-address', 0x9f, 4, 'done', 0x90, 70],
  ] as const)(
    'asked to %s rejects a late %i with %i bytes',
    async (command, lateCode, lateLength, status, code, length) => {
      const { ask, reply, answers } = line();
      await ask('it', command);
      reply(lateCode, lateLength);
      await turn();
      expect(answers['it']).toBeUndefined();
      reply(code, length);
      await turn();
      expect(answers['it']).toMatchObject(replied(status));
    },
  );

  it('ignores what nobody asked for, even half of it', async () => {
    const { ask, reply, send, answers } = line();
    send(frame(0x90, 100).subarray(0, 64));
    reply(0x9f, 4);
    await ask('it', 'find');
    await turn();
    expect(answers['it']).toBeUndefined();
    reply(0x80);
    await turn();
    expect(answers['it']).toMatchObject(replied('find-failed'));
  });

  it('drops half of an answer that came too late', async () => {
    const { ask, send, reply, timers, answers } = line();
    await ask('first', 'read');
    send(frame(0x90, 1284).subarray(0, 640));
    await timers.pass(3000);
    expect(answers['first']).toEqual(failed('silent'));
    await ask('second', 'find');
    reply(0x80);
    await turn();
    expect(answers['second']).toMatchObject(replied('find-failed'));
  });

  it.each([
    ['find', 1000],
    ['select', 1000],
    ['new-address', 1000],
    ['read', 3000],
  ] as const)('waits for a %s %i ms, and no longer', async (command, ms) => {
    const { ask, timers, reply, answers } = line();
    await ask('it', command);
    await timers.pass(ms - 1);
    expect(answers['it']).toBeUndefined();
    await timers.pass(1);
    expect(answers['it']).toEqual(failed('silent'));
    reply(0x80);
    await turn();
    expect(answers['it']).toEqual(failed('silent'));
  });

  it('gives each command its full time, whatever the one before used', async () => {
    const { ask, timers, reply, answers } = line();
    await ask('first', 'find');
    await timers.pass(900);
    reply(0x80);
    await ask('second', 'find');
    await timers.pass(900);
    expect(answers['second']).toBeUndefined();
    reply(0x80);
    await turn();
    expect(answers['second']).toMatchObject(replied('find-failed'));
  });

  it('asks again after one corrupted answer, and only once', async () => {
    const { ask, send, written, answers } = line();
    const disturbed = frame(0x80, 0).with(10, 0);
    await ask('it', 'find');
    send(disturbed);
    await turn();
    expect(written).toEqual(['2001', '2001']);
    expect(answers['it']).toBeUndefined();
    send(disturbed);
    await turn();
    expect(written).toHaveLength(2);
    expect(answers['it']).toEqual(failed('damaged'));
  });

  it('reports what could not be written, and continues', async () => {
    const { ask, refuse, reply, answers } = line();
    refuse.writes = true;
    await ask('first', 'find');
    expect(answers['first']).toEqual(failed('not-written'));
    refuse.writes = false;
    await ask('second', 'find');
    reply(0x80);
    await turn();
    expect(answers['second']).toMatchObject(replied('find-failed'));
  });

  it('ends waiting commands at once when closed, and writes nothing more', async () => {
    const { ask, close, written, answers } = line();
    await ask('first', 'find');
    await ask('second', 'find');
    close();
    await turn();
    await ask('third', 'find');
    for (const name of ['first', 'second', 'third'])
      expect(answers[name]).toEqual(failed('closed'));
    expect(written).toEqual(['2001']);
  });
});
