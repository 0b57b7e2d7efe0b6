import { say, type Words } from '../../shared/say.ts';

/** Why PostgreSQL can't be used at the start, by the codes of the system and of PostgreSQL. */

const away = say(
  '连不上 PostgreSQL：请核对它是否在运行、地址和端口是否正确、防火墙是否放行',
  'PostgreSQL can’t be reached: check that it runs, its address and port, and the firewall',
);
const nameless = say(
  '找不到 PostgreSQL 的主机：请核对地址里的主机名',
  'PostgreSQL’s host can’t be found: check its name in the address',
);
const notLetIn = say(
  'PostgreSQL 不认这个用户名或密码：请核对地址，以及 pg_hba.conf',
  'PostgreSQL accepts neither this user nor this password: check the address, and pg_hba.conf',
);
const notTrusted = say(
  'PostgreSQL 的证书不可信：请在地址里写上 sslrootcert=它的证书机构文件',
  'PostgreSQL’s certificate is not trusted: name its authority in the address (sslrootcert=FILE)',
);

const byCode: Readonly<Record<string, Words>> = {
  ECONNREFUSED: away,
  ECONNRESET: away,
  ETIMEDOUT: away,
  EHOSTUNREACH: away,
  ENETUNREACH: away,
  EPIPE: away,
  ENOENT: away,
  ENOTFOUND: nameless,
  EAI_AGAIN: nameless,
  '28P01': notLetIn,
  '28000': notLetIn,
  '3D000': say(
    'PostgreSQL 里没有这个数据库：请先建好（createdb），或核对地址',
    'PostgreSQL has no such database: create it (createdb), or check the address',
  ),
  '42501': say(
    'PostgreSQL 的这个用户权限不够：见 docs/server/postgresql',
    'this user of PostgreSQL lacks rights: see docs/server/postgresql',
  ),
  '25006': say(
    'PostgreSQL 是只读的（备机？）：请换主库的地址',
    'PostgreSQL is read-only (a standby?): use the primary’s address',
  ),
  '53300': say(
    'PostgreSQL 的连接用完了：请调高 max_connections，或关掉别的程序',
    'PostgreSQL has no connection left: raise max_connections, or end other programs',
  ),
  '53100': say('PostgreSQL 的磁盘满了', 'PostgreSQL’s disk is full'),
  '57P01': away,
  '57P03': say(
    'PostgreSQL 还没有准备好：请稍后再试',
    'PostgreSQL is not ready yet: try again in a while',
  ),
  DEPTH_ZERO_SELF_SIGNED_CERT: notTrusted,
  SELF_SIGNED_CERT_IN_CHAIN: notTrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: notTrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: notTrusted,
  CERT_HAS_EXPIRED: notTrusted,
  ERR_TLS_CERT_ALTNAME_INVALID: notTrusted,
};

/** pg gives these no code. */
const byMessage: readonly (readonly [RegExp, Words])[] = [
  [/timeout (expired|exceeded)|Connection terminated|Query read timeout/i, away],
  [
    /does not support SSL/,
    say(
      'PostgreSQL 没有开 TLS：请打开它的 ssl，或在本机上从地址里去掉 sslmode',
      'PostgreSQL has no TLS: turn its ssl on, or, on the same machine, leave sslmode out of the address',
    ),
  ],
  [/password must be a string|SASL/, notLetIn],
];

/** Undefined for an error that is a bug. The code goes along, and never the address: it holds a password. */
export function databaseTrouble(error: unknown): Words | undefined {
  if (error instanceof AggregateError) {
    return error.errors.map(databaseTrouble).find((words) => words !== undefined);
  }
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error ? String(error.code) : '';
  const words = byCode[code] ?? byMessage.find(([pattern]) => pattern.test(error.message))?.[1];
  if (!words) return undefined;
  const mark = code === '' ? '' : `（${code}）`;
  return say(`${words.zh}${mark}。`, `${words.en}${code === '' ? '' : ` (${code})`}.`);
}
