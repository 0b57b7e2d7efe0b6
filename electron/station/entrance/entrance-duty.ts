import type { FaceEvent } from '../../../shared/contract/arrival.ts';
import type { Fair } from '../../../shared/fair.ts';
import { hallMap } from '../../../shared/hall-map.ts';
import type { Duty } from '../role/duty.ts';
import { blankReader } from '../keys/blank-passes.ts';
import { type EntranceSecrets, entranceKeyring } from '../keys/keyring.ts';
import { passReader } from '../keys/pass-reader.ts';
import type { StationPrinting } from '../print/printing.ts';
import { saving } from '../store/saving.ts';
import type { Store } from '../store/store.ts';
import { holderOf } from './bind.ts';
import { pastOf } from './past.ts';
import { openEntrance } from './entrance.ts';
import { recommendations } from './recommend.ts';

export interface EntranceDutyOptions {
  readonly fair: Fair;
  readonly revoked: () => readonly number[];
  readonly slot: number;
  readonly secrets: EntranceSecrets;
  readonly store: Store;
  readonly printer: StationPrinting;
  readonly now: () => number;
  readonly today: () => string;
  /** Returns that many random bytes, in hex. */
  readonly random: (length: number) => string;
  readonly show: (event: FaceEvent) => void;
  readonly onCheckedIn: () => void;
  readonly onTrouble: (error: unknown) => void;
  /** The person has left, and the page that knew them will be replaced. */
  readonly onLeft: () => void;
}

/** An entrance's duty: check-in, pass, posts, and the person's own data. */
export async function entranceDuty(options: EntranceDutyOptions): Promise<Duty> {
  const { fair, slot, store, printer, now, today, random } = options;
  const entrance = openEntrance({
    fair,
    slot,
    keyring: await entranceKeyring(fair, options.secrets),
    readPass: passReader(fair, options.revoked),
    readBlank: blankReader(fair),
    holderOf: (blank) => holderOf({ store }, blank),
    pastOf: (pseudonym) => pastOf({ store }, pseudonym),
    store,
    people: store.people,
    now,
    lane: store.settings.lane,
    erase: async (...pseudonyms) => {
      await store.erase(...pseudonyms);
      saving(options.onTrouble, () => store.audit.note({ did: 'person-erased' }));
    },
    isErased: store.isErased,
    ordersOn: store.ordersOn,
    recommend: recommendations(fair, (booth) =>
      store.ledger.tally(today(), 'visits', `booth:${booth}`),
    ),
    print: (ticket) => printer.print(ticket),
    newId: () => random(8),
    newPseudonym: () => random(16),
    show: options.show,
    onCheckedIn: options.onCheckedIn,
    onTrouble: options.onTrouble,
  });
  return {
    take: (scan) => entrance.take(scan),
    reset: () => entrance.reset(),
    someoneHere: entrance.someoneHere,
    heldByPage: entrance.heldByPage,
    // Without a page, a scan would check somebody in without showing it to them.
    waitsForPage: true,
    handlers: {
      'arrival.keypad': entrance.keypad,
      'arrival.nameless': entrance.nameless,
      'arrival.consent': entrance.consent,
      'arrival.attend': async (input) => {
        await entrance.attend(input);
        return {};
      },
      'arrival.agreeGroups': entrance.agreeGroups,
      'arrival.answer': entrance.answer,
      'arrival.posts': entrance.posts,
      'arrival.print': entrance.print,
      'arrival.printPage': () => printer.printPage(),
      'arrival.unbind': entrance.unbind,
      'arrival.myDay': entrance.myDay,
      'arrival.withdraw': entrance.withdraw,
      'arrival.erase': entrance.erase,
      'arrival.leave': async (input) => {
        await entrance.leave(input);
        options.onLeft();
        return {};
      },
      'fair.hall': () => {
        const { zones, spots, ...size } = hallMap(fair.booths);
        return { ...size, zones: [...zones], spots: [...spots] };
      },
    },
  };
}
