import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { diskFault } from '../shared/disk-fault.ts';
import { signedFairSchema } from '../shared/fair.ts';
import { jsonOf } from '../shared/json.ts';
import { diskWords } from '../shared/words/disk-words.ts';
import { openApp } from './app.ts';
import { keepFair, renewSample } from './fairs/fairs.ts';
import { eraseAgain } from './ingest/erase.ts';
import { recount } from './ingest/recount.ts';
import { isBuilt, NO_PAGE } from './organiser/page.ts';
import { openAbove } from './relay/above.ts';
import { openRelay } from './relay/relay.ts';
import { openPostgres, openSqlite, type Storage } from './storage/homes.ts';

/**
 * `npm run server -- --fair revision.json` starts the central server, on SQLite in a folder, or on
 * PostgreSQL if `DATABASE_URL` is set. With `--upstream URL` it is a hub: a hall's own server, which relays
 * its facts whenever there is a network.
 */

const root = fileURLToPath(new URL('../', import.meta.url));
const { values } = parseArgs({
  options: {
    fair: { type: 'string', multiple: true, default: [] },
    data: { type: 'string', default: join(root, 'data', 'server') },
    host: { type: 'string', default: '127.0.0.1' },
    port: { type: 'string', default: '5190' },
    upstream: { type: 'string' },
  },
});
const url = process.env.DATABASE_URL;
let storage: Storage | undefined;
try {
  const opened = await (url === undefined ? openSqlite(values.data) : openPostgres(url));
  if (opened.ok) {
    storage = opened.value;
    await serve(storage);
  } else {
    refuse(
      `数据由更新版本的春风写成（${opened.fault.found}），原样未动。The data was written by a newer Chunfeng and was left as it is.`,
    );
  }
} catch (error) {
  const fault = diskFault(error);
  if (!fault) throw error;
  const { zh, en } = diskWords[fault.kind];
  refuse(`${zh}\n${en}\n${values.data}`);
  await storage?.close().catch(() => undefined);
}

/** False where the file holds no signed revision. An older one than is here already changes nothing. */
async function keepFairAt(file: string, storage: Storage): Promise<boolean> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) {
    refuse(`读不到这个文件，请核对路径。This file can’t be read, check its path: ${file}`);
    return false;
  }
  const signed = signedFairSchema.safeParse(jsonOf(text));
  if (!signed.success) {
    refuse(`这不是签过名的招聘会文件。This is not a signed revision of a fair: ${file}`);
    return false;
  }
  const kept = (await renewSample(storage, signed.data)) ?? (await keepFair(storage, signed.data));
  if (kept.ok) say(`${kept.value.name.zh} ${kept.value.id}`);
  else if (kept.fault.kind === 'older') {
    say(`${file}：服务器上已有更新的一版，照用。A later revision is here already, and stays.`);
  } else {
    refuse(`这份招聘会文件用不了（${kept.fault.kind}）。This fair’s file can’t be used: ${file}`);
    return false;
  }
  return true;
}

async function serve(storage: Storage): Promise<void> {
  for (const file of values.fair) {
    if (!(await keepFairAt(file, storage))) return storage.close();
  }
  if (storage.repaired) {
    const { setAside, facts } = storage.repaired;
    say(
      `数据库损坏，已放到 ${setAside}，别删；从里面抢回 ${facts} 条记录。请让各站点连着，它们会把其余的再发一遍。\n` +
        `The database was damaged and was put at ${setAside}: do not delete it. ${facts} facts were recovered from it. Keep all stations connected: they send the rest again.`,
    );
  }
  await recount(storage);
  await eraseAgain(storage);
  const organiserToken = process.env.CHUNFENG_TOKEN ?? randomBytes(24).toString('base64url');
  const above = values.upstream === undefined ? undefined : openAbove();
  const pageFolder = join(root, 'dist', 'renderer');
  const app = await openApp({
    storage,
    now: Date.now,
    organiserToken,
    logger: true,
    pageFolder,
    ...(above && { above }),
  });
  let relay: ReturnType<typeof openRelay> | undefined;
  const stop = (): void => {
    relay?.close();
    void app
      .close()
      .then(() => storage.close())
      .then(() => process.connected && process.disconnect());
  };
  let address: string;
  try {
    address = await app.listen({ host: values.host, port: Number(values.port) });
  } catch (error) {
    const busy = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!busy) throw error;
    say(
      `端口 ${values.port} 已被占用，请用 --port 换一个。Port ${values.port} is taken: name another with --port.`,
    );
    process.exitCode = 1;
    return stop();
  }
  say(
    `\n春风服务器 Chunfeng server（${storage.home}）\n\n  ${address}\n  接口说明 description: ${address}/docs\n` +
      (process.env.CHUNFENG_TOKEN ? '' : `  主办方令牌 organiser’s token: ${organiserToken}\n`) +
      '\n  Ctrl-C 结束 to stop.\n',
  );
  if (!isBuilt(pageFolder)) say(NO_PAGE);
  if (values.upstream !== undefined) {
    relay = openRelay({
      storage,
      upstream: values.upstream,
      fetch,
      patienceMs: 60_000,
      now: Date.now,
      chance: Math.random,
      ...(above && { above }),
      onState: (state) => app.log.info(state, 'relay'),
    });
  }
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  // If another program started this server, it ends with that program, however that one ends.
  process.once('disconnect', stop);
}

function refuse(text: string): void {
  say(text);
  process.exitCode = 1;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
