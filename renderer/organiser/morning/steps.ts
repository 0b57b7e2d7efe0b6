import type { HubView } from '../../../shared/contract/hub.ts';
import type { Delivery } from '../../../shared/contract/people-delivery.ts';
import type { PrintsMade } from '../../../shared/contract/prints.ts';
import type { Checklist } from '../../../shared/report/checklist.ts';
import type { SetUpPartName } from '../set-up/set-up-part.ts';

/** What is to be done before the doors open, the day before and in the morning, and where each of it is done. */

export type Place =
  | { readonly part: SetUpPartName }
  | { readonly page: 'stations' | 'live' }
  | { readonly keys: true };

type Listed = Checklist[number]['about'];
export type OwnStep = 'people' | 'cards' | 'blanks' | 'rehearsal' | 'keys' | 'hub' | 'entrances';

interface Standing {
  /** Null: it may be done, and nobody misses it. */
  readonly well: boolean | null;
  readonly place?: Place;
}
/** One of the checklist, or one that only an organiser's station has. */
export type MorningStep = Standing &
  (
    | { readonly step: Listed; readonly item: Checklist[number] }
    | { readonly step: OwnStep; readonly item?: never }
  );

export interface MorningSteps {
  readonly before: readonly MorningStep[];
  readonly morning: readonly MorningStep[];
}

export interface MorningState {
  readonly checklist: Checklist;
  readonly keysOpen: boolean;
  /** Each undefined where the station does not say. */
  readonly delivery: Delivery | undefined;
  readonly made: PrintsMade | undefined;
  readonly hub: HubView | undefined;
}

const places: Readonly<Record<Listed, Place | undefined>> = {
  real: undefined,
  days: { part: 'fair' },
  'keep-until': { part: 'fair' },
  employers: { part: 'employers' },
  gates: { page: 'stations' },
  'every-booth': { page: 'stations' },
  'booths-anywhere': { page: 'stations' },
  'no-booth-machine': { page: 'stations' },
  'organiser-pin': undefined,
  server: { page: 'stations' },
  encrypted: { part: 'fair' },
  'stations-heard': { page: 'stations' },
  equipment: { page: 'live' },
};

const inTheMorning: ReadonlySet<Listed> = new Set(['stations-heard', 'equipment']);

export function morningSteps(state: MorningState): MorningSteps {
  const { checklist, keysOpen } = state;
  const listed = checklist
    .filter(({ about, well }) => about !== 'server' || well || !hubIsUp(state))
    .map((item): MorningStep => {
      const place = places[item.about];
      return { step: item.about, well: item.well, item, ...(place && { place }) };
    });
  const isLater = ({ item }: MorningStep): boolean =>
    item !== undefined && inTheMorning.has(item.about);
  return {
    before: [...listed.filter((step) => !isLater(step)), ...beforeSteps(state)],
    morning: [
      { step: 'keys', well: keysOpen, ...(!keysOpen && { place: { keys: true } }) },
      ...hubSteps(state),
      ...listed.filter(isLater),
      ...entranceSteps(state),
    ],
  };
}

const hubIsUp = ({ hub }: MorningState): boolean => hub?.run.at === 'up';

function beforeSteps({ delivery, made }: MorningState): MorningStep[] {
  const unsent = delivery?.lists.some(({ signed }) => !signed) ?? false;
  return [
    ...(delivery && delivery.lists.length > 0
      ? [{ step: 'people', well: !unsent, place: { part: 'people' } } as const]
      : []),
    ...(made
      ? ([
          { step: 'cards', well: made.cards, place: { part: 'prints' } },
          { step: 'blanks', well: made.blanks || null, place: { part: 'prints' } },
        ] as const)
      : []),
    { step: 'rehearsal', well: null, place: { part: 'rehearsal' } },
  ];
}

function hubSteps({ hub, checklist }: MorningState): MorningStep[] {
  if (!hub?.canRun) return [];
  const hasServer = checklist.some(({ about, well }) => about === 'server' && well);
  const well = hub.run.at === 'up' || (!hub.on && hasServer ? null : false);
  return [{ step: 'hub', well, place: { page: 'stations' } }];
}

function entranceSteps({ delivery }: MorningState): MorningStep[] {
  if (!delivery || delivery.lists.length === 0) return [];
  const well = delivery.entrances.every(({ holds }) => holds === 'newest');
  return [{ step: 'entrances', well, place: { part: 'people' } }];
}
