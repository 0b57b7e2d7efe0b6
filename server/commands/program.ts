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
  },
  groups: {},
};
