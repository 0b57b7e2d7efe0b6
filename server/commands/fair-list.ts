import { ok } from '../../shared/result.ts';
import { fairsListed, LISTED_AT_ONCE, type ListedFair } from '../fairs/listed.ts';
import { atHome, homeCommand } from './at-home.ts';
import { ending, terminal } from './terminal.ts';

/** Lists all fairs of a server, one a line. */
export const command = homeCommand().action(
  ending((options) =>
    atHome(options, async ({ db }) => {
      let after = '';
      for (;;) {
        const listed = await fairsListed(db, { after });
        for (const fair of listed) terminal.say(lineOf(fair));
        after = listed.at(-1)?.id ?? '';
        if (listed.length < LISTED_AT_ONCE) break;
      }
      return ok('');
    }),
  ),
);

function lineOf({ id, name, firstDay, lastDay, closed, archived }: ListedFair): string {
  const days = firstDay === lastDay ? firstDay : `${firstDay} – ${lastDay}`;
  const state = archived ? '已归档 archived' : closed ? '已结束 closed' : '';
  return `${id}  ${days}  ${name.zh}${state && `  ${state}`}`;
}
