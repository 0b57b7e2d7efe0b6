import { scrypt, timingSafeEqual } from 'node:crypto';
import type { CallOutput } from '../../../shared/contract/calls.ts';
import type { Fair } from '../../../shared/fair.ts';
import { fail, ok } from '../../../shared/result.ts';

/**
 * scrypt's cost for a PIN: about 50 ms here, so that a stolen fair file does not reveal its PINs.
 */
const PIN_COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 } as const;
const TRIES = 5;
const FIRST_LOCK_MS = 60_000;
const LONGEST_LOCK_MS = 15 * 60_000;
/** Staff may walk away from an open panel. */
const KEY_LASTS_MS = 5 * 60_000;

export interface StaffDoorOptions {
  readonly pin: Fair['staffPin'];
  readonly now: () => number;
  readonly newKey: () => string;
}

/** Access to the staff panel: a PIN that is slow to guess, and a key that expires without use. */
export function staffDoor({ pin, now, newKey }: StaffDoorOptions) {
  let tries = TRIES;
  let lockMs = FIRST_LOCK_MS;
  let lockedUntil = 0;
  let lockedForMs = 0;
  let open: { readonly key: string; readonly until: number } | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  async function check(typed: string): Promise<CallOutput<'staff.open'>> {
    // A clock set back must not lengthen a lock.
    lockedUntil = Math.min(lockedUntil, now() + lockedForMs);
    const left = lockedUntil - now();
    if (left > 0) return fail({ kind: 'locked', seconds: Math.ceil(left / 1000) });
    const hash = await hashPin(typed, Buffer.from(pin.salt, 'base64url'));
    if (timingSafeEqual(hash, Buffer.from(pin.hash, 'base64url'))) {
      tries = TRIES;
      lockMs = FIRST_LOCK_MS;
      open = { key: newKey(), until: now() + KEY_LASTS_MS };
      return ok({ key: open.key });
    }
    tries -= 1;
    if (tries > 0) return fail({ kind: 'wrong-pin', triesLeft: tries });
    tries = TRIES;
    lockedForMs = lockMs;
    lockedUntil = now() + lockMs;
    const seconds = lockMs / 1000;
    lockMs = Math.min(lockMs * 2, LONGEST_LOCK_MS);
    return fail({ kind: 'locked', seconds });
  }

  return {
    /** One try at a time: a burst of guesses gets no extra tries. */
    open(typed: string): Promise<CallOutput<'staff.open'>> {
      const mine = turn.then(() => check(typed));
      turn = mine.catch(() => undefined);
      return mine;
    },
    admits(key: string): boolean {
      // A clock set back ends the session: it must not lengthen it.
      const left = open ? open.until - now() : 0;
      if (!open || open.key !== key || left < 0 || left > KEY_LASTS_MS) return false;
      open = { key, until: now() + KEY_LASTS_MS };
      return true;
    },
    shut(): void {
      open = undefined;
    },
  };
}

export function hashPin(pin: string, salt: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, 32, PIN_COST, (error, hash) => {
      if (error) reject(error);
      else resolve(hash);
    });
  });
}
