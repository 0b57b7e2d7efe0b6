import type { ReaderComplaint } from '../../../shared/contract/readers.ts';
import type { Scan, ScanFault } from './scan.ts';
import { cardFromReadData } from './sdt-card.ts';
import type { Answer, SdtLine } from './sdt-line.ts';

/** Reads the card on a reader, or says why it can't be read; one command after another. */

export interface Reading {
  readonly scan: Scan;
  readonly complaint?: ReaderComplaint | undefined;
}

/** Selects and reads the card on the reader. */
export async function readCard(line: SdtLine): Promise<Reading> {
  let selected = await line.ask('select');
  if (statusOf(selected) === 'select-failed') {
    // It has either just left, or it answers the field but is not an ID card: look and try again.
    if (lookIn(await line.ask('find')) !== 'card') return failed('card-moved', selected);
    selected = await line.ask('select');
    if (statusOf(selected) === 'select-failed') return failed('wrong-card', selected);
  }
  if (statusOf(selected) !== 'done') return failed(await whyNot(line, selected), selected);

  const read = await line.ask('read');
  if (!read.ok || read.value.status !== 'done') return failed(await whyNot(line, read), read);
  const card = cardFromReadData(read.value.data);
  return card.ok
    ? { scan: { kind: 'id-card', card: card.value } }
    : { scan: { kind: 'fault', fault: card.fault.kind }, complaint: 'no-record' };
}

async function whyNot(line: SdtLine, answer: Answer): Promise<ScanFault> {
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
      return (await isStillThere(line)) ? 'card-unreadable' : 'card-moved';
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

/** A selected card answers the first query; one that lost its selection is found again. */
async function isStillThere(line: SdtLine): Promise<boolean> {
  return isPresent(await line.ask('new-address')) || lookIn(await line.ask('find')) === 'card';
}

function failed(why: ScanFault, answer: Answer): Reading {
  return { scan: { kind: 'fault', fault: why }, complaint: complaintOf(answer) };
}

function statusOf(answer: Answer) {
  return answer.ok ? answer.value.status : undefined;
}

export function lookIn(answer: Answer): 'card' | 'nothing' | 'trouble' {
  const status = statusOf(answer);
  if (status === 'card-found') return 'card';
  return status === 'find-failed' ? 'nothing' : 'trouble';
}

export function isPresent(answer: Answer): boolean {
  const status = statusOf(answer);
  return status === 'done' || status === 'no-such-item';
}

/** For staff; a closed session has no complaint. */
export function complaintOf(answer: Answer): ReaderComplaint | undefined {
  if (!answer.ok) return answer.fault.kind === 'closed' ? undefined : answer.fault.kind;
  const { status } = answer.value;
  return status === 'done' || status === 'card-found' ? 'out-of-turn' : status;
}
