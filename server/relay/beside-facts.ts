import { fairsListed } from '../fairs/listed.ts';
import type { Storage } from '../storage/homes.ts';
import { destroyedOver } from './destroyed.ts';
import { closingsFromAbove } from './hear-closing.ts';
import { listsOver } from './people-lists.ts';
import type { Progress } from './progress.ts';
import { hasOrdersAfter } from './waiting.ts';

/** What goes between a hub and the server above beside facts: the end of a fair, lists, reports of destruction. */

type Asking = Parameters<typeof listsOver>[0] &
  Parameters<typeof destroyedOver>[0] &
  Parameters<typeof closingsFromAbove>[0] & { readonly storage: Storage };

export function besideFacts(asking: Asking) {
  const { db } = asking.storage;
  const lists = listsOver(asking);
  const destroyedUp = destroyedOver(asking);
  const hearClosings = closingsFromAbove(asking);
  return {
    listsDown: lists.down,
    /** `carriers`: fairs of which the server above takes any branch. */
    async round(carriers: ReadonlySet<string>, progress: Progress): Promise<void> {
      // Closing forgets orders here: they go up first, as long as any branch may carry them.
      await hearClosings(
        async (fair) =>
          !carriers.has(fair) || !(await hasOrdersAfter(asking.storage, fair, progress)),
      );
      for (const { id } of await fairsListed(db, { since: '' })) {
        await lists.up(id);
      }
      await destroyedUp();
    },
  };
}
