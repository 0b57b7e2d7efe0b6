/** A database that cannot be reached now, and one that will not let us in: what to say, and whether to wait. */

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/** Of the system, and PostgreSQL's classes: connection, insufficient resources, operator intervention. */
const AWAY =
  /^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|ENOENT|ENOTFOUND|EAI_AGAIN|08...|53...|57P0.)$/;

/** pg gives these no code. */
const AWAY_WORDS =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout)/;

export function isAway(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some((each) => isAway(each));
  return AWAY.test(codeOf(error)) || (error instanceof Error && AWAY_WORDS.test(error.message));
}

const refusals: Readonly<Record<string, string>> = {
  '28P01': '数据库不认这个口令。The database refuses this password.',
  '28000': '数据库不让这个账户进。The database does not let this role in.',
  '3D000': '没有这个数据库，请先建好。There is no such database: create it first.',
  '42501': '这个账户没有这项权利。This role may not do that.',
  '55P03':
    '别的连接正在用这些表，请过一会儿再试。Others are using these tables just now: try again in a while.',
};

/** In a sentence, with what PostgreSQL itself said; undefined for an error that is a bug. */
export function databaseTrouble(error: unknown): string | undefined {
  const said = error instanceof Error && error.message !== '' ? error.message : codeOf(error);
  if (isAway(error))
    return `连不上数据库：请检查地址、网络和它是否在运行。The database can’t be reached: check its address, the network, and whether it runs. ${said}`;
  const refused = refusals[codeOf(error)];
  return refused && `${refused} ${said}`;
}
