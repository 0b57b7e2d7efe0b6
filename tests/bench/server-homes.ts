import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keepFair } from '../../server/fairs/fairs.ts';
import { openPostgres } from '../../server/storage/postgres-home.ts';
import { openSqlite } from '../../server/storage/sqlite-home.ts';
import { postgresAtHand } from '../../server/testing/postgres-at-hand.ts';
import { type ServerProcess, startServer } from '../rehearse/processes.ts';
import type { ReadyFair } from './many-fairs.ts';

/** A server that has these fairs, on SQLite, or on a PostgreSQL where this machine has one. */

interface Home {
  readonly server: ServerProcess;
  end(): Promise<void>;
}
export type OpenHome = (folder: string, fairs: readonly ReadyFair[]) => Promise<Home | undefined>;

export const onSqlite: OpenHome = async (folder, fairs) => {
  await mkdir(folder, { recursive: true });
  const data = join(folder, 'data');
  await keepAll(await openSqlite(data), fairs);
  const server = await startServer({ data, fairFile: await fileOf(folder, fairs) });
  return { server, end: () => server.stop() };
};

export const onPostgres: OpenHome = async (folder, fairs) => {
  await mkdir(folder, { recursive: true });
  const postgres = await postgresAtHand();
  if (!postgres) return undefined;
  const database = postgres.url;
  await keepAll(await openPostgres(database), fairs);
  const fairFile = await fileOf(folder, fairs);
  const server = await startServer({ data: '', fairFile, database });
  return {
    server,
    async end() {
      await server.stop();
      await postgres.stop();
    },
  };
};

async function keepAll(
  opened: Awaited<ReturnType<typeof openSqlite>>,
  fairs: readonly ReadyFair[],
): Promise<void> {
  if (!opened.ok) throw new Error(opened.fault.kind);
  for (const { signed } of fairs) await keepFair(opened.value, signed);
  await opened.value.close();
}

async function fileOf(folder: string, [fair]: readonly ReadyFair[]): Promise<string> {
  const file = join(folder, 'fair.json');
  await writeFile(file, JSON.stringify(fair?.signed));
  return file;
}
