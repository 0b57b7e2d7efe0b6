import { type Dispatch, dispatcher, type Handlers } from '../../../shared/contract/dispatch.ts';
import { type Fair, headsOffered } from '../../../shared/fair.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { ListMedia } from '../export/media.ts';
import type { SavedFiles } from '../export/saved-files.ts';
import type { StationPrinting } from '../print/printing.ts';
import type { PageCamera } from '../reader/page-camera.ts';
import type { PageKeyboard } from '../reader/page-keyboard.ts';
import type { ReaderSet } from '../reader/reader-set.ts';
import { peopleHereCalls } from '../staff/people-here.ts';
import { revisionHereCalls } from '../staff/revision-here.ts';
import { staffCalls } from '../staff/staff-panel.ts';
import type { staffDoor } from '../staff/staff-pin.ts';
import { saving } from '../store/saving.ts';
import { factsForStick } from '../sync/facts-on-a-stick.ts';
import type { StationGround } from './ground.ts';
import { pinDoor } from './station-files.ts';
import type { StationHealth } from './health.ts';
import type { ServerLink } from './server-link.ts';
import type { StationLists } from './station-lists.ts';
import { type RoleSwitch, rolesFor } from './role-switch.ts';
import type { SimulatedThings } from './station-options.ts';

/** The parts of an open station. */
export interface StationParts extends StationGround {
  readonly printer: StationPrinting;
  readonly readers: ReaderSet;
  readonly camera: PageCamera;
  readonly keyboard: PageKeyboard;
  readonly roles: RoleSwitch;
  readonly health: StationHealth;
  readonly link: ServerLink;
  readonly staff: ReturnType<typeof staffDoor>;
  readonly files: SavedFiles;
  readonly lists: StationLists;
  readonly listMedia: ListMedia;
  /** The door's listener. */
  readonly doorway: { readonly onLeave: () => void };
}

/** Answers a page's calls; calls of a role go to the current duty. */
export function stationDispatch(parts: StationParts): Dispatch {
  const { roles, signals, page } = parts;
  const current = () =>
    dispatcher({ ...stationCalls(parts), ...roles.duty().handlers }, parts.onDiskTrouble);
  let dispatch = current();
  signals.on('duty', () => {
    dispatch = current();
    page.emit({ name: 'role', payload: {} });
  });
  return (name, input) => dispatch(name, input);
}

type StationCalls = Pick<
  Handlers,
  | 'station.hello'
  | 'station.alive'
  | 'station.passWithoutCode'
  | 'station.battery'
  | 'station.online'
  | 'station.keyboard'
  | 'arrival.wedge'
>;

type CameraCalls = Pick<Handlers, 'arrival.camera' | 'station.camera' | 'staff.camera'>;

/** The calls that a page makes in any role. */
function stationCalls(parts: StationParts): Partial<Handlers> {
  const fair = parts.revisions.inForce();
  const {
    station,
    store,
    page,
    printer,
    readers,
    roles,
    health,
    link,
    staff,
    files,
    notify,
    signals,
  } = parts;
  const calls: StationCalls = {
    'station.hello': async () => {
      await roles.duty().reset();
      staff.shut();
      files.forget();
      page.arrived();
      return {
        state: 'open',
        fair: {
          kind: fair.kind ?? 'recruitment',
          name: fair.name,
          organiser: fair.organiser,
          place: fair.place,
          employers: fair.booths.length,
          ...headsOffered(fair),
          sample: fair.sample,
        },
        fromFirst: parts.options.fromFirst ?? false,
        station: { slot: station.slot, name: station.name, role: roles.role() },
        lane: store.settings.lane(),
        readers: readers.states(),
        camera: store.settings.camera(),
        live: parts.live(),
        printing: printer.offer(),
      };
    },
    'station.alive': async ({ held }) => {
      if (held !== undefined && (await roles.duty().heldByPage?.(held))) {
        notify({ kind: 'entrance-freed' });
      }
      return {};
    },
    'station.passWithoutCode': () => {
      notify({ kind: 'pass-without-code' });
      signals.emit('condition');
      return {};
    },
    'station.battery': ({ battery }) => {
      health.setBattery(battery ?? undefined);
      return {};
    },
    'station.online': () => {
      link.poke();
      return {};
    },
    'station.keyboard': () => {
      parts.keyboard.typed();
      return {};
    },
    'arrival.wedge': ({ text }) => {
      parts.keyboard.read(text);
      return {};
    },
  };
  return {
    ...calls,
    ...files.calls,
    ...printer.calls,
    ...panelCalls(parts, fair),
    ...peopleCalls(parts, fair),
    ...revisionCalls(parts, fair),
    ...cameraCalls(parts),
    ...sampleCalls(parts.options.sample),
  };
}

