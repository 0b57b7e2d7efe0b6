import { deeds } from '../deeds.ts';
import type { FactKind } from '../facts.ts';
import { say, type Words } from '../say.ts';

/** Names for kinds of facts. A visit without a pass has its own name. */
export const factWords: Readonly<Record<FactKind | 'walk-in', Words>> = {
  ...deeds,
  'walk-in': say('无证来访', 'Walk-in'),
};
