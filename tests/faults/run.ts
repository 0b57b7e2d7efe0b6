import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import SqliteDatabase from 'better-sqlite3';
import { signFair } from '../../electron/station/keys/signed-fair.ts';
import { loadSampleFair } from '../../electron/station/sample/sample-fair.ts';
import { LEDGER_FILE } from '../../electron/station/store/damage.ts';
import { Door, has, injected, startServer } from './machine.ts';

/**
 * `npm run test:faults`: real stations and a real server whose disks do harm. Everybody who was told that they are
 * checked in must be there in the end; what cannot be done must be said.
 */

const PAGE = 4_096;
const root = await mkdtemp(join(tmpdir(), 'chunfeng-faults-'));
let failed = 0;
let rounds = 0;
const wrong: string[] = [];
const check = (isTrue: boolean, what: string): void => {
  if (!isTrue) wrong.push(what);
};

async function round(name: string, play: (folder: string) => Promise<string>): Promise<void> {
  rounds += 1;
  const folder = join(root, String(rounds));
  await mkdir(folder);
  wrong.length = 0;
  const summary = await play(folder).catch((error: unknown) => {
    wrong.push(String(error));
    return '';
  });
  if (wrong.length > 0) failed += 1;
  console.log(`${wrong.length === 0 ? '✓' : '✗'} ${name}: ${summary} ${wrong.join('; ')}`);
}

/** Everybody who was told so is in the file, after a start that follows a kill. */
async function counted(folder: string, door: Door, lost = 0): Promise<string> {
  if (door.isOpen) await door.kill('SIGKILL');
  const again = await Door.open(folder, undefined, [...door.saved]);
  check(again.isOpen, `does not open: ${again.said().slice(-200)}`);
  if (!again.isOpen) return '';
  check(again.written() >= door.saved.length - lost, 'lost');
  const news = await again.notices();
  const summary = `${door.saved.length} checked in, ${again.written()} there, staff read ${news.join(', ')}`;
  check((await again.arrive(1)) === 1, 'takes nobody any more');
  await again.kill('SIGTERM');
  return summary;
}

async function onePage(folder: string, spoil: (content: Buffer, at: number) => unknown) {
  const door = await Door.open(folder);
  await door.arrive(60);
  await door.kill('SIGKILL');
  await rm(join(folder, 'backups'), { recursive: true, force: true });
  const file = join(folder, LEDGER_FILE);
  // Closing it folds the log in.
  new SqliteDatabase(file).exec('BEGIN IMMEDIATE; COMMIT').close();
  const content = await readFile(file);
  const seen: string[] = [];
  const pages = content.length / PAGE;
  for (let page = 0; page < pages; page += Math.ceil(pages / 7)) {
    const copy = `${folder}-${page}`;
    await cp(folder, copy, { recursive: true });
    const bad = Buffer.from(content);
    spoil(bad, page * PAGE);
    await writeFile(join(copy, LEDGER_FILE), bad);
    const pageText = content.subarray(page * PAGE, (page + 1) * PAGE).toString('latin1');
    const here = pageText.match(/"kind":"checkin"/g)?.length ?? 0;
    const summary = await counted(copy, door, here);
    seen.push(`${page}/${pages}: ${/(\d+) there/.exec(summary)?.[1]}`);
  }
  return seen.join(', ');
}

await round('zeroed page, no backup', (folder) =>
  onePage(folder, (content, at) => content.fill(0, at, at + PAGE)),
);
await round('torn page, no backup', (folder) =>
  onePage(folder, (content, at) => content.fill(0xa5, at + PAGE / 2, at + PAGE)),
);

for (const file of [LEDGER_FILE, `${LEDGER_FILE}-wal`, `${LEDGER_FILE}*`]) {
  await round(`${file} removed while running`, async (folder) => {
    const door = await Door.open(folder);
    await door.arrive(6);
    spawnSync('sh', ['-c', `rm ${join(folder, file)}`]);
    const after = await door.arrive(6);
    const news = await door.notices();
    check(news.includes('ledger-gone'), 'staff were not told');
    return `${after} of 6 taken after it, staff read ${news.join(', ')}; ${await counted(folder, door)}`;
  });
}

await round('log removed between kill and start', async (folder) => {
  const door = await Door.open(folder);
  await door.arrive(20);
  await door.kill('SIGKILL');
  await rm(join(folder, `${LEDGER_FILE}-wal`));
  await rm(join(folder, 'backups'), { recursive: true, force: true });
  const summary = await counted(folder, door, 20);
  check(summary.includes('ledger-older'), 'staff were not told');
  return summary;
});

