import type { Head } from '../chain.ts';
import { z } from 'zod';
import { jsonOf } from '../json.ts';
import { readKnown } from '../read-known.ts';
import {
  type Ack,
  ackSchema,
  type SeenBranch,
  type SyncFault,
  syncFaultSchema,
  type UnknownFault,
} from './wire.ts';
import { brokeOff, type Unreachable, whyUnreachable } from './unreachable.ts';

/** What the answer to an upload means. */

export type Failure = {
  readonly kind: 'failed';
  readonly why: Unreachable | 'server-trouble' | 'not-our-server' | 'too-large';
  /** The server asked for a pause of this length. */
  readonly afterMs?: number;
  /** The connection was open, and broke during the upload. */
  readonly cutOff?: true;
};

export type Delivered =
  | { readonly kind: 'acked'; readonly ack: Ack }
  | { readonly kind: 'refused'; readonly fault: SyncFault | UnknownFault }
  | Failure;

/** What an answer changes for a sender. */
export type Outcome =
  | Failure
  /** The server refuses this chain; sending the same again is useless. */
  | { readonly kind: 'stopped'; readonly why: (SyncFault | UnknownFault)['kind'] }
  /** The server has put the fair away: it takes nothing more, and says what it had of this slot. */
  | {
      readonly kind: 'archived';
      readonly why: 'archived';
      readonly branches: readonly SeenBranch[];
    }
  | {
      readonly kind: 'moved';
      /** Where the server's copy of this chain ends now. */
      readonly at: Head;
      /** The server was restored from a backup, and has lost other things as well. */
      readonly restored: boolean;
      /** Absent if the server only said where it stands. */
      readonly ack?: Ack;
    }
  | {
      /** The server has another history of this chain: heads of its own, from its end back. */
      readonly kind: 'differs';
      readonly trail: readonly Head[];
      readonly nonce: string;
    };

/** `known` is where the sender believed the server to be on this chain, which begins after `from`. */
export function outcomeOf(delivered: Delivered, known: number | undefined, from: Head): Outcome {
  switch (delivered.kind) {
    case 'failed':
      return delivered;
    case 'acked': {
      const { ack } = delivered;
      const restored = ack.restored ?? (known !== undefined && ack.acked.seq < known);
      return { kind: 'moved', at: ack.acked.seq < from.seq ? from : ack.acked, restored, ack };
    }
    case 'refused': {
      const { fault } = delivered;
      if (fault.kind === 'forked' && fault.trail && fault.nonce !== undefined) {
        return { kind: 'differs', trail: fault.trail, nonce: fault.nonce };
      }
      if (fault.kind === 'no-such-fair' && fault.branches) {
        return { kind: 'archived', why: 'archived', branches: fault.branches };
      }
      // A sender that is sent back to the same place twice would repeat itself for ever.
      return fault.kind === 'does-not-fit' && fault.acked.seq !== known
        ? { kind: 'moved', at: fault.acked, restored: true }
        : { kind: 'stopped', why: fault.kind };
    }
  }
}

const anyFaultSchema = z.looseObject({ kind: z.string() });

/**
 * A captive portal answers 200 as well: only a body that fits the schemas is from the server. What a newer
 * server says beyond them is left out.
 */
export function readAnswer(status: number, body: string, retryAfter: string | null): Delivered {
  const json = jsonOf(body);
  const ack = status === 200 && readKnown(ackSchema, json, { leavesOut: true });
  if (ack) return { kind: 'acked', ack: ack.value };
  const fault = readKnown(syncFaultSchema, json);
  if (fault) return { kind: 'refused', fault: fault.value };
  if (status === 429 || status >= 500) {
    const seconds = Number(retryAfter);
    const asked = Number.isFinite(seconds) && seconds > 0;
    return {
      kind: 'failed',
      why: 'server-trouble',
      ...(asked && { afterMs: Math.min(seconds, 600) * 1_000 }),
    };
  }
  if (status === 413) return { kind: 'failed', why: 'too-large' };
  const isRefusal = status >= 400 && anyFaultSchema.safeParse(json).success;
  if (isRefusal) return { kind: 'refused', fault: { kind: 'unknown' } };
  return { kind: 'failed', why: 'not-our-server' };
}

/** No answer at all, or one from a machine that cannot prove to be the server. */
export function noAnswer(error: unknown): Failure {
  return { kind: 'failed', why: whyUnreachable(error), ...(brokeOff(error) && { cutOff: true }) };
}

export function uploadPath(fair: string, slot: number): string {
  return `/v1/fairs/${fair}/stations/${slot}/facts`;
}
