import { Command, Option } from '@commander-js/extra-typings';
import { ok } from '../../shared/result.ts';
import type { Words } from '../../shared/say.ts';
import { type Owner, inventory } from '../station/ending/inventory.ts';
import { fairOfFolder } from '../station/keys/enrolment.ts';
import { hasLedger } from '../station/store/stored.ts';
import { readRetired } from '../station/store/retirement.ts';
import { refuse } from '../../shared/command.ts';
import { ending, says } from './command.ts';
import { dataFolder } from './places.ts';

/** Describes what a data folder stores, and until when. */
export const command = new Command()
  .addOption(new Option('--data <folder>', says.data).default(dataFolder('sample'), 'data/sample'))
  .action(
    ending(async ({ data: folder }) => {
      const fair = await fairOfFolder(folder);
      const retired = await readRetired(folder);
      if (!hasLedger(folder) && !fair) {
        return refuse(`这里没有春风的数据。No Chunfeng data here: ${folder}`);
      }
      const owner: Owner = fair ? { is: 'fair', fair } : { is: retired ? 'retired' : 'sample' };
      const whose = fair
        ? `${fair.name.zh} ${fair.name.en}`
        : retired
          ? `已经结束的招聘会 a fair that has ended: ${retired.fair}`
          : '样例招聘会 a sample fair';
      const lines = (await inventory(folder, owner)).map(
        ({ what, about, until }) =>
          `${said(what)}\n  ${about.zh}${until ? said(until) : ''}\n  ${about.en}\n`,
      );
      const end = retired
        ? [
            `已于 ${new Date(retired.ms).toISOString()}（主办方签署）销毁。Retired by the organiser’s signed time.`,
          ]
        : [];
      return ok([`${folder}\n${whose}\n`, ...lines, ...end].join('\n'));
    }),
  );

const said = ({ zh, en }: Words): string => `${zh} ${en}`;
