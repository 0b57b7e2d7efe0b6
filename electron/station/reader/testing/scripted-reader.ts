/**
 * Reader sessions for tests: with the simulated reader, or with one that answers as the test says.
 */

import type { ReaderComplaint } from '../../../../shared/contract/readers.ts';
import type { HidPort } from '../port.ts';
import type { IdCard, Scan, ScanFault } from '../scan.ts';
import { sdtFrame } from '../sdt-frame.ts';
import { sdtReader } from '../sdt-reader.ts';
import { readDataOf } from '../simulated-card.ts';
import { simulatedCardReader } from '../simulator.ts';
import { type SteppedTimers, steppedTimers } from '../../clock/testing/stepped-timers.ts';

export const zhang: IdCard = {
  type: 'citizen',
  name: '张三',
  number: '11010519491231002X',
  sex: 'female',
  birth: '1949-12-31',
  address: '某处',
  validUntil: '2034-03-12',
};
export const chan: IdCard = {
  ...zhang,
  type: 'hmt-residence',
  name: '陳大文',
  number: '810000199003070015',
};

export const read = (card: IdCard): Scan => ({ kind: 'id-card', card });
export const fault = (fault: ScanFault): Scan => ({ kind: 'fault', fault });

function session(port: HidPort, timers: SteppedTimers) {
  const scans: Scan[] = [];
  const states: string[] = [];
  const complaints: ReaderComplaint[] = [];
  const reader = sdtReader({
    id: 'sdt-1',
    name: 'Card reader',
    port,
    timers,
    events: {
      onScan(scan, complaint) {
        scans.push(scan);
        if (complaint) complaints.push(complaint);
      },
      onState: (state, complaint) =>
        states.push(complaint === undefined ? state : `${state}: ${complaint}`),
    },
  });
  return { reader, scans, states, complaints };
}

export function withSimulator() {
  const timers = steppedTimers();
  const device = simulatedCardReader(timers);
  return { timers, device, ...session(device.port, timers) };
}

export type Command = 'find' | 'select' | 'read' | 'presence';
/** A reply's SW3 and data, or raw bytes, or no reply ever. */
export type Reply =
  | readonly [sw3: number, data?: Uint8Array]
  | { readonly raw: Uint8Array }
  | 'silence';

/** A reader that answers as the test says, and counts overlapping commands. */
export function scripted(answer: (command: Command) => Reply) {
  const timers = steppedTimers();
  const asked: Command[] = [];
  const listeners: ((report: Uint8Array) => void)[] = [];
  const gone: ((reason: string) => void)[] = [];
  const seen = { writes: 0, overlaps: 0, closes: 0, refuseWrites: false };
  let answering = false;
  const send = (bytes: Uint8Array): void => {
    for (let at = 0; at < bytes.length; at += 64) {
      const report = new Uint8Array(64);
      report.set(bytes.subarray(at, at + 64));
      for (const listener of listeners) listener(report);
    }
  };
  const port: HidPort = {
    onReport: (listener) => listeners.push(listener),
    onGone: (listener) => gone.push(listener),
    async write(report) {
      seen.writes++;
      if (seen.refuseWrites) throw new Error('write failed');
      if (answering) seen.overlaps++;
      const command = commandOf(report);
      asked.push(command);
      const reply = answer(command);
      if (reply === 'silence') return;
      answering = true;
      timers.after(5, () => {
        answering = false;
        if ('raw' in reply) send(reply.raw);
        else send(sdtFrame(Uint8Array.of(0, 0, reply[0], ...(reply[1] ?? []))));
      });
    },
    async close() {
      seen.closes++;
      throw new Error('already closed');
    },
  };
  const unplug = (reason: string): void => {
    for (const listener of gone) listener(reason);
  };
  return { timers, asked, seen, send, unplug, ...session(port, timers) };
}

function commandOf(report: Uint8Array): Command {
  switch (`${report[8]?.toString(16)} ${report[9]?.toString(16)}`) {
    case '20 1':
      return 'find';
    case '20 2':
      return 'select';
    case '30 1':
      return 'read';
    default:
      return 'presence';
  }
}

export const FOUND: Reply = [0x9f, new Uint8Array(4)];
const SELECTED: Reply = [0x90, new Uint8Array(8)];
export const NOTHING: Reply = [0x80];
export const well = (card: IdCard): Reply => [0x90, readDataOf(card)];

/** Everything succeeds except what the test changes; the card stays. */
export function answers(changed: Partial<Record<Command, Reply>>): (command: Command) => Reply {
  const usual: Record<Command, Reply> = {
    find: FOUND,
    select: SELECTED,
    read: well(zhang),
    presence: [0x91],
  };
  return (command) => changed[command] ?? usual[command];
}

export const afterItLeft: Record<Command, Reply> = {
  find: NOTHING,
  select: [0x81],
  read: [0x41],
  presence: [0x41],
};
