import { setImmediate as eventLoopTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { CROCKFORD } from '../../../shared/base32.ts';
import type { Fair } from '../../../shared/fair.ts';
import type { FairKeys } from '../keys/fair-keys.ts';
import type { Registrant } from '../../../shared/tables/people/read-person.ts';
import {
  personSealer,
  type SealedPerson,
  type SealedShare,
  type SealKeys,
  type Share,
} from './seal-worker.ts';

const TOKEN_LENGTH = 16;
const SHARE = 500;

/** What sealing needs from a fair and its keys. */
export const sealKeysOf = (
  { id, sealingKey }: Pick<Fair, 'id' | 'sealingKey'>,
  { pseudonymKey }: Pick<FairKeys, 'pseudonymKey'>,
): SealKeys => ({
  fair: id,
  sealingKey: new Uint8Array(Buffer.from(sealingKey, 'base64url')),
  pseudonymKey,
});

export interface RegisteredPerson extends SealedPerson {
  /** The part of their code after `CFR1:`; eighty random bits. */
  readonly token: string;
}

/** Seals a list on several cores, and yields each person in the order of the list. */
export async function sealRoster(
  people: readonly Registrant[],
  keys: SealKeys,
  options: {
    readonly cores: number;
    readonly randomBytes: (length: number) => Uint8Array;
    readonly onSealed: (people: readonly RegisteredPerson[]) => void;
    readonly onProgress: (done: number) => void;
  },
): Promise<void> {
  const shares: Share[] = [];
  for (let at = 0; at < people.length; at += SHARE) {
    const part = people.slice(at, at + SHARE);
    shares.push({
      at,
      people: part.map((one) => ({ ...one, token: newToken(options.randomBytes) })),
    });
  }
  const sealed = new Map<number, SealedShare>();
  let next = 0;
  let handed = 0;
  const handOver = (): void => {
    for (let share = sealed.get(handed); share; share = sealed.get(handed)) {
      sealed.delete(handed);
      const tokens = shares[handed]?.people ?? [];
      options.onSealed(
        share.people.map((person, i) => ({ ...person, token: tokens[i]?.token ?? '' })),
      );
      handed += 1;
      options.onProgress(Math.min(handed * SHARE, people.length));
    }
  };
  const core = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL('seal-worker.ts', import.meta.url), { workerData: keys });
      const give = (): void => {
        const share = shares[next];
        next += 1;
        if (share) worker.postMessage(share, []);
        else void worker.terminate().then(() => resolve());
      };
      worker.on('message', (share: SealedShare) => {
        sealed.set(share.at / SHARE, share);
        handOver();
        give();
      });
      worker.on('error', reject);
      give();
    });
  const cores = Math.max(1, Math.min(options.cores, shares.length));
  await Promise.all(Array.from({ length: cores }, core));
}

/** A small batch, so that nothing else at the station waits. */
const BREATH = 20;

/** Seals on one core, for a station that shows a page meanwhile; it can be stopped. */
export async function sealRosterHere(
  people: readonly Registrant[],
  keys: SealKeys,
  options: {
    readonly randomBytes: (length: number) => Uint8Array;
    readonly onSealed: (people: readonly RegisteredPerson[]) => void;
    readonly onProgress: (done: number) => void;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  const sealPerson = await personSealer(keys);
  for (let at = 0; at < people.length && !options.signal.aborted; at += BREATH) {
    const sealed: RegisteredPerson[] = [];
    for (const one of people.slice(at, at + BREATH)) {
      const token = newToken(options.randomBytes);
      sealed.push({ ...(await sealPerson({ ...one, token })), token });
    }
    options.onSealed(sealed);
    options.onProgress(at + sealed.length);
    await eventLoopTurn();
  }
}

function newToken(randomBytes: (length: number) => Uint8Array): string {
  return Array.from(randomBytes(TOKEN_LENGTH), (byte) => CROCKFORD.charAt(byte % 32)).join('');
}
