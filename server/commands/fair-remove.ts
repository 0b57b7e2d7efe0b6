import { ok } from '../../shared/result.ts';
import { refuse } from '../../shared/command.ts';
import { removeFair } from '../fairs/keeping.ts';
import { atHome, keepingWords, ofOneFair } from './at-home.ts';
import { ending } from './terminal.ts';

/** Removes an archived fair with its figures, for good. */
export const command = ofOneFair()
  .requiredOption(
    '--for-good',
    '确认连同统计数字一起删除，不能恢复 confirms that its figures go, too, and cannot come back',
  )
  .action(
    ending((id, options) =>
      atHome(options, async (storage) => {
        const removed = await removeFair(storage, id);
        if (!removed.ok) return refuse(keepingWords[removed.fault.kind]);
        return ok(`${id}：已删除 removed.`);
      }),
    ),
  );
