import { isAbsolute, join } from 'node:path';
import { BACKUPS } from '../storage/server-file.ts';
import { z } from 'zod';
import { say, type Words } from '../../shared/say.ts';
import { logLevels } from '../watching/log.ts';
import { placeOf } from '../watching/watching.ts';
import { proxyAddressSchema } from '../tls/proxies.ts';
import { serverPinSchema } from '../../shared/server-pins.ts';

/** What can be set for a server, in its settings file and as flags of the same names. */

/** A proxy may hold the server under a path of its own; nothing else belongs into its address. */
const addressSchema = z.url({ protocol: /^https?$/ }).refine((text) => {
  const url = URL.parse(text);
  return url !== null && url.search + url.hash + url.username === '';
});

/** Its flag or the file's own folder has made it absolute. */
const pathSchema = z.string().refine((path) => isAbsolute(path));

function isPlace(text: string): boolean {
  try {
    placeOf(text);
    return true;
  } catch {
    return false;
  }
}

export const settingsSchema = z.strictObject({
  data: pathSchema,
  host: z.string().regex(/^[\w.:-]{1,253}$/),
  port: z.int().min(0).max(65_535),
  fair: z.array(pathSchema),
  tls: z.enum(['own', 'off']).exactOptional(),
  certificate: pathSchema.exactOptional(),
  key: pathSchema.exactOptional(),
  without_tls: z.boolean().exactOptional(),
  proxy: z.array(proxyAddressSchema),
  upstream: addressSchema.exactOptional(),
  upstream_pin: z.array(serverPinSchema).exactOptional(),
  database_url_file: pathSchema.exactOptional(),
  database_listen_url_file: pathSchema.exactOptional(),
  backups: pathSchema.exactOptional(),
  log_folder: pathSchema.exactOptional(),
  log_level: z.enum(logLevels),
  log_days: z.int().min(1).max(3_650),
  archive_after_days: z.int().min(0).max(3_650),
  metrics: z.string().refine(isPlace).exactOptional(),
});
export type Settings = Readonly<z.infer<typeof settingsSchema>>;
export type SettingName = keyof Settings;

export const settingNames = settingsSchema.keyof().options;

/** Best on another disk than the data. */
export const backupsFolder = ({ data, backups }: Pick<Settings, 'data' | 'backups'>): string =>
  backups ?? join(data, BACKUPS);

/** Relative paths among these begin at the folder of the file that names them. */
export const paths: ReadonlySet<string> = new Set<SettingName>([
  'data',
  'fair',
  'certificate',
  'key',
  'database_url_file',
  'database_listen_url_file',
  'backups',
  'log_folder',
]);

/** What each must be, for somebody who wrote something else. */
export const expected: Readonly<Record<SettingName, Words>> = {
  data: say('文件夹的路径，加引号', 'the path of a folder, in quotes'),
  host: say('本机的一个地址，如 "127.0.0.1"', 'an address of this machine, such as "127.0.0.1"'),
  port: say('0 到 65535 的整数，不加引号', 'a whole number from 0 to 65535, without quotes'),
  fair: say(
    '招聘会文件的路径，如 ["fair.json"]',
    'the paths of fairs’ files, such as ["fair.json"]',
  ),
  tls: say('"own" 或 "off"', '"own" or "off"'),
  certificate: say('证书文件（PEM）的路径', 'the path of a certificate (PEM)'),
  key: say('私钥文件（PEM）的路径', 'the path of its private key (PEM)'),
  without_tls: say('true 或 false，不加引号', 'true or false, without quotes'),
  proxy: say(
    '代理的地址或网段，如 ["10.0.0.5", "10.0.1.0/24"]',
    'addresses or networks of proxies, such as ["10.0.0.5", "10.0.1.0/24"]',
  ),
  upstream: say(
    '上级服务器的地址，以 http:// 或 https:// 开头，没有问号和用户名',
    'the address of the server above, beginning with http:// or https://, without a query or a user',
  ),
  upstream_pin: say('指纹的列表，每个 43 个字符', 'a list of pins, of 43 characters each'),
  database_url_file: say(
    '文件的路径，里面只有 PostgreSQL 的地址',
    'the path of a file that holds PostgreSQL’s address and nothing else',
  ),
  database_listen_url_file: say(
    '文件的路径，里面是直接连 PostgreSQL 的地址',
    'the path of a file with an address that reaches PostgreSQL itself',
  ),
  backups: say('文件夹的路径，加引号', 'the path of a folder, in quotes'),
  log_folder: say('文件夹的路径，加引号', 'the path of a folder, in quotes'),
  log_level: say(
    `${logLevels.join('、')} 之一，加引号`,
    `one of ${logLevels.join(', ')}, in quotes`,
  ),
  log_days: say('1 到 3650 的整数，不加引号', 'a whole number from 1 to 3650, without quotes'),
  archive_after_days: say(
    '0 到 3650 的整数，不加引号',
    'a whole number from 0 to 3650, without quotes',
  ),
  metrics: say(
    '地址和端口，如 "127.0.0.1:9190"',
    'an address and a port, such as "127.0.0.1:9190"',
  ),
};
