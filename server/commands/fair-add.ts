import { readFile } from 'node:fs/promises';
import { ok } from '../../shared/result.ts';
import { type Outcome, refuse } from '../../shared/command.ts';
import { signedFairSchema } from '../../shared/fair.ts';
import { jsonOf } from '../../shared/json.ts';
import { renewSample } from '../fairs/fairs.ts';
import { adoptFair } from '../ingest/adopt.ts';
import { judgeAgain } from '../ingest/tally.ts';
import type { Storage } from '../storage/homes.ts';
import { atHome, homeCommand } from './at-home.ts';
import { ending } from './terminal.ts';

/** Adds fairs, or later revisions of them; a server that runs takes their stations at once. */
export const command = homeCommand()
  .argument('<files...>', '签过名的招聘会文件 fairs’ signed revisions')
  .action(
    ending((files: readonly string[], options) =>
      atHome(options, async (storage) => {
        const said: string[] = [];
        for (const file of files) {
          const kept = await keepFairAt(file, storage);
          if (!kept.ok) return kept;
          said.push(kept.value);
        }
        return ok(said.join('\n'));
      }),
    ),
  );

/**
 * An older revision than is here already changes nothing. Nor does one of an archived fair: that is no reason for a
 * server not to start.
 */
export async function keepFairAt(
  file: string,
  storage: Storage,
  { atStart = false } = {},
): Promise<Outcome> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) {
    return refuse(`读不到这个文件，请核对路径。This file can’t be read, check its path: ${file}`);
  }
  const signed = signedFairSchema.safeParse(jsonOf(text));
  if (!signed.success) {
    return refuse(`这不是签过名的招聘会文件。This is not a signed revision of a fair: ${file}`);
  }
  const renewed = await renewSample(storage, signed.data);
  if (renewed?.ok) {
    const fair = renewed.value;
    await storage.exclusively(fair.id, (db) => judgeAgain(db, fair));
  }
  const kept = renewed ?? (await adoptFair(storage, signed.data));
  if (kept.ok) return ok(`${kept.value.name.zh} ${kept.value.id}`);
  if (kept.fault.kind === 'older') {
    return ok(
      `${file}：服务器上已有更新的一版，照用。A later revision is here already, and stays.`,
    );
  }
  if (kept.fault.kind === 'archived') return atStart ? ok(archived(file)) : refuse(archived(file));
  return refuse(
    `这份招聘会文件用不了（${kept.fault.kind}）。This fair’s file can’t be used: ${file}`,
  );
}

const archived = (file: string): string =>
  `这场招聘会已经归档，不再接收修订，什么也没有改动；请从设置里去掉这个文件。要重新收数据，先用 fair remove 删除（数字也会删除），再添加。This fair is archived and takes no revisions; nothing was changed. Take its file out of the settings. To take its facts again, first use \`fair remove\`, which deletes its figures, too: ${file}`;
