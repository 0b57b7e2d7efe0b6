import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, Option } from '@commander-js/extra-typings';
import { type Outcome, refuse, several } from '../../shared/command.ts';
import { diskFault } from '../../shared/disk-fault.ts';
import { signedFairSchema } from '../../shared/fair.ts';
import { jsonOf } from '../../shared/json.ts';
import { ok } from '../../shared/result.ts';
import { diskWords } from '../../shared/words/disk-words.ts';
import { type App, openApp } from '../app.ts';
import { renewSample } from '../fairs/fairs.ts';
import { earliestOffered } from '../fairs/listed.ts';
import { adoptFair } from '../ingest/adopt.ts';
import { recount } from '../ingest/recount.ts';
import { isBuilt, NO_PAGE } from '../organiser/page.ts';
import { openAbove } from '../relay/above.ts';
import { openRelay } from '../relay/relay.ts';
import { openPostgres, openSqlite, type Storage } from '../storage/homes.ts';
import { endInTime } from '../runtime/ending.ts';
import { distributionTrouble, refusalOf, repairsOf } from '../storage/storage-words.ts';
import { ending, programFolder, terminal } from './terminal.ts';

/**
 * Starts the central server, on SQLite in a folder, or on PostgreSQL if `DATABASE_URL` is set. With
 * `--upstream URL` it is a hub: a hall's own server, which relays its facts whenever there is a network.
 */
export const command = new Command()
  .option('--fair <file>', '招聘会文件，可多次 a fair’s signed revision; may repeat', several)
  .addOption(
    new Option('--data <folder>', 'SQLite 的文件夹 the folder of SQLite').default(
      join(programFolder, 'data', 'server'),
      'data/server',
    ),
  )
  .option('--host <address>', '地址 the address', '127.0.0.1')
  .option('--port <number>', '端口 the port', '5190')
  .option('--upstream <url>', '作为会场中转，上级服务器的地址 as a hub: the server above it')
  .action(ending(serve));

interface Options {
  readonly fair?: readonly string[] | undefined;
  readonly data: string;
  readonly host: string;
  readonly port: string;
  readonly upstream?: string | undefined;
}

async function serve(options: Options): Promise<Outcome> {
  let storage: Storage | undefined;
  try {
    const url = process.env.DATABASE_URL;
    const opened = await (url === undefined ? openSqlite(options.data) : openPostgres(url));
    if (!opened.ok) return refuse(refusalOf(opened.fault));
    storage = opened.value;
    const served = await serveFrom(storage, options);
    if (!served.ok) await storage.close();
    return served;
  } catch (error) {
    const fault = diskFault(error);
    if (!fault) throw error;
    await storage?.close().catch(() => undefined);
    const { zh, en } = diskWords[fault.kind];
    return refuse(`${zh}\n${en}\n${options.data}`);
  }
}

/** An older revision than is here already changes nothing. */
async function keepFairAt(file: string, storage: Storage): Promise<Outcome> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) {
    return refuse(`读不到这个文件，请核对路径。This file can’t be read, check its path: ${file}`);
  }
  const signed = signedFairSchema.safeParse(jsonOf(text));
  if (!signed.success) {
    return refuse(`这不是签过名的招聘会文件。This is not a signed revision of a fair: ${file}`);
  }
  const kept = (await renewSample(storage, signed.data)) ?? (await adoptFair(storage, signed.data));
  if (kept.ok) return ok(`${kept.value.name.zh} ${kept.value.id}`);
  if (kept.fault.kind === 'older') {
    return ok(
      `${file}：服务器上已有更新的一版，照用。A later revision is here already, and stays.`,
    );
  }
  return refuse(
    `这份招聘会文件用不了（${kept.fault.kind}）。This fair’s file can’t be used: ${file}`,
  );
}

async function serveFrom(storage: Storage, options: Options): Promise<Outcome> {
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
  const token = process.env.CHUNFENG_TOKEN;
  const organiserToken = token ?? randomBytes(24).toString('base64url');
  const above = options.upstream === undefined ? undefined : openAbove();
  const pageFolder = join(programFolder, 'dist', 'renderer');
  const app = await openApp({
    storage,
    now: Date.now,
    organiserToken,
    logger: true,
    pageFolder,
    ...(above && { above }),
  });
  const address = await listen(app, options);
  if (address === undefined) {
    await app.close();
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
    void endInTime([() => app.close(), () => storage.close()], (code) => process.exit(code));
  });
  return ok(
    `\n春风服务器 Chunfeng server（${storage.home}）\n\n  ${address}\n  接口说明 description: ${address}/docs\n` +
      (token ? '' : `  主办方令牌 organiser’s token: ${organiserToken}\n`) +
      '\n  Ctrl-C 结束 to stop.\n' +
      (isBuilt(pageFolder) ? '' : `\n${NO_PAGE}`),
  );
}

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
