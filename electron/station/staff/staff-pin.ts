import { timingSafeEqual } from 'node:crypto';
import type { z } from 'zod';
import type { CallOutput } from '../../../shared/contract/calls.ts';
import type { pinSchema } from '../../../shared/fair.ts';
import { fail, ok } from '../../../shared/result.ts';
import { hashPin } from '../keys/pin-verifiers.ts';
import type { PinWait } from '../store/settings.ts';

const TRIES = 5;
const FIRST_LOCK_MS = 60_000;
const LONGEST_LOCK_MS = 15 * 60_000;
/** Staff may walk away from an open panel. */
const KEY_LASTS_MS = 5 * 60_000;

export interface StaffDoorOptions {
  /** Absent if this station has none: then only the staff card opens. */
  readonly pin: PinVerifier | undefined;
  readonly now: () => number;
  readonly newKey: () => string;
  /** Kept over a restart, which must give a guesser no new tries. */
  readonly wait?: { read(): PinWait | undefined; keep(wait: PinWait): void };
}

type PinVerifier = z.infer<typeof pinSchema>;

const NO_WAIT: PinWait = {
  tries: TRIES,
  lockedUntil: 0,
  lockedForMs: 0,
  nextLockMs: FIRST_LOCK_MS,
};

export type StaffDoor = ReturnType<typeof staffDoor>;

/**
 * Access to the staff panel: a PIN that is slow to guess, or the staff card, which no wait locks out; and a
 * key that expires without use.
 */
export function staffDoor({ pin, now, newKey, wait: kept }: StaffDoorOptions) {
  let wait = kept?.read() ?? NO_WAIT;
  let open: { readonly key: string; readonly until: number } | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  function setWait(next: PinWait): void {
    wait = next;
    kept?.keep(next);
  }

  /** A clock set back ends the session: it must not lengthen it. */
  function lasts({ until }: { readonly until: number }): boolean {
    const left = until - now();
    return left >= 0 && left <= KEY_LASTS_MS;
  }

  function opened(): string {
    if (wait !== NO_WAIT) setWait(NO_WAIT);
    open = { key: newKey(), until: now() + KEY_LASTS_MS };
    return open.key;
  }

  async function check(typed: string): Promise<CallOutput<'staff.open'>> {
    // A clock set back must not lengthen a lock.
    const latest = now() + wait.lockedForMs;
    if (wait.lockedUntil > latest) setWait({ ...wait, lockedUntil: latest });
    const left = wait.lockedUntil - now();
    if (left > 0) return fail({ kind: 'locked', seconds: Math.ceil(left / 1000) });
    if (pin && (await isPin(typed, pin))) return ok({ key: opened() });
    const { tries, nextLockMs } = wait;
    if (tries > 1) {
      setWait({ ...wait, tries: tries - 1, lockedUntil: 0 });
      return fail({ kind: 'wrong-pin', triesLeft: tries - 1 });
    }
    setWait({
      tries: TRIES,
      lockedUntil: now() + nextLockMs,
      lockedForMs: nextLockMs,
      nextLockMs: Math.min(nextLockMs * 2, LONGEST_LOCK_MS),
    });
    return fail({ kind: 'locked', seconds: nextLockMs / 1000 });
  }

  return {
    /** One try at a time: a burst of guesses gets no extra tries. */
    open(typed: string): Promise<CallOutput<'staff.open'>> {
      const mine = turn.then(() => check(typed));
      turn = mine.catch(() => undefined);
      return mine;
    },
    /** The staff card was scanned. Returns the key to the panel. */
    byCard: opened,
    admits(key: string): boolean {
      if (!open || open.key !== key || !lasts(open)) return false;
      open = { key, until: now() + KEY_LASTS_MS };
      return true;
    },
    /** Whether staff are at the panel, as far as this station knows. */
    isOpen: (): boolean => open !== undefined && lasts(open),
    shut(): void {
      open = undefined;
    },
  };
}

async function isPin(typed: string, { salt, hash }: PinVerifier): Promise<boolean> {
  const tried = await hashPin(typed, Buffer.from(salt, 'base64url'));
  const known = Buffer.from(hash, 'base64url');
  return known.length === tried.length && timingSafeEqual(tried, known);
}
