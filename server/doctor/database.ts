import { existsSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import pg from 'pg';
import { z } from 'zod';
import { say } from '../../shared/say.ts';
import { databaseTrouble } from '../storage/database-trouble.ts';
import { databaseUrl } from '../settings/open-home.ts';
import { tablesOnCitus } from '../storage/distributing.ts';
import { postgresForMigration } from '../storage/for-migration.ts';
import { urlsOf } from '../storage/hosts.ts';
import { SERVER_FILE } from '../storage/server-file.ts';
import { distributionWords } from '../storage/storage-words.ts';
import { type Check, type Finding, look, mend, type Patient, well } from './check.ts';
import { clockFinding } from './clock.ts';

export const database: Check = {
  name: 'database',
  about: say('数据库', 'database'),
  async run(patient) {
    const url = await databaseUrl(patient.settings);
    if (!url.ok) {
      const [zh = '', en = zh] = url.fault.sentence.split('\n');
      return [mend(say(zh, en))];
    }
    return url.value === undefined ? sqlite(patient.settings.data) : postgres(url.value, patient);
  },
};

/** Only read: what is damaged is left for the server's start to set aside and to recover. */
function sqlite(folder: string): readonly Finding[] {
  const file = join(folder, SERVER_FILE);
  if (!existsSync(file)) {
    return [well(say('SQLite，第一次启动时会建。', 'SQLite; the first start makes it.'))];
  }
  try {
    const opened = new SqliteDatabase(file, { readonly: true, fileMustExist: true });
    try {
      const verdict = opened.pragma('quick_check(1)', { simple: true });
      if (verdict === 'ok') return [well(say(`SQLite 完好：${file}`, `SQLite is whole: ${file}`))];
    } finally {
      opened.close();
    }
  } catch (error) {
    if (!(error instanceof SqliteDatabase.SqliteError)) throw error;
    if (!/^SQLITE_(CORRUPT|NOTADB)/.test(error.code)) {
      return [
        mend(
          say(
            `打不开 ${file}（${error.code}）：请核对它归谁、谁能读。`,
            `${file} can’t be opened (${error.code}): check whose it is and who may read it.`,
          ),
        ),
      ];
    }
  }
  return [
    mend(
      say(
        `${file} 损坏：别删，重新启动服务器，它会放到一边并抢救；或从备份恢复。`,
        `${file} is damaged: do not delete it. Restart the server, which sets it aside and recovers what it can, or restore a backup.`,
      ),
    ),
  ];
}

const PATIENCE_MS = 5_000;
const factsSchema = z.tuple([
  z.object({
    version: z.string(),
    now: z.date(),
    user: z.string(),
    readonly: z.boolean(),
    superuser: z.boolean(),
    encrypted: z.boolean().nullable(),
    tables: z.boolean(),
    reads: z.boolean().nullable(),
    writes: z.boolean().nullable(),
  }),
]);
const ASKED = `SELECT split_part(version(), ' ', 2) AS version, clock_timestamp() AS now, current_user AS user,
  pg_is_in_recovery() AS readonly, coalesce(current_setting('is_superuser')::boolean, false) AS superuser,
  (SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()) AS encrypted,
  to_regclass('fact') IS NOT NULL AS tables,
  CASE WHEN to_regclass('fact') IS NOT NULL THEN has_table_privilege('fact', 'SELECT') END AS reads,
  CASE WHEN to_regclass('fact') IS NOT NULL THEN has_table_privilege('fact', 'INSERT, UPDATE, DELETE') END AS writes`;

async function postgres(url: string, { now }: Patient): Promise<readonly Finding[]> {
  const client = new pg.Client({
    connectionString: urlsOf(url)[0],
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const asked = await client.query(ASKED);
    const [facts] = factsSchema.parse(asked.rows);
    const before = now() - facts.now.getTime();
    return [
      ...postgresFindings(facts),
      ...(facts.tables ? await spreadFindings(url) : []),
      clockFinding(before, say('PostgreSQL', 'PostgreSQL')),
    ];
  } catch (error) {
    const words = databaseTrouble(error);
    if (!words) throw error;
    return [mend(words)];
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** On Citus: whether the tables are spread over its nodes. */
async function spreadFindings(url: string): Promise<readonly Finding[]> {
  const { db, close } = postgresForMigration(url);
  try {
    const tables = await tablesOnCitus(db);
    if (!tables) return [];
    const [zh, en] = distributionWords(tables)?.split('\n') ?? [];
    if (zh !== undefined && en !== undefined) return [mend(say(zh, en))];
    return [well(say('Citus：表已分布到各节点。', 'Citus: the tables are spread over its nodes.'))];
  } finally {
    await close();
  }
}

type PostgresFacts = z.infer<typeof factsSchema>[0];

export function postgresFindings(facts: PostgresFacts): readonly Finding[] {
  const { version, user, readonly, superuser, encrypted, tables, reads, writes } = facts;
  const findings: Finding[] = [];
  if (readonly) {
    const zh = 'PostgreSQL 是备机，只读：请在地址里写主库。';
    findings.push(mend(say(zh, 'PostgreSQL is a standby and read-only: name the primary.')));
  }
  if (superuser) {
    const zh = `用户 ${user} 是 PostgreSQL 的超级用户：请给服务器一个只能读写自己表的用户。`;
    findings.push(
      look(
        say(
          zh,
          `${user} is a superuser of PostgreSQL: give the server one with rights on its tables alone.`,
        ),
      ),
    );
  }
  if (tables && !(reads && writes)) {
    const zh = `用户 ${user} 不能读写这些表：请 GRANT SELECT, INSERT, UPDATE, DELETE。`;
    findings.push(
      mend(
        say(zh, `${user} can’t read and write the tables: GRANT SELECT, INSERT, UPDATE, DELETE.`),
      ),
    );
  }
  if (!tables) {
    const zh = '还没有建表：第一次启动时会建（要 CREATE 权限）。';
    findings.push(
      look(say(zh, 'There are no tables yet: the first start makes them, with CREATE.')),
    );
  }
  const transport = encrypted ? say('，走 TLS', ', over TLS') : say('，没有 TLS', ', without TLS');
  const reached = `PostgreSQL ${version}`;
  return [
    well(
      say(`${reached}，用户 ${user}${transport.zh}。`, `${reached}, as ${user}${transport.en}.`),
    ),
    ...findings,
  ];
}
