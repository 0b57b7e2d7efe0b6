import { join } from 'node:path';
import { say } from '../../shared/say.ts';
import packageJson from '../package.json' with { type: 'json' };
import { isBuilt } from '../organiser/page.ts';
import { type Check, look, well } from './check.ts';

export const versions: Check = {
  name: 'versions',
  about: say('版本', 'versions'),
  async run({ programFolder }) {
    const { version } = packageJson;
    const node = process.versions.node;
    const page = join(programFolder, 'dist', 'renderer');
    return [
      well(say(`春风 ${version}，Node ${node}。`, `Chunfeng ${version}, Node ${node}.`)),
      isBuilt(page)
        ? well(say('有主办方页面。', 'The organiser’s page is here.'))
        : look(
            say(
              `没有主办方页面，站点照常上报：请把构建好的 dist/renderer 放到 ${page}。`,
              `The organiser’s page is not here, and stations send all the same: put a built dist/renderer at ${page}.`,
            ),
          ),
    ];
  },
};
