import { type PeopleDelivery, peopleDelivery } from '../organiser/people-delivery.ts';
import { type EntranceLists, entranceLists } from '../people/entrance-lists.ts';
import type { ListsHere } from '../sync/lists-exchange.ts';
import type { StationGround } from './ground.ts';

/** Lists of registered people: an entrance takes them, an organiser's station gives them. */
export interface StationLists {
  readonly lists?: ListsHere;
  readonly delivery?: PeopleDelivery;
  /** Of an entrance alone. */
  readonly entrance?: EntranceLists;
}

export async function stationLists(ground: StationGround): Promise<StationLists> {
  const { options, station, signals, store } = ground;
  const { folder, fair, now, secrets } = options;
  /** The server is told, and asked, at once. */
  const tell = (): void => void signals.emit('condition');
  if (station.role === 'organiser') {
    const delivery = await peopleDelivery({ folder, fair, now, onSigned: tell });
    return { lists: delivery, delivery };
  }
  const { pseudonymKey } = secrets;
  if (station.role !== 'entrance' || !pseudonymKey) return {};
  const onTrouble = (error: unknown): void => ground.onDiskTrouble('people', error);
  const entrance = await entranceLists({
    folder,
    fair,
    pseudonymKey,
    store,
    onTrouble,
    onTaken: tell,
  });
  return { lists: entrance, entrance };
}
