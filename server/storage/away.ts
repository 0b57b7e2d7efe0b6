import { setTimeout } from 'node:timers/promises';
import { databaseTrouble } from './database-trouble.ts';
import { storageTrouble } from './trouble.ts';

/** A database that cannot be reached now. */

const isAway = (error: unknown): boolean => storageTrouble(error)?.kind === 'storage-away';

const AGAIN_MS = 2_000;

/** A machine that starts by itself may be there before its database is. Says once that it waits, and once that it is there. */
export async function untilThere<T>(
  open: () => Promise<T>,
  say: (sentence: string) => void,
  pauseMs = AGAIN_MS,
): Promise<T> {
  let isWaiting = false;
  for (;;) {
    try {
      const opened = await open();
      if (isWaiting) say('数据库回来了。The database is there.');
      return opened;
    } catch (error) {
      if (!isAway(error)) throw error;
      if (!isWaiting) {
        const why = databaseTrouble(error);
        say(
          `${why ? `${why.zh}\n${why.en}` : String(error)}\n等它回来，再继续启动。Waiting for it, then the start goes on.`,
        );
      }
      isWaiting = true;
      await setTimeout(pauseMs);
    }
  }
}
