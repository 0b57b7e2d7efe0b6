import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { say } from '../../shared/say.ts';
import { type Check, type Finding, look, mend, well } from './check.ts';

/** A square's fair of a day is below 1 GB, its database's log included. */
const SCARCE = 2_000_000_000;
const OUT = 200_000_000;

export const disk: Check = {
  name: 'disk',
  about: say('磁盘空间', 'disk room'),
  async run({ settings: { data } }) {
    const { bavail, bsize } = await statfs(standing(data));
    return [roomFinding(data, bavail * bsize)];
  },
};

/** The folder, or the nearest one above it that is there already. */
function standing(folder: string): string {
  return existsSync(folder) || folder === dirname(folder) ? folder : standing(dirname(folder));
}

export function roomFinding(folder: string, free: number): Finding {
  const size = `${(free / 1e9).toFixed(1)} GB`;
  const words = say(`${folder} 所在磁盘还有 ${size}`, `${size} are free on the disk of ${folder}`);
  if (free >= SCARCE) return well(say(`${words.zh}。`, `${words.en}.`));
  const todo = say(
    `${words.zh}：请腾出空间，或把数据移到更大的盘。`,
    `${words.en}: free some, or move the data to a larger disk.`,
  );
  return free < OUT ? mend(todo) : look(todo);
}
