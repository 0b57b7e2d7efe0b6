import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, Option } from '@commander-js/extra-typings';
import { z } from 'zod';
import { ok } from '../../shared/result.ts';
import {
  fairDraftSchema,
  newFair,
  newPassphrase,
  organiserFile,
  stationFile,
} from '../station/keys/fair-pack.ts';
import { recoverySheet } from '../station/keys/recovery.ts';
import { signFair } from '../station/keys/signed-fair.ts';
import { randomness } from '../station/keys/randomness.ts';
import { recoveryPage } from '../station/printed-pages/recovery-page.ts';
import { staffCardPage } from '../station/printed-pages/staff-card-page.ts';
import { type Outcome, refuse } from '../../shared/command.ts';
import { ending } from './command.ts';
import { jsonAt } from './json-file.ts';
import { projectFolder } from './places.ts';

const DRAFT = join(projectFolder, 'resources', 'fairs', 'draft.json');

/**
 * Makes a real fair's keys and the files that carry them: one for the organiser, one for each
 * station, and what is printed: the staff card and the recovery sheet.
 */
export const command = new Command()
  .requiredOption('--out <folder>', '新文件夹，放钥匙和文件 a new folder for keys and files')
  .addOption(
    new Option('--from <file>', '招聘会草稿 the fair’s draft').default(
      DRAFT,
      'resources/fairs/draft.json',
    ),
  )
  .option('--pin <digits>', '工作人员密码，不写就随机 the staff PIN; default: random')
  .action(
    ending(async ({ out, from, pin }) => {
      // Never overwrite existing keys.
      if ((await readdir(out).catch(() => [])).length > 0) {
        return refuse(
          `文件夹不是空的，没有动它。The folder is not empty and was not changed: ${out}`,
        );
      }
      if (pin !== undefined && !/^\d{4,8}$/.test(pin)) {
        return refuse('密码要 4 至 8 位数字。The PIN has 4 to 8 digits.');
      }
      const draft = fairDraftSchema.safeParse(await jsonAt(from));
      if (!draft.success) return refuse(`${from}\n${z.prettifyError(draft.error)}`);
      return create(draft.data, out, pin);
    }),
  );

async function create(
  draft: z.infer<typeof fairDraftSchema>,
  out: string,
  pin: string | undefined,
): Promise<Outcome> {
  const randomBytes = randomness();
  const made = await newFair(draft, randomBytes, pin === undefined ? {} : { staffPin: pin });
  const { fair, keys, staffCard: card } = made;
  const { staffPin, organiserPin } = made.pins;
  const forOrganiser = newPassphrase(randomBytes);
  const forStations = newPassphrase(randomBytes);

  await mkdir(join(out, 'stations'), { recursive: true, mode: 0o700 });
  const put = (name: string, content: string): Promise<void> =>
    writeFile(join(out, name), content, { mode: 0o600, flag: 'wx' });
  const pack = async (name: string, file: Promise<unknown>): Promise<void> =>
    put(name, `${JSON.stringify(await file)}\n`);
  await pack('organiser.json', organiserFile(fair, keys, forOrganiser, randomBytes));
  for (const { slot } of fair.stations) {
    const name = `station-${String(slot).padStart(2, '0')}.json`;
    await pack(join('stations', name), stationFile(fair, keys, slot, forStations, randomBytes));
  }
  await put('fair.json', `${JSON.stringify(signFair(fair, keys.signingKey))}\n`);
  await put('staff-card.html', await staffCardPage(fair.name, card));
  const sheet = await recoverySheet(fair, made.root, forOrganiser, randomBytes);
  await put('recovery-sheet.html', await recoveryPage(fair.name, sheet));

  return ok(
    `\n${fair.name.zh} ${fair.name.en}\n编号 id ${fair.id}，${fair.stations.length} 个站点 stations\n\n` +
      `  ${join(out, 'organiser.json')}\n    全部钥匙，只留在主办方 all keys: must stay with the organiser\n` +
      `    口令 passphrase  ${forOrganiser}\n\n` +
      `  ${join(out, 'stations')}\n    每台机器一个，用 U 盘带去 one for each machine, on a stick\n` +
      `    口令 passphrase  ${forStations}\n\n` +
      `  ${join(out, 'fair.json')}\n    没有钥匙，交给服务器 no keys, for the server:  npx chunfeng server --fair fair.json\n\n` +
      `  ${join(out, 'staff-card.html')}\n    打印后删除此文件 print it, then delete the file\n\n` +
      `  ${join(out, 'recovery-sheet.html')}\n    打印后锁进保险柜；它和口令能找回全部钥匙 print it for the safe: with the passphrase it brings back all keys\n\n` +
      `  工作人员密码 staff PIN  ${staffPin}\n  主办方密码（改站点用途）organiser’s PIN  ${organiserPin}\n\n` +
      '口令和密码只显示这一次，请抄在纸上，分开保管。\n' +
      'The passphrases and the PIN are shown this once: write them down, and keep them apart.\n' +
      '登记一台机器 to enrol a machine:  npx chunfeng station enrol --file station-01.json --data DIR\n' +
      '或用服务器和登记码 or by a code and the server:  npx chunfeng station offer --organiser organiser.json --slot 1 --server URL',
  );
}
