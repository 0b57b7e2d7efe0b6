/**
 * Simulated devices for sample fairs and tests. They exchange raw reports, so that the same
 * decoders and sessions run on them as on real devices.
 */

import { joinedBytes } from './joined-bytes.ts';
import type { Timers } from '../clock/timers.ts';
import type { HidPort } from './port.ts';
import { sdtFrame } from './sdt-frame.ts';
import { readDataOf, type SimulatedCard } from './simulated-card.ts';

const REPORT_BYTES = 64;

/** A port for a simulated device, which sends reports and receives what is written. */
function simulatedPort(hear: (report: Uint8Array) => void): {
  readonly port: HidPort;
  readonly send: (report: Uint8Array) => void;
  readonly unplug: (reason: string) => void;
} {
  const onReport: ((report: Uint8Array) => void)[] = [];
  const onGone: ((reason: string) => void)[] = [];
  let open = true;
  const port: HidPort = {
    onReport(listener) {
      onReport.push(listener);
    },
    onGone(listener) {
      onGone.push(listener);
    },
    async write(report) {
      if (!open) throw new Error('the simulated device is closed');
      hear(report);
    },
    async close() {
      open = false;
    },
  };
  return {
    port,
    send(report: Uint8Array) {
      if (open) for (const listener of onReport) listener(report);
    },
    unplug(reason: string) {
      if (!open) return;
      open = false;
      for (const listener of onGone) listener(reason);
    },
  };
}

export interface SimulatedCardReader {
  readonly port: HidPort;
  /**
   * Lays a card on, replacing any other. It leaves by itself soon after the first try to read it.
   */
  putCard(card: SimulatedCard, options?: { readonly stays?: boolean }): void;
  takeCard(): void;
  unplug(reason: string): void;
}

/** A person's reaction time after the light turns green. */
const LEAVES_AFTER_MS = 600;
const ANSWERS_AFTER_MS = 10;
/** A real module needs most of a second for a read. */
const READS_WITHIN_MS = 300;

export function simulatedCardReader(timers: Timers): SimulatedCardReader {
  let lying:
    | {
        readonly card: SimulatedCard;
        readonly stays: boolean;
        stage: 'there' | 'found' | 'selected';
      }
    | undefined;
  let cancelLeaving: (() => void) | undefined;
  let busy = false;
  const { port, send, unplug } = simulatedPort(hear);

  function hear(report: Uint8Array): void {
    // It has one buffer: a command that comes while it is busy is lost.
    if (busy) return;
    busy = true;
    const command = report.subarray(1);
    const reading = command[7] === 0x30 && command[8] === 0x01;
    timers.after(reading ? READS_WITHIN_MS : ANSWERS_AFTER_MS, () => {
      busy = false;
      for (const part of reportsOf(sdtFrame(replyTo(command)))) send(part);
    });
  }

  function replyTo(command: Uint8Array): Uint8Array {
    const body = bodyOf(command);
    if (typeof body === 'string') return status(body === 'length' ? 0x11 : 0x10);
    switch (`${body[0]?.toString(16)} ${body[1]?.toString(16)}`) {
      case '10 ff':
        if (lying !== undefined) lying.stage = 'there';
        return status(0x90);
      case '11 ff':
        return status(0x90);
      case '12 ff':
        return status(0x90, Uint8Array.of(5, 0, 3, 0, 0x3d, 0x2d, 0x34, 1, 7, 0, 0, 0, 9, 0, 0, 0));
      case '20 1':
        return find();
      case '20 2':
        return select();
      case '30 1':
        return read();
      case '30 3':
        return status(lying?.stage === 'selected' ? 0x91 : 0x41);
      default:
        return status(0x21);
    }
  }

  function find(): Uint8Array {
    // A selected card is not found again before it has left the field.
    if (lying === undefined || lying.stage === 'selected') return status(0x80);
    lying.stage = 'found';
    return status(0x9f, new Uint8Array(4));
  }

  function select(): Uint8Array {
    if (lying?.stage !== 'found') return status(0x81);
    if (lying.card.kind === 'bus-card') {
      leaveSoon();
      return status(0x81);
    }
    lying.stage = 'selected';
    return status(0x90, new Uint8Array(8));
  }

  function read(): Uint8Array {
    if (lying?.stage !== 'selected') return status(0x41);
    const { card } = lying;
    if (card.kind === 'taken-away-early') takeCard();
    else leaveSoon();
    if (card.kind !== 'id-card') return status(0x41);
    return status(0x90, readDataOf(card.card, card.englishName));
  }

  function leaveSoon(): void {
    if (lying?.stays === true || cancelLeaving !== undefined) return;
    cancelLeaving = timers.after(LEAVES_AFTER_MS, takeCard);
  }

  function takeCard(): void {
    cancelLeaving?.();
    cancelLeaving = undefined;
    lying = undefined;
  }

  return {
    port,
    unplug,
    takeCard,
    putCard(card, { stays = false } = {}) {
      takeCard();
      lying = { card, stays, stage: 'there' };
    },
  };
}

/** A reply's body: SW1, SW2, SW3 and its data. */
function status(code: number, data: Uint8Array = new Uint8Array(0)): Uint8Array {
  return joinedBytes(Uint8Array.of(0, 0, code), data);
}

/** A command's body, checked as a reader's firmware does. */
function bodyOf(command: Uint8Array): Uint8Array | 'length' | 'checksum' {
  const [a, b, c, d, e, high = 0, low = 0] = command;
  if (a !== 0xaa || b !== 0xaa || c !== 0xaa || d !== 0x96 || e !== 0x69) return 'checksum';
  const end = 7 + ((high << 8) | low);
  if (end < 10 || end > command.length) return 'length';
  const sum = command.subarray(5, end).reduce((sum, byte) => sum ^ byte, 0);
  return sum === 0 ? command.subarray(7, end - 1) : 'checksum';
}

function reportsOf(frame: Uint8Array): Uint8Array[] {
  return Array.from({ length: Math.ceil(frame.length / REPORT_BYTES) }, (_, i) => {
    const report = new Uint8Array(REPORT_BYTES);
    report.set(frame.subarray(i * REPORT_BYTES, (i + 1) * REPORT_BYTES));
    return report;
  });
}

export interface SimulatedScanner {
  readonly port: HidPort;
  /** Shows a code to it: a text as UTF-8, or the raw bytes in the code. */
  show(code: string | Uint8Array): void;
  unplug(reason: string): void;
}

const DATA_BYTES = 56;
const CR = 0x0d;

/** Layout A of `hid-pos.ts`, with the CR suffix that most scanners are set up with. */
export function simulatedScanner(): SimulatedScanner {
  const { port, send, unplug } = simulatedPort(() => {});
  return {
    port,
    unplug,
    show(code) {
      const bytes = typeof code === 'string' ? new TextEncoder().encode(code) : code;
      const all = joinedBytes(bytes, Uint8Array.of(CR));
      for (let at = 0; at < all.length; at += DATA_BYTES) {
        const piece = all.subarray(at, at + DATA_BYTES);
        const report = new Uint8Array(REPORT_BYTES);
        report.set([0x02, piece.length, 0x5d, 0x51, 0x31]); // ]Q1: a QR code
        report.set(piece, 5);
        report[61] = 0x73;
        report[63] = at + DATA_BYTES < all.length ? 1 : 0;
        send(report);
      }
    },
  };
}
