import { siteOf } from './networks.ts';

/**
 * How fast wrong passwords, tokens and codes may be tried, in one server's memory. An account is never
 * closed: a right password works at once from an address, or in a browser, that has not guessed.
 *
 * - Each account at each address: three tries, then a wait that doubles, up to a minute.
 * - Each address: thirty wrong passwords, then one every twenty seconds; tokens and codes apart. All networks of
 *   one customer of IPv6 together: four times as many.
 * - An account that is tried from everywhere: a single try from each address before the wait.
 * - A browser that was signed in before has tries of its own, beside those of its address.
 */

export interface Attempt {
  /** The account's name, or what else is guessed at. */
  readonly at: string;
  readonly address: string;
  /** Set for a browser that proved an earlier sign-in of this account. */
  readonly browser?: string | undefined;
}

export interface Guesses {
  /** Counts this attempt as wrong until it turns out right. Returns how long to wait instead; 0 for go on. */
  begin(attempt: Attempt): number;
  right(attempt: Attempt): void;
  /** It was not tried after all. */
  undo(attempt: Attempt): void;
  /** Counts a wrong one that needed no `begin`, because trying it cost nothing. Returns how long to wait. */
  wrong(attempt: Attempt): number;
  /** How many wrong ones there were at this lately: worth writing down when it is 3, 6, 12 and so on. */
  count(at: string): number;
}

const SECOND_MS = 1_000;
const FREE_TRIES = 3;
const LONGEST_WAIT_MS = 60 * SECOND_MS;
/** Without another wrong one for so long, it is forgotten. */
const FORGOTTEN_MS = 60 * 60 * SECOND_MS;
const OF_ADDRESS = 30;
const ADDRESS_REFILL_MS = 20 * SECOND_MS;
const TIMES_OF_SITE = 4;
const FROM_EVERYWHERE = 50;
/** Enough for a province's fairs, and bounded against invented names and addresses. */
const MOST_KEPT = 20_000;

interface Tries {
  count: number;
  lastMs: number;
  nextMs: number;
}

interface OfNetwork {
  readonly key: string;
  /** How many times what a single address has. */
  readonly times: number;
}

interface Budget {
  left: number;
  atMs: number;
}

export function guessesOf(now: () => number): Guesses {
  const pairs = new Map<string, Tries>();
  const totals = new Map<string, Tries>();
  const addresses = new Map<string, Budget>();

  const pairOf = ({ at, address, browser }: Attempt): string =>
    JSON.stringify([at, browser ?? address, browser !== undefined]);

  /** Tokens and codes are too long to guess: guesses at them take no sign-in from the others there. */
  function budgetsOf({ at, address }: Attempt): readonly OfNetwork[] {
    const prefix = /^(?:token|code) /.test(at) ? 'secrets ' : '';
    const site = siteOf(address);
    return [
      { key: prefix + address, times: 1 },
      ...(site === undefined ? [] : [{ key: prefix + site, times: TIMES_OF_SITE }]),
    ];
  }

  function triesIn(kept: Map<string, Tries>, key: string): Tries {
    const known = kept.get(key);
    const quietMs = now() - (known?.lastMs ?? 0);
    // A clock that was set back must not make anybody wait for it.
    if (known && quietMs >= 0 && quietMs < FORGOTTEN_MS) return known;
    return { count: 0, lastMs: now(), nextMs: 0 };
  }

  function budgetOf({ key, times }: OfNetwork): Budget {
    const most = OF_ADDRESS * times;
    const refillMs = ADDRESS_REFILL_MS / times;
    const known = addresses.get(key);
    const passedMs = now() - (known?.atMs ?? 0);
    if (!known || passedMs < 0) return { left: most, atMs: now() };
    const refilled = Math.floor(passedMs / refillMs);
    const left = Math.min(most, known.left + refilled);
    const atMs = left === most ? now() : known.atMs + refilled * refillMs;
    return { left, atMs };
  }

  function waitOf(attempt: Attempt): number {
    const ofPairMs = triesIn(pairs, pairOf(attempt)).nextMs - now();
    if (attempt.browser !== undefined) return Math.max(0, ofPairMs);
    const ofNetworksMs = budgetsOf(attempt).map((network) => {
      const { left, atMs } = budgetOf(network);
      return left > 0 ? 0 : atMs + ADDRESS_REFILL_MS / network.times - now();
    });
    return Math.max(0, ofPairMs, ...ofNetworksMs);
  }

  function add(attempt: Attempt): void {
    const total = triesIn(totals, attempt.at);
    keep(totals, attempt.at, { ...total, count: total.count + 1, lastMs: now() });
    const pair = triesIn(pairs, pairOf(attempt));
    const free = total.count >= FROM_EVERYWHERE && attempt.browser === undefined ? 1 : FREE_TRIES;
    const count = pair.count + 1;
    const waitMs = Math.min(LONGEST_WAIT_MS, SECOND_MS * 2 ** Math.min(count - free, 10));
    const nextMs = count < free ? 0 : now() + waitMs;
    keep(pairs, pairOf(attempt), { count, lastMs: now(), nextMs });
    if (attempt.browser !== undefined) return;
    for (const network of budgetsOf(attempt)) {
      const { left, atMs } = budgetOf(network);
      keep(addresses, network.key, { left: Math.max(0, left - 1), atMs });
    }
  }

  function giveBack(attempt: Attempt): void {
    const total = totals.get(attempt.at);
    if (total) total.count -= 1;
    if (attempt.browser !== undefined) return;
    for (const { key } of budgetsOf(attempt)) {
      const budget = addresses.get(key);
      if (budget) budget.left += 1;
    }
  }

  return {
    begin(attempt) {
      const waitMs = waitOf(attempt);
      if (waitMs === 0) add(attempt);
      return waitMs;
    },
    right(attempt) {
      pairs.delete(pairOf(attempt));
      giveBack(attempt);
    },
    undo(attempt) {
      const pair = triesIn(pairs, pairOf(attempt));
      keep(pairs, pairOf(attempt), { ...pair, count: Math.max(0, pair.count - 1), nextMs: 0 });
      giveBack(attempt);
    },
    wrong(attempt) {
      const waitMs = waitOf(attempt);
      add(attempt);
      return waitMs;
    },
    count: (at) => triesIn(totals, at).count,
  };
}

/** The newest stay; the oldest make room. */
function keep<T>(kept: Map<string, T>, key: string, value: T): void {
  kept.delete(key);
  kept.set(key, value);
  const [oldest] = kept.size > MOST_KEPT ? kept.keys() : [];
  if (oldest !== undefined) kept.delete(oldest);
}

export const isWorthNoting = (count: number): boolean =>
  count >= FREE_TRIES && Number.isInteger(Math.log2(count / FREE_TRIES));
