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
  },
  groups: { fair: '招聘会 fairs' },
};
