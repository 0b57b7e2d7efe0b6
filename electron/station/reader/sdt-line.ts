/**
 * Sends one command after another to a card reader, each with its reply or the reason why there is
 * none. Never two in flight: a reader has one buffer, and its replies don't say which command they
 * answer.
 */

import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Timers } from '../clock/timers.ts';
import type { HidPort } from './port.ts';
import { commandReport, type SdtCommand, type SdtReply, sdtParser } from './sdt-frame.ts';

interface NoReply {
  /** `silent`: no reply in time, or half of one. */
  readonly kind: 'silent' | 'damaged' | 'not-written' | 'closed';
}

export type Answer = Result<SdtReply, NoReply>;

export interface SdtLine {
  readonly ask: (command: SdtCommand) => Promise<Answer>;
  /** Ends the command in flight, and answers every later command with `closed`. */
  readonly close: () => void;
}

/** Modules read for up to about a second and a half; everything else takes tens of milliseconds. */
const PATIENCE_MS = 1000;
const PATIENCE_READING_MS = 3000;

export function sdtLine(port: HidPort, timers: Timers): SdtLine {
  const parser = sdtParser();
  let closed = false;
  let tail: Promise<unknown> = Promise.resolve();
  let inFlight: { readonly command: SdtCommand; settle(answer: Answer): void } | undefined;

  port.onReport((report) => {
    if (inFlight === undefined) return;
    for (const event of parser.take(report)) {
      if (event.kind === 'damaged') inFlight?.settle(fail({ kind: 'damaged' }));
      else if (canAnswer(inFlight?.command, event.reply)) inFlight?.settle(ok(event.reply));
    }
  });

  function transact(command: SdtCommand): Promise<Answer> {
    if (closed) return Promise.resolve(fail({ kind: 'closed' }));
    parser.reset();
    return new Promise((resolve) => {
      const cancel = timers.after(command === 'read' ? PATIENCE_READING_MS : PATIENCE_MS, () =>
        mine.settle(fail({ kind: 'silent' })),
      );
      const mine = {
        command,
        settle(answer: Answer) {
          if (inFlight !== mine) return;
          inFlight = undefined;
          cancel();
          resolve(answer);
        },
      };
      inFlight = mine;
      void write(command).catch(() => mine.settle(fail({ kind: 'not-written' })));
    });
  }

  async function write(command: SdtCommand): Promise<void> {
    await port.write(commandReport(command));
  }

  async function persistently(command: SdtCommand): Promise<Answer> {
    const first = await transact(command);
    // One corrupted reply is no reason to refuse a person; asking again changes nothing on the
    // card.
    return !first.ok && first.fault.kind === 'damaged' ? transact(command) : first;
  }

  return {
    ask(command) {
      const mine = tail.then(() => persistently(command));
      tail = mine;
      return mine;
    },
    close() {
      closed = true;
      inFlight?.settle(fail({ kind: 'closed' }));
    },
  };
}

/** A select replies with 8 bytes, a new address with 70, a read with 1,284. */
const LONGEST_SHORT_DATA = 255;

/** Whether a reply can belong to the command: a late reply to the previous one must not. */
function canAnswer(command: SdtCommand | undefined, { status, data }: SdtReply): boolean {
  if (status === 'card-found') return command === 'find';
  if (status !== 'done') return true;
  if (command === 'find') return false;
  return command === 'read' ? data.length > LONGEST_SHORT_DATA : data.length <= LONGEST_SHORT_DATA;
}
