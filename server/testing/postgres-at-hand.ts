import { execFileSync, spawn } from 'node:child_process';
import { chownSync, globSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

/** For tests: a real PostgreSQL, the one that `DATABASE_URL` names, or one started for the occasion. */
export interface PostgresAtHand {
  readonly url: string;
  /** That it may write to; absent where it runs elsewhere. */
  readonly folder?: string;
  stop(): Promise<void>;
}

/** Nothing where this machine has none. */
export async function postgresAtHand(): Promise<PostgresAtHand | undefined> {
  const named = process.env.DATABASE_URL;
  if (named !== undefined) return { url: named, stop: async () => undefined };
  const bin = binaries();
  const user = bin && whoMayRunIt();
  if (!bin || !user) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'chunfeng-postgres-'));
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const as = { ...user, cwd: folder, stdio: 'ignore' } as const;
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'chunfeng', '-A', 'trust', '-E', 'UTF8', '--locale=C'],
    as,
  );
  // On a socket in its own folder: no port to find, nobody else to meet.
  const server = spawn(join(bin, 'postgres'), ['-D', data, '-k', folder, '-h', ''], as);
  const gone = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const query = new URLSearchParams({ host: folder, user: 'chunfeng' });
  await untilReady(bin, folder, gone);
  return {
    url: `postgres:///postgres?${query}`,
    folder,
    async stop() {
      server.kill('SIGINT');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function binaries(): string | undefined {
  const [found] = [
    ...(process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'initdb')),
    '/usr/lib/postgresql/*/bin/initdb',
  ].flatMap((pattern) => globSync(pattern));
  // Debian links to it from elsewhere, and not to what lies beside it.
  return found && dirname(realpathSync(found));
}

/** PostgreSQL refuses to run as root: the user of its package does it then. */
function whoMayRunIt(): { readonly uid?: number; readonly gid?: number } | undefined {
  if (process.getuid?.() !== 0) return {};
  try {
    const id = (flag: string): number =>
      Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: 'pipe' }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}

async function untilReady(bin: string, host: string, gone: Promise<void>): Promise<void> {
  let ended = false;
  void gone.then(() => {
    ended = true;
  });
  while (!ended) {
    const asked = spawn(join(bin, 'pg_isready'), ['-h', host, '-q'], { stdio: 'ignore' });
    const ready = await new Promise((resolve) => asked.once('exit', (code) => resolve(code === 0)));
    if (ready) return;
  }
  throw new Error('PostgreSQL ended before it was ready');
}
