import inspector from 'node:inspector';
import { stationFaultSentence } from '../station-faults.ts';
import { openWebDoor, type WebDoor } from '../browser-door/browser-door.ts';
import type { HubRun } from '../../../shared/hub-messages.ts';
import type { AtLength } from '../clock/at-length.ts';
import { mediaHere } from '../export/media.ts';
import type { StationDoor } from '../open/station-door.ts';
import { type Log, openLog } from './log.ts';
import { type FromStation, type Opening, type ToStation, toStation } from './messages.ts';
import { servePage } from './page-port.ts';
import { platformOver, type PlatformRequest } from './platform.ts';
import type { Port } from '../../../shared/process-port.ts';
import { stationPulse } from './pulse.ts';

/**
 * A station in a process of its own, opened and closed by the process that started it. Pages reach
 * it over their own ports, or through the browser's door in this process.
 */

export interface HostOptions {
  /** The process that started this one. */
  readonly parent: Port;
  readonly exit: (code: number) => void;
}

/** Returns this process's log. */
export function hostStation({ parent, exit }: HostOptions): Log {
  const log = openLog({ name: 'station', folder: () => folder, onFailing: logFailing });
  const post = (message: FromStation): void => parent.post(message);
  const requests = requestsOver(post);
  const pulse = stationPulse({
    say: (work) => post({ kind: 'here', work, debugged: inspector.url() !== undefined }),
  });
  let station: StationDoor | undefined;
  let door: WebDoor | undefined;
  let letGo = (): void => undefined;
  let onHubRun = (_run: HubRun): void => undefined;
  let ending = false;
  let folder: string | undefined;
  /** Why a log could not be written before there was a station to say so. */
  let failing: string | undefined;

  async function open({ opening, card, after }: Extract<ToStation, { kind: 'open' }>) {
    const { door: doorWanted, parts, savesFiles, ...options } = opening;
    ({ folder } = options);
    // Load them only now, so that a native module that fails to load also gets a sentence.
    const { openStationHere } = await import('../station-here.ts');
    const { hidSystem, loadNodeHid } = await import('../reader/hid-device.ts');
    const { saveFile, ...platform } = platformOver(requests.ask, parts, (listener) => {
      onHubRun = listener;
    });
    const listMedia = mediaHere(process.platform, options.folder);
    const opened = await openStationHere({
      ...options,
      ...platform,
      listMedia,
      ...(savesFiles && { saving: { listMedia, ...(saveFile && { saveElsewhere: saveFile }) } }),
      ...(card !== undefined && { card }),
      atLength: pulse.atLength,
      onCard: (text) => post({ kind: 'card', text }),
      onLost: () => exit(1),
      onTrouble: log,
      hid: hidSystem(loadNodeHid),
    });
    if (!opened.ok) {
      const sentence = stationFaultSentence(opened.fault, opening.folder);
      return post({ kind: 'not-opened', sentence });
    }
    const { fair } = opened.value;
    station = announcing(opened.value.door, pulse.atLength);
    station.onLeave(() => post({ kind: 'leave' }));
    if (failing !== undefined) logFailing(failing);
    if (after !== undefined) station.notify({ kind: 'station-restarted', why: after });
    door = doorWanted && (await openDoor(station, doorWanted));
    post({
      kind: 'opened',
      opened: { ...(fair && { fair }), ...(door && { door: { url: door.url, port: door.port } }) },
    });
  }

  async function close(): Promise<void> {
    if (ending) return;
    ending = true;
    letGo();
    await pulse.atLength('deed', async () => {
      await door?.close();
      await station?.close();
    });
    exit(0);
  }

  function failed(what: string): (error: unknown) => void {
    return (error) => {
      log(what, error);
      exit(1);
    };
  }

  function logFailing(reason: string): void {
    failing = station ? undefined : reason;
    station?.notify({ kind: 'log-failing', reason });
  }

  function obey(message: ToStation, ports: readonly Port[]): void {
    switch (message.kind) {
      case 'open':
        pulse
          .atLength('deed', () => open(message))
          .catch((error: unknown) => {
            log('open', error);
            post({ kind: 'not-opened', sentence: bugSentence(error) });
          });
        return;
      case 'page': {
        // One page at a time: the station knows whether somebody is there to see a scan.
        letGo();
        const [port] = ports;
        if (port && station) letGo = servePage(port, station);
        return;
      }
      case 'page-gone':
        return letGo();
      case 'log-failing':
        return logFailing(message.reason);
      case 'hub':
        return onHubRun(message.run);
      case 'answer':
        return requests.answered(message.number, message.value);
      case 'no-answer':
        return requests.refused(message.number);
      case 'are-you-there':
        return pulse.answer(station?.scanInHand());
      case 'close':
        close().catch(failed('close'));
    }
  }

  pulse.say();
  parent.onMessage((message, ports) => obey(toStation.parse(message), ports));
  // The process that started the station is gone, and nobody can close it any more.
  parent.onClose(() => void close().catch(failed('close')));
  return log;
}

/** What staff and organisers do here reads whole files and ledgers; a scan never takes that long. */
const atLengthRooms: ReadonlySet<string> = new Set([
  'accounts',
  'afterwards',
  'bulletin',
  'ending',
  'first',
  'hub',
  'keys',
  'machines',
  'newfair',
  'organiser',
  'people',
  'print',
  'prints',
  'revise',
  'saving',
  'season',
  'rehearsal',
  'setup',
  'staff',
]);
const isAtLength = (call: string): boolean => atLengthRooms.has(call.split('.', 1)[0] ?? '');

function announcing(door: StationDoor, atLength: AtLength): StationDoor {
  const { dispatch } = door;
  return {
    ...door,
    dispatch: (name, input) =>
      isAtLength(name) ? atLength('deed', () => dispatch(name, input)) : dispatch(name, input),
  };
}

/** The station's questions to the other process, each with its answer. */
function requestsOver(post: (message: FromStation) => void) {
  const asked = new Map<number, PromiseWithResolvers<unknown>>();
  let number = 0;
  const take = (answered: number): PromiseWithResolvers<unknown> | undefined => {
    const question = asked.get(answered);
    asked.delete(answered);
    return question;
  };
  return {
    ask: (request: PlatformRequest): Promise<unknown> => {
      const question = Promise.withResolvers<unknown>();
      number += 1;
      asked.set(number, question);
      post({ kind: 'ask', number, request });
      return question.promise;
    },
    answered: (question: number, value: unknown): void => take(question)?.resolve(value),
    refused: (question: number): void =>
      take(question)?.reject(new Error('the window could not do it')),
  };
}

function openDoor(
  station: StationDoor,
  { pageFolder, port, thisPort, key, session }: NonNullable<Opening['door']>,
): Promise<WebDoor> {
  const openAt = (at: number): Promise<WebDoor> =>
    openWebDoor({ station, pageFolder, port: at, secrets: { key, session } });
  // If another program holds the default port, use any other: the address is printed anyway.
  return thisPort ? openAt(port) : openAt(port).catch(() => openAt(0));
}

function bugSentence(error: unknown): string {
  const why = error instanceof Error ? error.message : String(error);
  return `站点没有打开：${why}\nThe station did not open: ${why}`;
}
