import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HidPort } from './port.ts';
import { posReader } from './pos-reader.ts';
import type { Scan } from './scan.ts';
import { simulatedScanner } from './simulator.ts';
import { steppedTimers } from '../clock/testing/stepped-timers.ts';

function scanning(port: HidPort) {
  const timers = steppedTimers();
  const scans: Scan[] = [];
  const states: string[] = [];
  const reader = posReader({
    id: 'pos-1',
    name: 'Scanner',
    layout: 'A',
    port,
    timers,
    events: {
      onScan: (scan) => scans.push(scan),
      onState: (state, reason) => states.push(reason === undefined ? state : `${state}: ${reason}`),
    },
  });
  return { reader, timers, scans, states };
}

/** A port whose reports the test writes itself. */
function barePort(): { port: HidPort; send: (report: Uint8Array) => void } {
  const listeners: ((report: Uint8Array) => void)[] = [];
  return {
    port: {
      onReport: (listener) => listeners.push(listener),
      onGone: () => {},
      write: async () => {},
      close: async () => {
        throw new Error('closed before');
      },
    },
    send: (report) => {
      for (const listener of listeners) listener(report);
    },
  };
}

function piece(text: string, more: boolean): Uint8Array {
  const report = new Uint8Array(64);
  report.set([2, text.length, 0x5d, 0x51, 0x31, ...new TextEncoder().encode(text)]);
  report[63] = more ? 1 : 0;
  return report;
}

describe('a scanner', () => {
  it('returns each code as shown, in order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', minLength: 1, maxLength: 300 })),
        (texts) => {
          fc.pre(texts.every((text) => !text.startsWith('\uFEFF')));
          const scanner = simulatedScanner();
          const { scans } = scanning(scanner.port);
          for (const text of texts) scanner.show(text);
          expect(scans).toEqual(texts.map((text) => ({ kind: 'code', text })));
        },
      ),
    );
  });

  it('reads Chinese codes of either encoding, and reports bytes that are neither', () => {
    const scanner = simulatedScanner();
    const { scans } = scanning(scanner.port);
    scanner.show('王㛃 𠮷野');
    scanner.show(Uint8Array.of(0xb4, 0xba, 0xb7, 0xe7));
    scanner.show(Uint8Array.of(0xff, 0xfe, 0xfd));
    scanner.show('next');
    expect(scans).toEqual([
      { kind: 'code', text: '王㛃 𠮷野' },
      { kind: 'code', text: '春风' },
      { kind: 'fault', fault: 'code-unreadable' },
      { kind: 'code', text: 'next' },
    ]);
  });

  it('ends a code that announces more after a silence, not before', async () => {
    const { port, send } = barePort();
    const { timers, scans } = scanning(port);
    send(piece('a'.repeat(56), true));
    await timers.pass(99);
    send(piece('b'.repeat(56), true));
    await timers.pass(99);
    expect(scans).toEqual([]);
    await timers.pass(1);
    expect(scans).toEqual([{ kind: 'code', text: 'a'.repeat(56) + 'b'.repeat(56) }]);
    await timers.pass(1000);
    expect(scans).toHaveLength(1);
  });

  it('returns finished codes without waiting for a silence', async () => {
    const { port, send } = barePort();
    const { timers, scans } = scanning(port);
    send(piece('a'.repeat(56), true));
    send(piece('tail', false));
    expect(scans).toEqual([{ kind: 'code', text: `${'a'.repeat(56)}tail` }]);
    await timers.pass(1000);
    expect(scans).toHaveLength(1);
  });

  it('is ready when open, gone when unplugged, and drops half a code', async () => {
    const scanner = simulatedScanner();
    const { timers, scans, states } = scanning(scanner.port);
    expect(states).toEqual(['ready']);
    scanner.unplug('cable pulled');
    scanner.show('nothing');
    await timers.pass(1000);
    expect(states).toEqual(['ready', 'gone']);
    expect(scans).toEqual([]);
  });

  it('reports nothing once closed, however often, even if its device had gone', async () => {
    const { port, send } = barePort();
    const { reader, timers, scans, states } = scanning(port);
    send(piece('a'.repeat(56), true));
    await reader.close();
    await reader.close();
    send(piece('late', false));
    await timers.pass(1000);
    expect(scans).toEqual([]);
    expect(states).toEqual(['ready']);
  });
});
