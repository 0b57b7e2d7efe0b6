import { readFile } from 'node:fs/promises';
import { ok } from '../../shared/result.ts';
import { refuse } from '../../shared/command.ts';
import { jsonOf } from '../../shared/json.ts';
import { signedTimeSchema } from '../../shared/signed-time.ts';
import { closeFair } from '../fairs/closing.ts';
import { fairById } from '../fairs/fairs.ts';
import { atHome, keepingWords, ofOneFair } from './at-home.ts';
import { ending } from './terminal.ts';

const faults = {
  'other-fair': '这个时间是为另一个招聘会签的。This time was signed for another fair.',
  forged: '这个时间不是主办方签的。The organiser did not sign this time.',
  'too-early':
    '保存期还没过：请主办方过后再签一次时间。The storage period is not over: the organiser signs the time again afterwards.',
} as const;

/** Ends a fair by the organiser's signed time, where it did not come over the network. */
export const command = ofOneFair()
  .requiredOption(
    '--time <file>',
    '主办方签的时间，由 fair time 写出 the organiser’s signed time, which `fair time` writes',
  )
  .action(
    ending((id, options) =>
      atHome(options, async (storage) => {
        const text = await readFile(options.time, 'utf8');
        const time = signedTimeSchema.safeParse(jsonOf(text));
        if (!time.success) {
          return refuse('这不是签过名的时间文件。This is not a signed time.');
        }
        const kept = await fairById(storage, id);
        if (!kept) return refuse(keepingWords['no-such-fair']);
        const closed = await closeFair(storage, kept, time.data, Date.now());
        if (!closed.ok) return refuse(faults[closed.fault.kind]);
        return ok(`${kept.fair.name.zh} ${id}：已结束 closed.`);
      }),
    ),
  );
