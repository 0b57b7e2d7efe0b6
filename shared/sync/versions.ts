import type { Ack, SyncFault } from './wire.ts';

/**
 * Versions side by side: whoever asks says in a header which version of answers it reads, since a
 * station of version 1 refuses an answer with fields that it does not know.
 */

export const READS_HEADER = 'chunfeng-reads';
export const SYNC_READS = 2;

/** An answer in the words of version 1. */
export function plainAck({ acked, proven, boxes, nonce, heard }: Ack): Ack {
  return {
    acked,
    proven,
    nonce,
    ...(boxes && { boxes }),
    ...(heard && { heard: plainHeard(heard) }),
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

export function plainFault(fault: SyncFault): SyncFault {
  return fault.kind === 'forked' ? { kind: fault.kind, seq: fault.seq } : fault;
}