const straces: readonly (readonly [string, string, string])[] = [
  // Few: SQLite itself waits for seconds at each such lock.
  ['locks fail (ENOLCK)', 'fcntl', 'error=ENOLCK:when=1..300'],
  ['locks fail (EIO)', 'fcntl', 'error=EIO:when=1..150'],
  ['reads fail', 'pread64', 'error=EIO'],
  ['flushes fail', 'fsync,fdatasync', 'error=EIO'],
  ['writes fail', 'pwrite64', 'error=EIO'],
  ['writes find no space', 'pwrite64', 'error=ENOSPC'],
];
if (has('strace')) {
  for (const [name, calls, fault] of straces) {
    await round(name, async (folder) => {
      const before = await Door.open(folder);
      await before.arrive(40);
      await before.kill('SIGKILL');
      // A station that has just started has read little of its file.
      const door = await Door.open(folder, undefined, before.saved);
      const files = ['', '-wal', '-shm'].map((end) => join(folder, LEDGER_FILE + end));
      let during = 0;
      const times = await injected(door.pid, calls, fault, files, async () => {
        for (let i = 0; i < 6; i += 1) {
          during += await door.arrive(1);
          await pause(700);
        }
      });
      check(door.isOpen, `ended: ${door.said().slice(-300)}`);
      const news = door.isOpen ? await door.notices() : [];
      check(during === 6 || news.length > 0, 'staff were not told');
      check(door.isOpen && (await door.arrive(3)) === 3, 'did not recover');
      return `${times} faults, ${during} of 6 taken, staff read ${news.join(', ')}; ${await counted(folder, door)}`;
    });
  }
} else console.log('– calls that fail: needs strace 没有 strace，这几项没做');

const mounted = join(root, 'small');
await mkdir(mounted);
const mount = (...args: string[]) => spawnSync('mount', args, { stdio: 'ignore' }).status === 0;
if (mount('-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', mounted)) {
  const own = join(mounted, 'station');
  const ballast = join(mounted, 'ballast');
  const fill = () => spawnSync('dd', ['if=/dev/zero', `of=${ballast}`, 'bs=4k', 'count=100000']);
  await round('disk full, then freed', async () => {
    const door = await Door.open(own);
    await door.arrive(5);
    fill();
    const full = await door.arrive(20);
    const backup = JSON.stringify(await door.staff('staff.backup'));
    check(backup.includes('backup-failed'), `the backup said ${backup}`);
    const news = await door.notices();
    await rm(ballast);
    check((await door.arrive(3)) === 3, 'did not recover');
    return `${full} of 20 taken while full, staff read ${news.join(', ')}; ${await counted(own, door)}`;
  });
  for (const [name, begin, end] of [
    ['start on a full disk', fill, () => rm(ballast)],
    [
      'start on a read-only disk',
      () => mount('-o', 'remount,ro', mounted),
      async () => void mount('-o', 'remount,rw', mounted),
    ],
  ] as const) {
    await round(name, async () => {
      begin();
      const door = await Door.open(own);
      const taken = door.isOpen ? await door.arrive(3) : 0;
      if (door.isOpen) await door.kill('SIGTERM');
      else check(/磁盘满了|只读/.test(door.said()), `said ${door.said().slice(-300)}`);
      await end();
      return door.isOpen
        ? `opens, takes ${taken} of 3`
        : (door.said().trim().split('\n').at(-3) ?? '');
    });
  }
  spawnSync('umount', [mounted]);
} else console.log('– small disks: needs a mount 挂载不了小磁盘，这几项没做');

await round('server, any page zeroed', async (folder) => {
  const { fair, keys } = await loadSampleFair(
    join(import.meta.dirname, '../../resources/fairs/street-market'),
  );
  const fairFile = join(folder, 'fair.json');
  await writeFile(fairFile, JSON.stringify(signFair(fair, keys.signingKey)));
  const data = join(folder, 'server');
  let server = await startServer(data, 0, fairFile);
  const { port } = new URL(server.address ?? '');
  const door = await Door.open(join(folder, 'station'), server.address);
  await door.arrive(40);
  const arrived = async (): Promise<boolean> => {
    const db = new SqliteDatabase(join(data, 'server.db'), { readonly: true });
    const count = db.prepare('SELECT count(*) FROM fact WHERE arrival IS NOT NULL').pluck();
    try {
      for (let i = 0; i < 150; i += 1) {
        if (count.get() === door.saved.length) return true;
        await pause(200);
      }
      return false;
    } finally {
      db.close();
    }
  };
  check(await arrived(), 'the facts did not arrive');
  await server.kill('SIGTERM');
  const content = await readFile(join(data, 'server.db'));
  const pages = content.length / PAGE;
  let whole = 0;
  let tried = 0;
  for (let page = 0; page < pages; page += Math.ceil(pages / 12)) {
    await writeFile(
      join(data, 'server.db'),
      Buffer.from(content).fill(0, page * PAGE, (page + 1) * PAGE),
    );
    server = await startServer(data, Number(port), fairFile);
    tried += 1;
    await door.call('station.online', {});
    if (server.address !== undefined && (await arrived())) whole += 1;
    else check(false, `page ${page}: ${server.said().slice(-300)}`);
    await server.kill('SIGTERM');
  }
  await door.kill('SIGTERM');
  return `${whole} of ${tried} pages: all facts there again`;
});

await rm(root, { recursive: true, force: true });
process.exitCode = failed === 0 ? 0 : 1;
