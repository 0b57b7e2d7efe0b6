import { NoTurn } from './turns.ts';

/**
 * Walks that are long, and that answer many questions as easily as one: of each fair there is one at a time, and all
 * who ask meanwhile share the next one.
 */

/** Each holds memory while it walks. */
const MOST_OF_ACCOUNT = 4;
const MOST_OF_FAIR = 40;

export interface Asker {
  readonly fair: string;
  readonly account: string;
}

interface Waiting<Q> {
  readonly question: Q;
  readonly account: string;
  readonly end: (fault: { readonly error: unknown } | undefined) => void;
}

interface Line<Q> {
  isWalking: boolean;
  next: Waiting<Q>[];
  readonly open: Map<string, number>;
}

/** `walk` answers all of them. */
export function sharedWalks<Q>(walk: (questions: readonly Q[]) => Promise<void>) {
  const lines = new Map<string, Line<Q>>();

  async function walkOn(fair: string, line: Line<Q>): Promise<void> {
    line.isWalking = true;
    while (line.next.length > 0) {
      const together = line.next;
      line.next = [];
      const fault = await walk(together.map(({ question }) => question)).then(
        () => undefined,
        (error: unknown) => ({ error }),
      );
      for (const { end } of together) end(fault);
    }
    line.isWalking = false;
    lines.delete(fair);
  }

  /** Rejects with `NoTurn` where this account, or all of the fair, wait for too much already. */
  return ({ fair, account }: Asker, question: Q): Promise<void> => {
    const line: Line<Q> = lines.get(fair) ?? { isWalking: false, next: [], open: new Map() };
    const own = line.open.get(account) ?? 0;
    if (own >= MOST_OF_ACCOUNT || line.next.length >= MOST_OF_FAIR) {
      return Promise.reject(new NoTurn(`too many walks over ${fair}`));
    }
    lines.set(fair, line);
    line.open.set(account, own + 1);
    return new Promise((resolve, reject) => {
      const end = (fault: { readonly error: unknown } | undefined): void => {
        line.open.set(account, (line.open.get(account) ?? 1) - 1);
        if (fault) reject(fault.error);
        else resolve();
      };
      line.next.push({ question, account, end });
      if (!line.isWalking) void walkOn(fair, line);
    });
  };
}
