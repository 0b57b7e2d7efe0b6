import { access, constants, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { say } from '../../shared/say.ts';
import { type Check, type Finding, mend, type Patient, well } from './check.ts';

export const dataFolder: Check = {
  name: 'data',
  about: say('数据文件夹', 'data folder'),
  async run(patient) {
    const { data, database_url_file: url } = patient.settings;
    const found = await stat(data).catch(() => undefined);
    if (!found) {
      if (url !== undefined) return [];
      return [
        well(
          say(
            `${data} 还没有，第一次启动时会建。`,
            `${data} is not there yet: the first start makes it.`,
          ),
        ),
      ];
    }
    if (!found.isDirectory()) {
      return [
        mend(
          say(
            `${data} 不是文件夹：请改设置 data。`,
            `${data} is no folder: change the setting data.`,
          ),
        ),
      ];
    }
    const findings = [...(await usable(patient)), ...(await privacy(patient))];
    const whole = say(
      `${data} 可以写，别的账户读不到。`,
      `${data} can be written, and no other account can read it.`,
    );
    return findings.length === 0 ? [well(whole)] : findings;
  },
};

async function usable({ settings: { data } }: Patient): Promise<readonly Finding[]> {
  const rights = constants.R_OK | constants.W_OK | constants.X_OK;
  return access(data, rights).then(
    () => [],
    () => [
      mend(
        say(
          `这个账户写不了 ${data}：请用 chown 把它交给运行服务器的账户，或让磁盘可以写。`,
          `This account can’t write ${data}: give it to the account that runs the server with chown, or make the disk writable.`,
        ),
      ),
    ],
  );
}

async function privacy({ settings: { data }, account }: Patient): Promise<readonly Finding[]> {
  if (account === undefined) return [];
  const files = await readdir(data).catch(() => []);
  const paths = [data, ...files.map((file) => join(data, file))];
  const findings: Finding[] = [];
  for (const path of paths) {
    const found = await stat(path).catch(() => undefined);
    if (!found) continue;
    if (account !== 0 && found.uid !== account) {
      const zh = `${path} 归别的账户（${found.uid}）：请执行 chown -R chunfeng: ${data}`;
      findings.push(
        mend(
          say(
            zh,
            `${path} belongs to another account (${found.uid}): run chown -R chunfeng: ${data}`,
          ),
        ),
      );
    }
    if ((found.mode & 0o077) !== 0) {
      const mode = found.isDirectory() ? '700' : '600';
      findings.push(
        mend(
          say(
            `别的账户能读 ${path}：请执行 chmod ${mode} ${path}`,
            `Other accounts can read ${path}: run chmod ${mode} ${path}`,
          ),
        ),
      );
    }
  }
  return findings;
}
