import { Worker } from 'node:worker_threads';
import type { Registrant } from './roster.ts';
import type { SealedPerson, SealedShare, SealKeys, Share } from './seal-worker.ts';

/** Crockford's alphabet, as in every code that a person may have to type. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TOKEN_LENGTH = 16;
const SHARE = 500;

export interface RegisteredPerson extends SealedPerson {
  /** What their code carries after `CFR1:`; eighty random bits. */
  readonly token: string;
}

/** Seals a list on several cores, and hands over each person in the order of the list. */
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

function newToken(randomBytes: (length: number) => Uint8Array): string {
  return Array.from(randomBytes(TOKEN_LENGTH), (byte) => ALPHABET.charAt(byte % 32)).join('');
}
