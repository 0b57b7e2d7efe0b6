import { Option } from '@commander-js/extra-typings';

/** Options that every command has that reads the server's settings. */

/** The package's own `chunfeng` names its file in the environment. */
export const settingsOption = new Option(
  '--settings <file>',
  '设置文件（TOML）；选项优先 the settings file (TOML); options win over it',
).env('CHUNFENG_SETTINGS');

export const dataOption = new Option(
  '--data <folder>',
  'SQLite 的文件夹，默认 data/server the folder of SQLite',
);

export const databaseOption = new Option(
  '--database-url-file <file>',
  '文件里是 PostgreSQL 的地址，权限 0600 a file of mode 0600 with PostgreSQL’s address',
);

export const listenOption = new Option(
  '--database-listen-url-file <file>',
  '文件里是直接连 PostgreSQL 的地址，前面有 pgbouncer 时用 a file of mode 0600 with an address that reaches PostgreSQL itself, behind pgbouncer',
);

export const rootOption = new Option(
  '--as-root',
  '允许以 root 运行（仅供试用） lets root run it, to try it',
);
