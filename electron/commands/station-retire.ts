import { Command } from '@commander-js/extra-typings';
import { ok } from '../../shared/result.ts';
import { stationOfFolder } from '../station/keys/enrolment.ts';
import { signedTimeSchema, type TimeFault } from '../../shared/signed-time.ts';
import { isOver } from '../station/keys/signed-time.ts';
import { resumeRetirement, retireHere } from '../station/ending/retire-here.ts';
import { readRetired } from '../station/store/retirement.ts';
import { refuse } from '../../shared/command.ts';
import { ending, says } from './command.ts';
import { jsonAt } from './json-file.ts';

const faults: Readonly<Record<Exclude<TimeFault['kind'], 'too-early'>, string>> = {
  'other-fair': '这是另一场招聘会的时间。This time belongs to another fair.',
  forged: '签名不对，什么都没有动。The signature is not the organiser’s: nothing was changed.',
};

/**
 * Destroys a station's keys and people's data, once the organiser has signed that the storage
 * period is over.
 */
export const command = new Command()
  .requiredOption('--time <file>', '主办方签署的时间 the time that the organiser signed')
  .requiredOption('--data <folder>', says.data)
  .option('--sure', '确认销毁 confirms the destruction', false)
  .action(
    ending(async ({ time: timeFile, data: folder, sure }) => {
      const before = await readRetired(folder);
      if (before?.done) {
        return refuse('这个站点已经销毁过了。This station is already retired.');
      }
      const time = signedTimeSchema.safeParse(await jsonAt(timeFile));
      if (!time.success) return refuse('这不是签署的时间。This is not a signed time.');
      const station = await stationOfFolder(folder);
      if (!before && !station) {
        return refuse(`这里没有登记站点。No station is enrolled here: ${folder}`);
      }
      // Once the keys are gone, nothing can verify the order again: just continue.
      const judged = before || !station ? ok(time.data.ms) : isOver(station.fair, time.data);
      if (!judged.ok) {
        return refuse(
          judged.fault.kind === 'too-early'
            ? `保存期到 ${judged.fault.keepUntil}，还没有过。Data is kept until ${judged.fault.keepUntil}, which has not passed.`
            : faults[judged.fault.kind],
        );
      }
      if (!sure) {
        return refuse(
          '将销毁本站点的钥匙、加密盒、称呼资料、预约名单和全部备份，找不回来；现场记录和数字保留。\n' +
            '确认已经导出或同步后，加上 --sure 再运行。\n' +
            'This destroys keys, boxes, profiles, registrations and all backups permanently; facts and figures stay.\n' +
            'After everything is exported or synced, run it again with --sure.',
        );
      }
      const retired = before
        ? await resumeRetirement(folder, before)
        : station && (await retireHere(folder, station, { time: time.data }, Date.now()));
      if (!retired?.ok) {
        return refuse(
          '春风正在使用这个文件夹，请先关闭它。Chunfeng is using this folder: close it first.',
        );
      }
      const { boxes, profiles, registrations } = retired.value.destroyed;
      return ok(
        `已销毁 Destroyed: 钥匙 keys, 加密盒 boxes ${boxes}, 称呼资料 profiles ${profiles}, 预约 registrations ${registrations}\n` +
          '在这个文件夹上打开春风，可以打印销毁证明。Open Chunfeng on this folder to print the certificate.',
      );
    }),
  );
