import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, globSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import pg from 'pg';
import { z } from 'zod';

/** For tests: a real PostgreSQL, either a new one or a new database at the one that `DATABASE_URL` names. */
export interface PostgresAtHand {
  readonly url: string;
  /** A folder that it may write to; absent if the server runs elsewhere. */
  readonly folder?: string;
  stop(): Promise<void>;
}

/** Undefined if this machine has no PostgreSQL. */
export async function postgresAtHand(): Promise<PostgresAtHand | undefined> {
  const named = process.env.DATABASE_URL;
  if (named !== undefined) return databaseOfOneTest(named);
  const bin = binaries();
  const user = bin && userToRunIt();
  if (!bin || !user) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'chunfeng-postgres-'));
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const options = { ...user, cwd: folder, stdio: 'ignore' } as const;
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'chunfeng', '-A', 'trust', '-E', 'UTF8', '--locale=C'],
    options,
  );
  // On a socket in its own folder, so that it needs no free port.
  const server = spawn(join(bin, 'postgres'), ['-D', data, '-k', folder, '-h', ''], options);
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

/** A new database on every node of the Citus whose coordinator `CITUS_URL` names; undefined without one. */
export async function citusAtHand(): Promise<PostgresAtHand | undefined> {
  const named = process.env.CITUS_URL;
  if (named === undefined || (await nodesOf(named)).length === 0) return undefined;
  return databaseOfOneTest(named);
}

/** Tests run in parallel, in this run and in others, so each gets its own database; on Citus, on every node. */
async function databaseOfOneTest(url: string): Promise<PostgresAtHand> {
  const name = `chunfeng_test_${randomBytes(8).toString('hex')}`;
  const nodes = await nodesOf(url);
  const own = atDatabase(url, name);
  for (const node of [url, ...nodes]) await ask(node, `CREATE DATABASE ${name}`);
  const [coordinator, ...workers] = [url, ...nodes].map((node) => atDatabase(node, name));
  if (coordinator !== undefined && workers.length > 0) {
    for (const node of [coordinator, ...workers]) await ask(node, 'CREATE EXTENSION citus');
    const { hostname, port } = new URL(url);
    await ask(coordinator, `SELECT citus_set_coordinator_host('${hostname}', ${port})`);
    for (const worker of workers.map((each) => new URL(each))) {
      await ask(coordinator, `SELECT citus_add_node('${worker.hostname}', ${worker.port})`);
    }
  }
  return {
    url: own,
    async stop() {
      for (const node of [url, ...nodes]) await ask(node, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

function atDatabase(url: string, name: string): string {
  const own = new URL(url);
  own.pathname = `/${name}`;
  return own.href;
}

/** The workers, where the named database is a coordinator of Citus. */
async function nodesOf(url: string): Promise<readonly string[]> {
  const citus = await ask(url, "SELECT FROM pg_extension WHERE extname = 'citus'");
  if (citus.length === 0) return [];
  const found = await ask(url, 'SELECT nodename, nodeport FROM pg_dist_node WHERE groupid > 0');
  return z
    .array(z.object({ nodename: z.string(), nodeport: z.int() }))
    .parse(found)
    .map(({ nodename, nodeport }) => {
      const node = new URL(url);
      node.hostname = nodename;
      node.port = String(nodeport);
      return node.href;
    });
}

async function ask(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

function binaries(): string | undefined {
  const [found] = [
    ...(process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'initdb')),
    '/usr/lib/postgresql/*/bin/initdb',
  ].flatMap((pattern) => globSync(pattern));
  // Debian's link leads to a folder where the other programs are missing.
  return found && dirname(realpathSync(found));
}

/** PostgreSQL refuses to run as root, so root starts it as the user of its package. */
function userToRunIt(): { readonly uid?: number; readonly gid?: number } | undefined {
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
