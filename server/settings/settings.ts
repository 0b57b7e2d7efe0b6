import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { say, type Words } from '../../shared/say.ts';
import { logLevels } from '../watching/log.ts';
import { placeOf } from '../watching/watching.ts';

/** What a server can be told, in its settings file and as flags of the same names. */

/** A path of its own would be dropped, because each call's path begins at the root. */
const originSchema = z.url({ protocol: /^https?$/ }).refine((text) => {
  const url = URL.parse(text);
  return url !== null && url.href === `${url.origin}/`;
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
  upstream: originSchema.exactOptional(),
  database_url_file: pathSchema.exactOptional(),
  log_folder: pathSchema.exactOptional(),
  log_level: z.enum(logLevels),
  log_days: z.int().min(1).max(3_650),
  metrics: z.string().refine(isPlace).exactOptional(),
});
export type Settings = Readonly<z.infer<typeof settingsSchema>>;
export type SettingName = keyof Settings;

export const settingNames = settingsSchema.keyof().options;

/** Relative paths among these begin at the folder of the file that names them. */
export const paths: ReadonlySet<string> = new Set<SettingName>([
  'data',
  'fair',
  'database_url_file',
  'log_folder',
]);

/** What each must be, for whoever wrote something else. */
export const expected: Readonly<Record<SettingName, Words>> = {
  data: say('文件夹的路径，加引号', 'the path of a folder, in quotes'),
  host: say('本机的一个地址，如 "127.0.0.1"', 'an address of this machine, such as "127.0.0.1"'),
  port: say('0 到 65535 的整数，不加引号', 'a whole number from 0 to 65535, without quotes'),
  fair: say(
    '招聘会文件的路径，如 ["fair.json"]',
    'the paths of fairs’ files, such as ["fair.json"]',
  ),
  upstream: say(
    '上级服务器的地址，以 http:// 或 https:// 开头，主机名和端口之后没有别的（不支持子路径）',
    'the address of the server above, http:// or https://, with nothing after host and port (a path is not supported)',
  ),
  database_url_file: say(
    '文件的路径，里面只有 PostgreSQL 的地址',
    'the path of a file that holds PostgreSQL’s address and nothing else',
  ),
  log_folder: say('文件夹的路径，加引号', 'the path of a folder, in quotes'),
  log_level: say(
    `${logLevels.join('、')} 之一，加引号`,
    `one of ${logLevels.join(', ')}, in quotes`,
  ),
  log_days: say('1 到 3650 的整数，不加引号', 'a whole number from 1 to 3650, without quotes'),
  metrics: say(
    '地址和端口，如 "127.0.0.1:9190"',
    'an address and a port, such as "127.0.0.1:9190"',
  ),
};
