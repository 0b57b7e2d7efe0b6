import { join } from 'node:path';
import { Command, Option } from '@commander-js/extra-typings';
import { type Outcome, refuse, several, whole } from '../../shared/command.ts';
import { ok } from '../../shared/result.ts';
import { hasAccounts } from '../accounts/accounts.ts';
import { addSampleAccount } from '../accounts/sample-account.ts';
import { isBuilt, NO_PAGE } from '../organiser/page.ts';
import { listenSentence } from '../runtime/listen.ts';
import { startServing } from '../serving.ts';
import { refuseRoot } from '../settings/account.ts';
import { homeTrouble, openHome } from '../settings/open-home.ts';
import {
  dataOption,
  databaseOption,
  listenOption,
  rootOption,
  settingsOption,
} from '../settings/options.ts';
import { readSettings } from '../settings/read-settings.ts';
import { newestBackup } from '../backup/copies.ts';
import { backupsFolder, type Settings } from '../settings/settings.ts';
import type { Storage } from '../storage/homes.ts';
import { logLevels } from '../watching/log.ts';
import { openWatching, placeOf, type WatchingOptions } from '../watching/watching.ts';
import packageJson from '../package.json' with { type: 'json' };
import { endInTime } from '../runtime/ending.ts';
import { unlessWorkerAway } from '../storage/worker-away.ts';
import { distributionTrouble, repairsOf } from '../storage/storage-words.ts';
import { proxyOption } from '../tls/proxies.ts';
import { saidOfTls } from '../tls/serving.ts';
import { type Tls, tlsFor, tlsOptions, type TlsOptions } from '../tls/tls-wanted.ts';
import { upstreamPinOption } from '../relay/pinned-above.ts';
import { keepFairAt } from './fair-add.ts';
import { ending, programFolder, terminal } from './terminal.ts';

/**
 * Starts the central server, on SQLite in a folder, or on PostgreSQL. With `--upstream URL` it is a hub: a
 * hall's own server, which relays its facts whenever there is a network.
 */
export const command = new Command()
  .addOption(settingsOption)
  .option('--fair <file>', '招聘会文件，可多次 a fair’s signed revision; may repeat', several)
  .addOption(dataOption)
  .addOption(databaseOption)
  .addOption(listenOption)
  .option('--host <address>', '地址，默认 127.0.0.1 the address')
  .option('--port <number>', '端口，默认 5190 the port', whole(0, 65_535))
  .addOption(tlsOptions.tls)
  .addOption(tlsOptions.certificate)
  .addOption(tlsOptions.key)
  .addOption(tlsOptions.withoutTls)
  .addOption(proxyOption)
  .option('--upstream <url>', '作为会场中转，上级服务器的地址 as a hub: the server above it')
  .addOption(upstreamPinOption)
  .option(
    '--sample-account',
    '给样例招聘会一个人人知道的账号 gives the sample fair an account that everybody knows',
  )
  .option(
    '--log-folder <folder>',
    '日志文件夹；不写就只到标准输出 the log’s folder; default: stdout only',
  )
  .addOption(
    new Option('--log-level <level>', '日志级别，默认 info how much is logged').choices(logLevels),
  )
  .option('--log-days <n>', '日志保存几天，默认 180 how many days logs are kept', whole(1, 3_650))
  .option(
    '--archive-after-days <n>',
    '结束后几天清除个人数据并归档，默认 7 days from a fair’s closing until it is archived',
    whole(0, 3_650),
  )
  .option(
    '--metrics <address>',
    '给 Prometheus 的地址，如 127.0.0.1:9190 the address for Prometheus',
  )
  .addOption(rootOption)
  .action(ending(serve));

type Options = Settings & { readonly sampleAccount?: true | undefined };

async function serve(flags: ReturnType<typeof command.opts>): Promise<Outcome> {
  const root = refuseRoot(flags, process.getuid?.());
  if (root) return root;
  const settings = await readSettings(flags, programFolder);
  if (!settings.ok) return settings;
  // What it writes is nobody else's.
  process.umask(0o077);
  const tls = await tlsFor(tlsOf(settings.value), Date.now());
  if (!tls.ok) return tls;
  const home = await openHome(settings.value, 'serving');
  if (!home.ok) return home;
  const storage = home.value;
  try {
    const served = await serveFrom(storage, tls.value, {
      ...settings.value,
      sampleAccount: flags.sampleAccount,
    });
    if (!served.ok) await storage.close();
    return served;
  } catch (error) {
    await storage.close().catch(() => undefined);
    return homeTrouble(error, settings.value, storage.home);
  }
}

async function serveFrom(storage: Storage, tls: Tls, options: Options): Promise<Outcome> {
  for (const file of options.fair) {
    const keep = () => keepFairAt(file, storage, { atStart: true });
    const kept = await unlessWorkerAway(storage, keep, ok(nodeAway(file)));
    if (!kept.ok) return kept;
    terminal.say(kept.value);
  }
  for (const sentence of repairsOf(storage)) terminal.say(sentence);
  const undistributed = await distributionTrouble(storage);
  if (undistributed !== undefined) terminal.say(undistributed);
  if (options.sampleAccount) await addSampleAccount(storage);
  const pageFolder = join(programFolder, 'dist', 'renderer');
  const watching = await openWatching(watchingOf(options), {
    version: packageJson.version,
    home: storage.home,
    load: () => storage.load(),
    newestBackup: () =>
      storage.home === 'sqlite' ? seconds(newestBackup(backupsFolder(options))) : undefined,
  });
  const started = await startServing({ ...options, storage, tls, watching, pageFolder });
  if (!started.ok) return refuse(listenSentence(started.fault));
  const { address, ending: steps } = started.value;
  endWithTheProcess(() => void endInTime(steps, (code) => process.exit(code)));
  return ok(
    `\n春风服务器 Chunfeng server（${storage.home}）\n\n  ${address}\n  接口说明 description: ${address}/docs\n` +
      saidOfTls(tls) +
      '\n  Ctrl-C 结束 to stop.\n' +
      ((await unlessWorkerAway(storage, () => hasAccounts(storage), true)) ? '' : NO_ACCOUNT) +
      (isBuilt(pageFolder) ? '' : `\n${NO_PAGE}`),
  );
}

const nodeAway = (file: string): string =>
  `数据库有一个节点不在，这份招聘会文件这次没有看；节点回来后重新启动，或用 fair add。A node of the database is away, and this fair’s file was not looked at: once it is back, restart, or use \`fair add\`. ${file}`;

const NO_ACCOUNT =
  '\n还没有账号，谁也打不开主办方页面。请添加一个：chunfeng server account add 名字 --role administrator --fair 编号\n' +
  'There is no account yet, and nobody can open the organiser’s page. Add one: chunfeng server account add NAME --role administrator --fair ID\n';

const seconds = (at: Date | undefined): number | undefined => at && at.getTime() / 1_000;

function watchingOf({ log_folder, log_level, log_days, metrics }: Settings): WatchingOptions {
  return {
    logFolder: log_folder,
    logLevel: log_level,
    logDays: log_days,
    metrics: metrics === undefined ? undefined : placeOf(metrics),
  };
}

function tlsOf({ host, data, tls, certificate, key, without_tls }: Settings): TlsOptions {
  return { host, data, tls, certificate, key, withoutTls: without_tls };
}

function endWithTheProcess(stop: () => void): void {
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  // If another program started this server, it ends with that program, however that one ends.
  process.once('disconnect', stop);
}
