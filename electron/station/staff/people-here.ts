import type { Handlers } from '../../../shared/contract/dispatch.ts';
import type { Notice } from '../../../shared/contract/station.ts';
import type { Fair } from '../../../shared/fair.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { ListMedia } from '../export/media.ts';
import type { EntranceLists } from '../people/entrance-lists.ts';
import { peopleOfLists, type ReadPeopleFile } from '../people/people-file.ts';
import { peopleOnSticks } from '../people/people-on-sticks.ts';
import type { AuditDeed } from '../store/audit.ts';
import { storageFault } from '../store/storage-fault.ts';
import type { Store } from '../store/store.ts';

/** Staff see which lists of registered people their entrance holds, and take others in from a stick. */

interface Options {
  readonly fair: Pick<Fair, 'id' | 'signingKey'>;
  readonly admits: (key: string) => boolean;
  /** Absent where this is no entrance. */
  readonly entrance: EntranceLists | undefined;
  readonly listMedia: ListMedia;
  readonly store: Pick<Store, 'people'>;
  readonly moment: (ms: number) => Notice['at'];
  readonly note: (deed: AuditDeed) => void;
  readonly onTrouble: (error: unknown) => void;
}

type Calls = Pick<Handlers, 'staff.people' | 'staff.peopleFiles' | 'staff.takePeople'>;

const staffOnly = fail({ kind: 'staff-only' });

export function peopleHereCalls(options: Options): Calls {
  const { fair, admits, entrance, store, moment, note, onTrouble } = options;
  const sticks = peopleOnSticks(options.listMedia, fair);
  const number = (): number => entrance?.number() ?? 0;

  function isOf(other: number): 'fresh' | 'held' | 'older' {
    if (other === number()) return 'held';
    return other > number() ? 'fresh' : 'older';
  }

  return {
    'staff.people': ({ key }) => {
      if (!admits(key)) return staffOnly;
      if (!entrance) return ok(null);
      const held = entrance.held();
      const atServer = entrance.atServer();
      return ok({
        held: held
          ? { signed: moment(held.number), lists: held.lists.length, people: peopleOfLists(held) }
          : null,
        people: store.people.countRegistrations(),
        newest: atServer === undefined ? 'unknown' : atServer > number() ? 'older' : 'held',
      });
    },
    'staff.peopleFiles': async ({ key }) => {
      if (!admits(key)) return staffOnly;
      const there = await sticks.look();
      return ok({
        sticks: there.sticks,
        files: there.files.map(({ id, stick, name, seen }) => {
          const where = { id, stick, name };
          if (!seen.ok) return { is: seen.fault.kind, ...where };
          const { lists, people } = seen.value;
          const signed = moment(seen.value.number);
          return { is: isOf(seen.value.number), ...where, signed, lists, people };
        }),
      });
    },
    'staff.takePeople': async ({ key, id }) => {
      if (!admits(key)) return staffOnly;
      const file = await sticks.read(id);
      if (!file.ok) return file;
      const taken = await takenFrom(file.value);
      if (!taken.ok) return taken;
      const people = peopleOfLists(file.value.lists);
      note({ did: 'people-file-taken', people });
      return ok({ people });
    },
  };

  async function takenFrom(file: ReadPeopleFile) {
    if (!entrance) return fail({ kind: 'gone' as const });
    try {
      return await entrance.takeFile(file);
    } catch (error) {
      const fault = storageFault(error);
      if (!fault) throw error;
      onTrouble(error);
      return fail({ kind: fault });
    }
  }
}
