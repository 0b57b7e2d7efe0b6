import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, it } from 'vitest';
import { signFair } from '../../electron/station/keys/signed-fair.ts';
import { loadSampleFair } from '../../electron/station/sample/sample-fair.ts';
import { SAMPLE_FAIR } from '../../electron/station/sample/sample-station.ts';
import { postgresAtHand } from '../../server/testing/postgres-at-hand.ts';
import { startServer } from '../rehearse/processes.ts';

const postgres = await postgresAtHand();
const folder = await mkdtemp(join(tmpdir(), 'chunfeng-frozen-'));
afterAll(async () => {
  await postgres?.stop();
  await rm(folder, { recursive: true, force: true });
});

it.skipIf(postgres?.folder === undefined)(
  'A frozen PostgreSQL holds up neither a balancer’s question nor the end of the server (this needs a PostgreSQL here)',
  async () => {
    const url = postgres?.url ?? '';
    const sample = await loadSampleFair(join(import.meta.dirname, '../../resources', SAMPLE_FAIR));
    const fairFile = join(folder, 'fair.json');
    await writeFile(fairFile, JSON.stringify(signFair(sample.fair, sample.keys.signingKey)));
    const server = await startServer({ data: '', fairFile, database: url });
    const asked = async (path: string): Promise<[number, unknown]> => {
      const answer = await fetch(`http://127.0.0.1:${server.port}${path}`);
      return [answer.status, await answer.json()];
    };
    await expect.poll(() => asked('/ready')).toEqual([200, { home: 'postgres' }]);
    const frozen = await processesOf(url, postgres?.folder ?? '');
    for (const pid of frozen) process.kill(pid, 'SIGSTOP');
    try {
      expect(await asked('/ready')).toEqual([503, { kind: 'storage-away' }]);
      expect(await asked('/health')).toEqual([200, { ok: true }]);
      const waits = asked(`/v1/fairs/${sample.fair.id}/closing`).catch(() => 'cut off');
      await server.stop('SIGTERM');
      await waits;
    } finally {
      for (const pid of frozen) process.kill(pid, 'SIGCONT');
    }
  },
  120_000,
);

async function processesOf(url: string, home: string): Promise<number[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ pid: number }>(
    'SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid()',
  );
  await client.end();
  const [first = ''] = (await readFile(join(home, 'data', 'postmaster.pid'), 'utf8')).split('\n');
  return [Number(first), ...rows.map(({ pid }) => pid)];
}
