import type { Program } from '../../shared/command.ts';
import packageJson from '../package.json' with { type: 'json' };

/** `npx chunfeng server …`, and all that a machine has which is only a server. */
export const program: Program = {
  name: 'chunfeng server',
  says: '春风服务器：中心服务器，或会场的中转 the central server, or a hall’s hub',
  version: packageJson.version,
  byDefault: 'serve',
  commands: {
    serve: {
      says: '运行服务器 runs the server',
      load: () => import('./serve.ts'),
    },
    migrate: {
      says: '建表、改表 makes and changes the tables',
      load: () => import('./migrate.ts'),
    },
    backup: {
      says: '备份数据库，不用停 copies the database while the server works',
      load: () => import('./backup.ts'),
    },
    restore: {
      says: '列出备份，恢复其中一份 lists the copies, and puts one back',
      load: () => import('./restore.ts'),
    },
    pin: {
      says: '服务器证书的指纹，写进招聘会 the pin of the server’s certificate, for the fair',
      load: () => import('./pin.ts'),
    },
    doctor: {
      says: '检查设置、数据库、磁盘、时钟和端口 looks at settings, database, disk, clock and port',
      load: () => import('./doctor.ts'),
    },
    'fair add': {
      says: '添加招聘会，或换上新版 adds fairs, or later revisions of them',
      load: () => import('./fair-add.ts'),
    },
    'fair list': {
      says: '列出服务器上的招聘会 lists the fairs of the server',
      load: () => import('./fair-list.ts'),
    },
    'fair close': {
      says: '保存期过后结束招聘会 ends a fair after its storage period',
      load: () => import('./fair-close.ts'),
    },
    'fair archive': {
      says: '归档，清除个人数据 puts a closed fair away, without what was kept of people',
      load: () => import('./fair-archive.ts'),
    },
    'fair remove': {
      says: '删除已归档的招聘会 removes an archived fair',
      load: () => import('./fair-remove.ts'),
    },
    'account add': {
      says: '添加账号：谁能打开主办方页面 adds an account: who may open the organiser’s page',
      load: () => import('./account-add.ts'),
    },
    'account list': {
      says: '账号，以及登录在几处 the accounts, and where they are signed in',
      load: () => import('./account-list.ts'),
    },
    'account password': {
      says: '换密码，已登录的都退出 sets a password, and ends the sessions',
      load: () => import('./account-password.ts'),
    },
    'account remove': {
      says: '删除账号，已登录的都退出 removes an account, and ends its sessions',
      load: () => import('./account-remove.ts'),
    },
    'account sign-out': {
      says: '让账号在各处退出 ends an account’s sessions',
      load: () => import('./account-sign-out.ts'),
    },
    'token add': {
      says: '给程序一个令牌，只显示一次 a token for a program, shown once',
      load: () => import('./token-add.ts'),
    },
    'token list': {
      says: '程序的令牌 the programs’ tokens',
      load: () => import('./token-list.ts'),
    },
    'token remove': {
      says: '删除令牌，立即失效 removes a token, which opens nothing any more',
      load: () => import('./token-remove.ts'),
    },
  },
  groups: {
    fair: '招聘会 fairs',
    account: '账号 accounts',
    token: '程序的令牌 programs’ tokens',
  },
};
