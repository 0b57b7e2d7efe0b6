import { spawn } from 'node:child_process';
import { chmod, chown, cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diskWords } from '../../shared/words/disk-words.ts';

/** What a start says on a folder that cannot be used. Each is a process of its own. */

const root = join(import.meta.dirname, '../..');
const NOBODY = 65_534;
const asRoot = process.getuid?.() === 0;

let folder = '';
let data = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-starts-'));
  await chmod(folder, 0o755);
  data = join(folder, 'whole');
  expect(await ended([...STATION, data])).toMatchObject({ code: 0 });
  expect(await readdir(data)).toContain('station.db');
});
afterAll(() => rm(folder, { recursive: true }));

const STATION = [join(root, 'tests/faults/door.ts')];
const SERVER = [join(root, 'server/main.ts'), '--as-root', '--port', '0', '--data'];

interface How {
  /** No file may become longer: SQLite sees a disk that fails. */
  readonly full?: boolean;
  /** Root may read and write whatever the modes say, so another account has to try. */
  readonly asNobody?: boolean;
}

async function ended(args: readonly string[], { full, asNobody }: How = {}) {
  const { DATABASE_URL: _none, ...env } = process.env;
  const command = full ? 'ulimit -f 0; exec "$0" "$@"' : 'exec "$0" "$@"';
  const child = spawn('sh', ['-c', command, process.execPath, ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(asNobody && asRoot && { uid: NOBODY, gid: NOBODY }),
  });
  let said = '';
  let noted = '';
  child.stderr.on('data', (chunk: Buffer) => (noted += chunk.toString()));
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    // It did start, or waits for what it needs.
    if (/\/docs|\/enter\/|Waiting for it/.test(said)) child.kill('SIGTERM');
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  // Nobody at a fair can read a stack.
  expect(noted).not.toMatch(/^ +at /m);
  // A command's refusal is all that it says, and on the other stream.
  return { code, said: said === '' ? noted : said };
}

const isPosix = process.platform !== 'win32';

/** A folder of another account, or one that this account may only read. */
async function refused(name: string, from: string | undefined, mode: number): Promise<string> {
  const own = join(folder, name);
  if (from === undefined) await mkdir(own);
  else await cp(from, own, { recursive: true });
  if (asRoot && mode !== 0o700) {
    for (const path of [own, ...(await readdir(own)).map((file) => join(own, file))]) {
      await chown(path, NOBODY, NOBODY);
    }
  }
  for (const file of await readdir(own)) await chmod(join(own, file), mode & 0o444);
  await chmod(own, mode);
  return own;
}

/** The last words before the folder's name. */
const sentence = (kind: keyof typeof diskWords, own: string) => ({
  code: 1,
  said: `${diskWords[kind].zh}\n${diskWords[kind].en}\n${own}\n`,
});

describe.runIf(isPosix)('a station', { concurrent: true }, () => {
  it('on a disk that takes nothing more says what to do', async ({ expect }) => {
    const answer = await ended([...STATION, data], { full: true });
    expect(answer).toEqual(sentence('disk-failing', data));
  });

  it('in a folder that may only be read says so', async ({ expect }) => {
    const own = await refused('read-only', data, 0o500);
    expect(await ended([...STATION, own], { asNobody: true })).toEqual(
      sentence('no-permission', own),
    );
  });

  it('with files that may only be read says so', async ({ expect }) => {
    const own = await refused('read-only-files', data, 0o500);
    await chmod(own, 0o700);
    expect(await ended([...STATION, own], { asNobody: true })).toEqual(sentence('read-only', own));
  });

  it.runIf(asRoot)('in a folder of another account says whose it must be', async ({ expect }) => {
    const own = await refused('other', data, 0o700);
    expect(await ended([...STATION, own], { asNobody: true })).toEqual(
      sentence('no-permission', own),
    );
  });

  it('at a path that is a file says so', async ({ expect }) => {
    const file = join(folder, 'a-file');
    await writeFile(file, '');
    expect(await ended([...STATION, file])).toEqual(sentence('no-permission', file));
  });
});

describe.runIf(isPosix)('a server', { concurrent: true }, () => {
  it('on a disk that takes nothing more says what to do', async ({ expect }) => {
    const own = join(folder, 'server-full');
    const answer = await ended([...SERVER, own], { full: true });
    expect(answer).toEqual(sentence('disk-failing', own));
  });

  it('in a folder that may only be read says so', async ({ expect }) => {
    const own = await refused('server-read-only', undefined, 0o500);
    const answer = await ended([...SERVER, own], { asNobody: true });
    expect(answer).toEqual(sentence('no-permission', own));
  });

  it.for([
    [['--port', '1', '--host', '1.2.3.4'], /no address 1\.2\.3\.4/],
    [['--settings', '/no/such.toml'], /ENOENT.*\/no\/such\.toml/],
    [['--fair', '/'], /can’t be read.*: \//],
    [['--upstream', 'https://a.example/?b'], /without a query or a user/],
    [['--port', 'ninety'], /a whole number/],
  ] as const)('that is given %j says what is wrong', async ([flags, sentence], { expect }) => {
    const answer = await ended([
      ...SERVER,
      join(folder, `server${flags.join('').replaceAll(/\W/g, '-')}`),
      ...flags,
    ]);
    expect(answer.code).toBe(1);
    expect(answer.said).toMatch(sentence);
  });

  it('whose PostgreSQL is away says so and waits for it', async ({ expect }) => {
    const url = join(folder, 'database-url');
    await writeFile(url, 'postgresql://fair:word@127.0.0.1:1/fair', { mode: 0o600 });
    const answer = await ended([...SERVER, folder, '--database-url-file', url]);
    expect(answer.said).toMatch(/can’t be reached.*ECONNREFUSED/);
    expect(answer.said).toContain('Waiting for it');
    expect(answer.said).not.toContain('word');
  });

  it.runIf(asRoot)('that root starts says which account to take', async ({ expect }) => {
    const [main = ''] = SERVER;
    const answer = await ended([main, '--port', '0', '--data', join(folder, 'of-root')]);
    expect(answer.code).toBe(1);
    expect(answer.said).toMatch(/does not run as root/);
  });

  it('without the fair’s file that was named says which', async ({ expect }) => {
    const missing = join(folder, 'no-such-fair.json');
    const answer = await ended([...SERVER, join(folder, 'server'), '--fair', missing]);
    expect(answer.code).toBe(1);
    expect(answer.said).toMatch(/^读不到这个文件.*no-such-fair\.json\n$/);
  });

  it('whose database is no database sets it aside and starts', async ({ expect }) => {
    const own = join(folder, 'server-broken');
    await mkdir(own);
    await writeFile(join(own, 'server.db'), 'x'.repeat(9_000));
    const { said } = await ended([...SERVER, own]);
    expect(said).toContain('/docs');
    expect(said).toContain('Keep all stations connected');
    expect(await readdir(join(own, 'set-aside'))).toHaveLength(1);
  });
});
