import { access, constants } from 'node:fs/promises';
import { say } from '../../shared/say.ts';
import { type Check, mend, well } from './check.ts';

export const fairFiles: Check = {
  name: 'fairs',
  about: say('招聘会文件', 'fairs’ files'),
  async run({ settings: { fair } }) {
    const all = await Promise.all(
      fair.map(async (file) => {
        const isReadable = await access(file, constants.R_OK).then(
          () => true,
          () => false,
        );
        if (isReadable) return well(say(`${file} 读得到。`, `${file} can be read.`));
        return mend(
          say(
            `读不到 ${file}：请核对路径，并让 chunfeng 账户能读。`,
            `${file} can’t be read: check its path, and let the account chunfeng read it.`,
          ),
        );
      }),
    );
    return all;
  },
};
