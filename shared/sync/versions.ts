import type { Coverage } from '../report/coverage.ts';
import { type Ack, type SyncFault, type Upload, uploadSchema } from './wire.ts';

/**
 * Versions side by side (P74 to P79): a client says in a header which version of answers it reads, and a
 * server says in its answer which messages it reads. Versions 1 and 2 refuse a message with anything that
 * they do not know; from 3 on it is left out.
 */

export const READS_HEADER = 'chunfeng-reads';
export const SYNC_READS = 3;
const READS_MORE = 2;
/** From this version on, what is unknown in a message is left out. */
export const LEAVES_OUT = 3;

/** An answer in the words of the one who asks. */
export function ackFor(reads: number, ack: Ack): Ack {
  if (reads >= SYNC_READS) return { ...ack, reads: SYNC_READS };
  const { acked, proven, boxes, nonce, heard } = ack;
  const plain = heard && withoutLists(heard);
  if (reads >= READS_MORE) return { ...ack, ...(plain && { heard: plain }) };
  return {
    acked,
    proven,
    nonce,
    ...(boxes && { boxes }),
    ...(plain && { heard: plainHeard(plain) }),
  };
}

type Heard = NonNullable<Ack['heard']>;

/** Only from version 3 on are there lists of registered people, and facts that cannot be read in full. */
function withoutLists({ people: _people, machines: _machines, coverage, ...heard }: Heard): Heard {
  return { ...heard, ...(coverage && { coverage: known(coverage) }) };
}

function known({ unread: _unread, stations, ...coverage }: Coverage): Coverage {
  return {
    ...coverage,
    stations: stations.map(({ condition, ...station }) => {
      if (!condition) return station;
      const { people: _people, ...old } = condition;
      return { ...station, condition: old };
    }),
  };
}

function plainHeard({
  lostHead: _lostHead,
  twin: _twin,
  above: _above,
  ...heard
}: NonNullable<Ack['heard']>): NonNullable<Ack['heard']> {
  return heard;
}

export function faultFor(reads: number, fault: SyncFault): SyncFault {
  if (fault.kind === 'no-such-fair' && reads < SYNC_READS) return { kind: fault.kind };
  return fault.kind === 'forked' && reads < READS_MORE
    ? { kind: fault.kind, seq: fault.seq }
    : fault;
}

/** The head under which the upload stands, so that who sends is known before anything is unpacked (P79). */
export const HEAD_HEADER = 'chunfeng-head';

export function headHeader({ incarnation, head }: Pick<Upload, 'incarnation' | 'head'>): string {
  return [incarnation, head.seq, head.hash, head.signature].join('.');
}

/** Undefined where it is none: an earlier version sends none. */
export function readHeadHeader(text: unknown): Pick<Upload, 'incarnation' | 'head'> | undefined {
  const [incarnation, seq, hash, signature] = typeof text === 'string' ? text.split('.') : [];
  const head = { seq: Number(seq), hash, signature };
  return uploadSchema.pick({ incarnation: true, head: true }).safeParse({ incarnation, head }).data;
}
