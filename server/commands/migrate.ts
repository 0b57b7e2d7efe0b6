import { type Outcome, refuse } from '../../shared/command.ts';
import { ok } from '../../shared/result.ts';
import { distributeAll, tablesOnCitus } from '../storage/distributing.ts';
import {
  type ForMigration,
  postgresForMigration,
  sqliteForMigration,
} from '../storage/for-migration.ts';
import { grantTo } from '../storage/grants.ts';
import { migrate, planOf } from '../storage/migrating.ts';
import { distributionWords, refusalOf } from '../storage/storage-words.ts';
import { databaseTrouble } from '../storage/database-trouble.ts';
import { databaseUrl } from '../settings/open-home.ts';
import { homeCommand, type HomeFlags, homeSettings } from './at-home.ts';
import { ending } from './terminal.ts';

/**
 * Makes and changes the tables, as a role that may; the server itself then needs a role with data rights
 * alone: `--database-url-file` names its database; without one, it is the SQLite file of a folder.
 */
export const command = homeCommand()
  .option('--dry-run', '只说会做什么，不改动 says what it would do, and changes nothing', false)
  .option('--for-role <name>', '让这个账户能读写数据 lets this role read and write rows')
  .option(
    '--distribute',
    '在 Citus 上把表分布到各节点 on Citus: spreads tables over its nodes',
    false,
  )
  .action(ending(run));

interface Options extends HomeFlags {
  readonly dryRun: boolean;
  readonly forRole?: string | undefined;
  readonly distribute: boolean;
}

async function run(options: Options): Promise<Outcome> {
  const settings = await homeSettings(options);
  if (!settings.ok) return settings;
  const address = await databaseUrl(settings.value);
  if (!address.ok) return address;
  const url = address.value;
  if (url === undefined && (options.forRole !== undefined || options.distribute)) {
    return refuse(
      '--for-role 和 --distribute 只用于 PostgreSQL。--for-role and --distribute are for PostgreSQL.',
    );
  }
  const home = url === undefined ? openFolder(settings.value.data) : ok(postgresForMigration(url));
  if (!home.ok) return home;
  try {
    return await (options.dryRun ? rehearse(home.value) : change(home.value, options));
  } catch (error) {
    const trouble = databaseTrouble(error);
    if (trouble === undefined) throw error;
    return refuse(`${trouble.zh}\n${trouble.en}`);
  } finally {
    await home.value.close();
  }
}

function openFolder(folder: string) {
  const opened = sqliteForMigration(folder);
  if (opened.ok) return opened;
  const { fault } = opened;
  if (fault.kind === 'no-database') {
    return refuse(
      `这里还没有数据库，服务器第一次启动时会自己建。No database is here yet: the server makes it at its first start. ${folder}`,
    );
  }
  return refuse(refusalOf(fault));
}

async function rehearse({ db }: ForMigration): Promise<Outcome> {
  const plan = await planOf(db);
  if (!plan.ok) return refuse(refusalOf(plan.fault));
  const { found, wanted, statements } = plan.value;
  if (found === wanted) return ok(upToDate(found));
  return ok(
    `会从 ${found} 升到 ${wanted}，已试过一遍并撤回。It would go from ${found} to ${wanted}; all of it was tried, and taken back.\n\n` +
      statements.map((statement) => `${statement.replace(/\s+/g, ' ')};`).join('\n'),
  );
}

const upToDate = (version: number): string =>
  `表已是这个版本的（${version}）。The tables are of this version (${version}).`;

async function change({ db }: ForMigration, options: Options): Promise<Outcome> {
  const fault = await migrate(db);
  if (fault) return refuse(refusalOf(fault));
  const { version } = await db
    .selectFrom('schema_version')
    .select('version')
    .executeTakeFirstOrThrow();
  const said = [upToDate(version)];
  if (options.distribute) said.push(...(await distributeAll(db)));
  const { forRole } = options;
  if (forRole !== undefined) {
    if (!(await grantTo(db, forRole))) {
      return refuse(`数据库没有这个账户。The database has no such role: ${forRole}`);
    }
    said.push(
      `${forRole} 可以读写数据，不能改表。${forRole} may read and write rows, and change no table.`,
    );
  }
  const tables = await tablesOnCitus(db);
  const trouble = tables && distributionWords(tables);
  if (trouble !== undefined) said.push(trouble);
  return ok(said.join('\n'));
}