function cameraCalls({ camera, staff, store }: StationParts): CameraCalls {
  return {
    'arrival.camera': ({ text }) => {
      camera.read(text);
      return {};
    },
    'station.camera': (report) => {
      camera.report(report);
      return {};
    },
    'staff.camera': ({ key, setting }) => {
      if (!staff.admits(key)) return fail({ kind: 'staff-only' });
      store.settings.setCamera(setting);
      return ok(setting);
    },
  };
}

/** The oldest fairs have none, and their stations keep their roles. */
const hasPin = ({ options: { secrets, fair } }: StationParts): boolean =>
  (secrets.pins ?? fair).organiserPin !== undefined;

function panelCalls(parts: StationParts, fair: Fair) {
  const { options, station, store, page, printer, readers, roles } = parts;
  const { now, folder, version } = options;
  return staffCalls({
    fair,
    station,
    store,
    door: parts.staff,
    organiserDoor: hasPin(parts) ? pinDoor(parts, 'organiser') : undefined,
    folder,
    version,
    now,
    moment: parts.moment,
    readers: () => readers.health(),
    printer,
    onPrinting: () => page.emit({ name: 'printing', payload: { offer: printer.offer() } }),
    leave: options.canLeave ? () => parts.doorway.onLeave() : undefined,
    role: roles.role,
    roles: rolesFor(station.slot, fair, options.secrets),
    setRole: (role) => roles.switchTo(role),
    sync: () => parts.link.line(),
    async handOverFacts(name, onSaved) {
      const { passSeed } = options.secrets;
      const signed = await parts.options.signedFair?.();
      const bytes = await factsForStick({ fair, slot: station.slot, passSeed, store, signed });
      return parts.files.handOver(name, bytes, onSaved);
    },
    onTrouble: (error) => parts.onLedgerTrouble('staff', error),
  });
}

function peopleCalls(parts: StationParts, fair: Fair) {
  const { staff, lists, store } = parts;
  const onTrouble = (error: unknown): void => parts.onLedgerTrouble('people', error);
  return peopleHereCalls({
    ...parts,
    fair,
    admits: (key) => staff.admits(key),
    entrance: lists.entrance,
    note: (deed) => void saving(onTrouble, () => store.audit.note(deed)),
    onTrouble,
  });
}

function revisionCalls(parts: StationParts, fair: Fair) {
  const { staff, store } = parts;
  const onTrouble = (error: unknown): void => parts.onLedgerTrouble('revision', error);
  return revisionHereCalls({
    ...parts,
    fair,
    admits: (key) => staff.admits(key),
    note: (deed) => void saving(onTrouble, () => store.audit.note(deed)),
  });
}

function sampleCalls(
  sample: SimulatedThings | undefined,
): Pick<Handlers, 'sample.things' | 'sample.present'> {
  return {
    'sample.things': () => sample?.list ?? [],
    'sample.present': ({ id }) => sample?.present(id) ?? fail({ kind: 'not-a-sample' }),
  };
}
