import { join } from 'node:path';
import { Command, Option } from '@commander-js/extra-typings';
import { type Outcome, refuse, several, whole } from '../../shared/command.ts';
import { diskFault } from '../../shared/disk-fault.ts';
import { ok } from '../../shared/result.ts';
import { diskWords } from '../../shared/words/disk-words.ts';
import { type App, openApp } from '../app.ts';
import { fairById } from '../fairs/fairs.ts';
import { earliestOffered } from '../fairs/listed.ts';
import { recount } from '../ingest/recount.ts';
import { hasAccounts } from '../accounts/accounts.ts';
import { addSampleAccount } from '../accounts/sample-account.ts';
import { isBuilt, NO_PAGE } from '../organiser/page.ts';
import { openAbove } from '../relay/above.ts';
import { openRelay } from '../relay/relay.ts';
import { DEAF, HEARS } from '../storage/hearing.ts';
import { openPostgres, openSqlite, PATIENCE, type Storage } from '../storage/homes.ts';
import { KEEP_DAYS, logLevels } from '../watching/log.ts';
import { openWatching, placeOf, type WatchingOptions } from '../watching/watching.ts';
import packageJson from '../package.json' with { type: 'json' };
import { endInTime } from '../runtime/ending.ts';
import { databaseTrouble, untilThere } from '../storage/away.ts';
import { distributionTrouble, refusalOf, repairsOf } from '../storage/storage-words.ts';
import { proxyOption } from '../tls/proxies.ts';
import { saidOfTls, servedWith, takingUpRenewals } from '../tls/serving.ts';
import { type Tls, tlsFor, tlsOptions, type TlsOptions } from '../tls/tls-wanted.ts';
import { fetchAbove, upstreamPinOption } from '../relay/pinned-above.ts';
import { dataOption } from './at-home.ts';
import { keepFairAt } from './fair-add.ts';
import { ending, programFolder, terminal } from './terminal.ts';

/**
 * Starts the central server, on SQLite in a folder, or on PostgreSQL if `DATABASE_URL` is set. With
 * `--upstream URL` it is a hub: a hall's own server, which relays its facts whenever there is a network.
 */
export const command = new Command()
  .option('--fair <file>', '招聘会文件，可多次 a fair’s signed revision; may repeat', several)
  .addOption(dataOption())
  .option('--host <address>', '地址 the address', '127.0.0.1')
  .option('--port <number>', '端口 the port', '5190')
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
    new Option('--log-level <level>', '日志级别 how much is logged')
      .choices(logLevels)
      .default('info' as const),
  )
  .option('--log-days <n>', '日志保存几天 how many days logs are kept', whole(1, 3_650), KEEP_DAYS)
  .option(
    '--metrics <address>',
    '给 Prometheus 的地址，如 127.0.0.1:9190 the address for Prometheus',
    placeOf,
  )
  .action(ending(serve));

interface Options extends WatchingOptions, TlsOptions {
  readonly fair?: readonly string[] | undefined;
  readonly proxy?: readonly string[] | undefined;
  readonly port: string;
  readonly upstream?: string | undefined;
  readonly sampleAccount?: true | undefined;
  readonly upstreamPin?: readonly string[] | undefined;
}

const listening = {
  listenUrl: process.env.DATABASE_LISTEN_URL,
  onDeaf: (isDeaf: boolean) => terminal.say(isDeaf ? DEAF : HEARS),
};

async function serve(options: Options): Promise<Outcome> {
  let storage: Storage | undefined;
  try {
    const tls = await tlsFor(options, Date.now());
    if (!tls.ok) return tls;
    const url = process.env.DATABASE_URL;
    const opened = await (url === undefined
      ? openSqlite(options.data)
      : untilThere(() => openPostgres(url, PATIENCE, listening), terminal.say));
    if (!opened.ok) return refuse(refusalOf(opened.fault));
    storage = opened.value;
    const served = await serveFrom(storage, tls.value, options);
    if (!served.ok) await storage.close();
    return served;
  } catch (error) {
    const fault = diskFault(error);
    const refused = fault ? undefined : databaseTrouble(error);
    if (refused !== undefined) return refuse(refused);
    if (!fault) throw error;
    await storage?.close().catch(() => undefined);
    const { zh, en } = diskWords[fault.kind];
    return refuse(`${zh}\n${en}\n${options.data}`);
  }
}

async function serveFrom(storage: Storage, tls: Tls, options: Options): Promise<Outcome> {
  for (const file of options.fair ?? []) {
    const kept = await keepFairAt(file, storage);
    if (!kept.ok) return kept;
    terminal.say(kept.value);
  }
  for (const sentence of repairsOf(storage)) terminal.say(sentence);
  const undistributed = await distributionTrouble(storage);
  if (undistributed !== undefined) terminal.say(undistributed);
  // Figures that somebody may look at today are right from the first moment; the others follow.
  const today = earliestOffered(Date.now());
  await recount(storage, ({ lastDay }) => lastDay >= today);
  if (options.sampleAccount) await addSampleAccount(storage);
  const above = options.upstream === undefined ? undefined : openAbove();
  const pageFolder = join(programFolder, 'dist', 'renderer');
  const watching = await openWatching(options, {
    version: packageJson.version,
    home: storage.home,
    load: storage.load,
  });
  const app = await openApp({
    storage,
    now: Date.now,
    logger: watching.log,
    metrics: watching.metrics,
    pageFolder,
    ...servedWith(tls, options),
    ...(above && { above }),
  });
  const address = await listen(app, options);
  if (address === undefined) {
    await app.close();
    await watching.close();
    return refuse(
      `端口 ${options.port} 已被占用，请用 --port 换一个。Port ${options.port} is taken: name another with --port.`,
    );
  }
  const relay =
    options.upstream === undefined
      ? undefined
      : openRelay({
          storage,
          upstream: options.upstream,
          fetch: fetchAbove({
            upstream: options.upstream,
            pins: options.upstreamPin,
            fairById: async (id) => (await fairById(storage, id))?.fair,
          }),
          patienceMs: 60_000,
          now: Date.now,
          chance: Math.random,
          ...(above && { above }),
          onState: (state) => app.log.info(state, 'relay'),
        });
  recount(storage).catch((error: unknown) => app.log.error(error));
  const stopWatching = takingUpRenewals(app, tls);
  endWithTheProcess(() => {
    stopWatching();
    relay?.close();
    void endInTime([() => app.close(), () => storage.close(), () => watching.close()], (code) =>
      process.exit(code),
    );
  });
  return ok(
    `\n春风服务器 Chunfeng server（${storage.home}）\n\n  ${address}\n  接口说明 description: ${address}/docs\n` +
      saidOfTls(tls) +
      '\n  Ctrl-C 结束 to stop.\n' +
      ((await hasAccounts(storage)) ? '' : NO_ACCOUNT) +
      (isBuilt(pageFolder) ? '' : `\n${NO_PAGE}`),
  );
}

const NO_ACCOUNT =
  '\n还没有账号，谁也打不开主办方页面。请添加一个：npx chunfeng server account add 名字 --role administrator --fair 编号\n' +
  'There is no account yet, and nobody can open the organiser’s page. Add one: npx chunfeng server account add NAME --role administrator --fair ID\n';

/** Undefined where another program has the port. */
async function listen(app: App, { host, port }: Options): Promise<string | undefined> {
  try {
    return await app.listen({ host, port: Number(port) });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return undefined;
    throw error;
  }
}

function endWithTheProcess(stop: () => void): void {
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  // If another program started this server, it ends with that program, however that one ends.
  process.once('disconnect', stop);
}
