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

function lineOf({ id, name, firstDay, lastDay, ...states }: ListedFair): string {
  const days = firstDay === lastDay ? firstDay : `${firstDay} – ${lastDay}`;
  const state = stateOf(states);
  return `${id}  ${days}  ${name.zh}${state && `  ${state}`}`;
}

function stateOf({
  closed,
  archived,
  emptied,
}: Pick<ListedFair, 'closed' | 'archived' | 'emptied'>): string {
  if (archived) return emptied ? '已归档 archived' : '归档中，正在清除个人数据 being archived';
  return closed ? '已结束 closed' : '';
}
