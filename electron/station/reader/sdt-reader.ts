/**
 * A resident ID card reader's session: find a card, select it, read it, tell it once, wait until it
 * has left, and begin again. Runs until it is closed or the device has gone.
 */

import type { ReaderComplaint } from '../../../shared/contract.ts';
import type { Timers } from '../open/timers.ts';
import type { HidPort, Reader } from './port.ts';
import type { ReaderEvents } from './reader-events.ts';
import type { ScanFault, Scan } from './scan.ts';
import { cardFromReadData } from './sdt-card.ts';
import { type Answer, sdtLine } from './sdt-line.ts';

/** Between two looks for a card, while a person may be holding one out. */
const LOOK_EVERY_MS = 200;
/** Between two tries at a reader that doesn't answer as it should. */
const TRY_EVERY_MS = 1000;
/** A card at the edge of the field comes and goes: so many looks without one, and it has left. */
const LEFT_AFTER_LOOKS = 2;
/** One odd answer is a late reply or noise. */
const FAULTY_AFTER_TRIES = 3;

export interface SdtReaderOptions {
  readonly id: string;
  readonly name: string;
  readonly port: HidPort;
  readonly timers: Timers;
  readonly events: ReaderEvents;
}

export function sdtReader({ id, name, port, timers, events }: SdtReaderOptions): Reader {
  const line = sdtLine(port, timers);
  let state: 'starting' | 'ready' | 'faulty' | 'gone' = 'starting';
  let closed = false;
  let wake: (() => void) | undefined;

  /** What was told of what lies on the reader; a number is kept no longer than its card stays. */
  let told: { readonly number?: string } | undefined;
  let looksWithout = 0;
  let badTries = 0;
  let reading = false;

  function become(next: typeof state, complaint?: ReaderComplaint): void {
    if (state === next || state === 'gone' || closed) return;
    state = next;
    events.onState(next, complaint);
  }

  function pause(ms: number): Promise<void> {
    if (over()) return Promise.resolve();
    return new Promise((resolve) => {
      const cancel = timers.after(ms, resolve);
      wake = () => {
        cancel();
        resolve();
      };
    });
  }

  const over = (): boolean => closed || state === 'gone';

  async function run(): Promise<void> {
    while (!over()) {
      const found = await line.ask('find');
      if (over()) return;
      await pause(await afterLook(found));
    }
  }

  /** Acts on what a look for a card gave; answers how long to wait before the next. */
  async function afterLook(found: Answer): Promise<number> {
    const seen = look(found);
    if (seen === 'trouble') {
      badTries++;
      if (badTries >= FAULTY_AFTER_TRIES) become('faulty', complaintOf(found));
      return TRY_EVERY_MS;
    }
    badTries = 0;
    become('ready');
    if (seen === 'card') {
      looksWithout = 0;
      await attend();
    } else {
      looksWithout++;
      if (looksWithout >= LEFT_AFTER_LOOKS) told = undefined;
    }
    return LOOK_EVERY_MS;
  }

  /** A card lies there. After a fault it is tried again in silence, until it reads or leaves. */
  async function attend(): Promise<void> {
    reading = true;
    const { scan, complaint } = await readCard();
    reading = false;
    if (closed) return;
    if (scan.kind === 'id-card') {
      if (told?.number !== scan.card.number) events.onScan(scan);
      told = { number: scan.card.number };
      while (isPresent(await line.ask('new-address'))) await pause(LOOK_EVERY_MS);
    } else if (told === undefined) {
      told = {};
      events.onScan(scan, complaint);
    }
  }

  async function readCard(): Promise<Reading> {
    let selected = await line.ask('select');
    if (statusOf(selected) === 'select-failed') {
      // Either it has just left, or it answers the field and is no ID card: look and try again.
      if (look(await line.ask('find')) !== 'card') return failed('card-moved', selected);
      selected = await line.ask('select');
      if (statusOf(selected) === 'select-failed') return failed('wrong-card', selected);
    }
    if (statusOf(selected) !== 'done') return failed(await whyNot(selected), selected);

    const read = await line.ask('read');
    if (!read.ok || read.value.status !== 'done') return failed(await whyNot(read), read);
    const card = cardFromReadData(read.value.data);
    return card.ok
      ? { scan: { kind: 'id-card', card: card.value } }
      : { scan: { kind: 'fault', fault: card.fault.kind }, complaint: 'no-record' };
  }

  async function whyNot(answer: Answer): Promise<ScanFault> {
    switch (statusOf(answer)) {
      case 'wrong-card':
        return 'wrong-card';
      case 'no-such-item':
      case 'card-refused-reader':
      case 'reader-refused-card':
      case 'verification-failed':
      case 'read-failed':
      case 'random-number-failed':
      case 'find-failed':
      case 'select-failed':
        return (await isStillThere()) ? 'card-unreadable' : 'card-moved';
      case 'done':
      case 'card-found':
      case 'checksum':
      case 'length':
      case 'bad-command':
      case 'unknown-error':
      case 'self-test-failed':
      case 'not-authorised':
      case 'unlisted':
      case undefined:
        return 'reader-fault';
    }
  }

  /** A selected card answers the first; one that has lost its selection is found anew. */
  async function isStillThere(): Promise<boolean> {
    return isPresent(await line.ask('new-address')) || look(await line.ask('find')) === 'card';
  }

  port.onGone(() => {
    become('gone');
    line.close();
    wake?.();
  });

  events.onState('starting');
  void run();

  return {
    id,
    name,
    kind: 'id-card',
    get busy() {
      return reading;
    },
    async close() {
      if (closed) return;
      closed = true;
      line.close();
      wake?.();
      // The device may have gone a moment before; closed it is either way.
      await port.close().catch(() => {});
    },
  };
}

interface Reading {
  readonly scan: Scan;
  readonly complaint?: ReaderComplaint | undefined;
}

function failed(why: ScanFault, answer: Answer): Reading {
  return { scan: { kind: 'fault', fault: why }, complaint: complaintOf(answer) };
}

function statusOf(answer: Answer) {
  return answer.ok ? answer.value.status : undefined;
}

function look(answer: Answer): 'card' | 'nothing' | 'trouble' {
  const status = statusOf(answer);
  if (status === 'card-found') return 'card';
  return status === 'find-failed' ? 'nothing' : 'trouble';
}

function isPresent(answer: Answer): boolean {
  const status = statusOf(answer);
  return status === 'done' || status === 'no-such-item';
}

/** For staff; a session that was closed has nothing to complain of. */
function complaintOf(answer: Answer): ReaderComplaint | undefined {
  if (!answer.ok) return answer.fault.kind === 'closed' ? undefined : answer.fault.kind;
  const { status } = answer.value;
  return status === 'done' || status === 'card-found' ? 'out-of-turn' : status;
}
