import { setTimeout } from 'node:timers/promises';
import { storageTrouble } from './trouble.ts';

/** A database that cannot be reached now, and one that will not let us in: what to say, and whether to wait. */

const isAway = (error: unknown): boolean => storageTrouble(error)?.kind === 'storage-away';

const refusals: Readonly<Record<string, string>> = {
  '28P01': '数据库不认这个口令。The database refuses this password.',
  '28000': '数据库不让这个账户进。The database does not let this role in.',
  '3D000': '没有这个数据库，请先建好。There is no such database: create it first.',
  '42501': '这个账户没有这项权利。This role may not do that.',
  '55P03':
    '别的连接正在用这些表，请过一会儿再试。Others are using these tables just now: try again in a while.',
};

/** In a sentence, with what PostgreSQL itself said; undefined for an error that is a bug. */
export function databaseTrouble(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const said = error instanceof Error && error.message !== '' ? error.message : code;
  if (isAway(error)) {
    return `连不上数据库：请检查地址、网络和它是否在运行。The database can’t be reached: check its address, the network, and whether it runs. ${said}`;
  }
  const refused = refusals[code];
  return refused && `${refused} ${said}`;
}

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
        say(
          `${databaseTrouble(error)}\n等它回来，再继续启动。Waiting for it, then the start goes on.`,
        );
      }
      isWaiting = true;
      await setTimeout(pauseMs);
    }
  }
}
