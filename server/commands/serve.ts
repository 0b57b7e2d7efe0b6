import { join } from 'node:path';
import { Command, Option } from '@commander-js/extra-typings';
import { type Outcome, several, whole } from '../../shared/command.ts';
import { ok } from '../../shared/result.ts';
import { openApp } from '../app.ts';
import { earliestOffered } from '../fairs/listed.ts';
import { recount } from '../ingest/recount.ts';
import { hasAccounts } from '../accounts/accounts.ts';
import { addSampleAccount } from '../accounts/sample-account.ts';
import { isBuilt, NO_PAGE } from '../organiser/page.ts';
import { openAbove } from '../relay/above.ts';
import { openRelay } from '../relay/relay.ts';
import { listen } from '../runtime/listen.ts';
import { refuseRoot } from '../settings/account.ts';
import { homeTrouble, openHome } from '../settings/open-home.ts';
import { dataOption, databaseOption, rootOption, settingsOption } from '../settings/options.ts';
import { readSettings } from '../settings/read-settings.ts';
import type { Settings } from '../settings/settings.ts';
import type { Storage } from '../storage/homes.ts';
import { logLevels } from '../watching/log.ts';
import { openWatching, placeOf, type WatchingOptions } from '../watching/watching.ts';
import packageJson from '../package.json' with { type: 'json' };
import { endInTime } from '../runtime/ending.ts';
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
  .option('--host <address>', '地址，默认 127.0.0.1 the address')
  .option('--port <number>', '端口，默认 5190 the port', whole(0, 65_535))
  .option('--upstream <url>', '作为会场中转，上级服务器的地址 as a hub: the server above it')
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
  const home = await openHome(settings.value);
  if (!home.ok) return home;
  const storage = home.value;
  try {
    const served = await serveFrom(storage, {
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

async function serveFrom(storage: Storage, options: Options): Promise<Outcome> {
  for (const file of options.fair) {
    const kept = await keepFairAt(file, storage);
    if (!kept.ok) return kept;
    terminal.say(kept.value);
  }
  if (storage.repaired) {
    const { setAside, facts } = storage.repaired;
    terminal.say(
      `数据库损坏，已放到 ${setAside}，别删；从里面抢回 ${facts} 条记录。请让各站点连着，它们会把其余的再发一遍。\n` +
        `The database was damaged and was put at ${setAside}: do not delete it. ${facts} facts were recovered from it. Keep all stations connected: they send the rest again.`,
    );
  }
  // Figures that somebody may look at today are right from the first moment; the others follow.
  const today = earliestOffered(Date.now());
  await recount(storage, ({ lastDay }) => lastDay >= today);
  if (options.sampleAccount) await addSampleAccount(storage);
  const above = options.upstream === undefined ? undefined : openAbove();
  const pageFolder = join(programFolder, 'dist', 'renderer');
  const watching = await openWatching(watchingOf(options), {
    version: packageJson.version,
    home: storage.home,
    load: () => storage.load(),
  });
  const app = await openApp({
    storage,
    now: Date.now,
    logger: watching.log,
    metrics: watching.metrics,
    pageFolder,
    ...(above && { above }),
  });
  const listening = await listen(app, options);
  if (!listening.ok) {
    await app.close();
    await watching.close();
    return listening;
  }
  const address = listening.value;
  const relay =
    options.upstream === undefined
      ? undefined
      : openRelay({
          storage,
          upstream: options.upstream,
          fetch,
          patienceMs: 60_000,
          now: Date.now,
          chance: Math.random,
          ...(above && { above }),
          onState: (state) => app.log.info(state, 'relay'),
        });
  recount(storage).catch((error: unknown) => app.log.error(error));
  endWithTheProcess(() => {
    relay?.close();
    void endInTime([() => app.close(), () => storage.close(), () => watching.close()], (code) =>
      process.exit(code),
    );
  });
  return ok(
    `\n春风服务器 Chunfeng server（${storage.home}）\n\n  ${address}\n  接口说明 description: ${address}/docs\n` +
      '\n  Ctrl-C 结束 to stop.\n' +
      ((await hasAccounts(storage)) ? '' : NO_ACCOUNT) +
      (isBuilt(pageFolder) ? '' : `\n${NO_PAGE}`),
  );
}

const NO_ACCOUNT =
  '\n还没有账号，谁也打不开主办方页面。请添加一个：npx chunfeng server account add 名字 --role administrator --fair 编号\n' +
  'There is no account yet, and nobody can open the organiser’s page. Add one: npx chunfeng server account add NAME --role administrator --fair ID\n';

function watchingOf({ log_folder, log_level, log_days, metrics }: Settings): WatchingOptions {
  return {
    logFolder: log_folder,
    logLevel: log_level,
    logDays: log_days,
    metrics: metrics === undefined ? undefined : placeOf(metrics),
  };
}

function endWithTheProcess(stop: () => void): void {
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  // If another program started this server, it ends with that program, however that one ends.
  process.once('disconnect', stop);
}
