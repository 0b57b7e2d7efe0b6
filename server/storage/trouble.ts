import { NoTurn } from '../runtime/turns.ts';

/** What keeps a request from the database and passes by itself: the caller waits, and asks again. */
export type StorageTrouble = {
  readonly kind: 'storage-away' | 'too-busy';
  /** How long to wait. */
  readonly afterSeconds: number;
};

/** A database that does not answer in time. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** Connection, shutdown, timeouts, and too many connections, by PostgreSQL's codes and by the system's. */
const AWAY =
  /^(08...|53...|57P0.|57014|25P0[34]|58000|ECONNREFUSED|ECONNRESET|ENOENT|ENOTFOUND|EAI_AGAIN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/;
/** What the driver says without a code. */
const AWAY_WORDS =
  /^(Connection terminated|timeout expired|timeout exceeded when trying to connect|Client has encountered a connection error)/;
/** Another server is at work on the same fair: a lock was not to be had in time. */
const BUSY = /^(55P03|40P01|40001)$/;

export function storageTrouble(error: unknown): StorageTrouble | undefined {
  if (error instanceof NoTurn) return { kind: 'too-busy', afterSeconds: 2 };
  if (error instanceof NoAnswer) return { kind: 'storage-away', afterSeconds: 5 };
  if (error instanceof AggregateError) return error.errors.map(storageTrouble).find((each) => each);
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error ? String(error.code) : '';
  if (BUSY.test(code)) return { kind: 'too-busy', afterSeconds: 2 };
  if (AWAY.test(code) || AWAY_WORDS.test(error.message)) {
    return { kind: 'storage-away', afterSeconds: 5 };
  }
  return undefined;
}
