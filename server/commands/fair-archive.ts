import { ok } from '../../shared/result.ts';
import { refuse } from '../../shared/command.ts';
import { archiveFair } from '../fairs/keeping.ts';
import { atHome, keepingWords, ofOneFair } from './at-home.ts';
import { ending } from './terminal.ts';

/** Puts a closed fair away: what was kept of people goes, figures and bulletins stay. */
export const command = ofOneFair().action(
  ending((id, options) =>
    atHome(options, async (storage) => {
      const archived = await archiveFair(storage, id, Date.now());
      if (!archived.ok) return refuse(keepingWords[archived.fault.kind]);
      return ok(
        `${id}：已归档，个人数据已清除，统计数字和通报保留。Archived: what was kept of people is gone, figures and bulletins stay.`,
      );
    }),
  ),
);
