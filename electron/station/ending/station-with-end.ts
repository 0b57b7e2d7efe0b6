import { dayAndTime } from '../../../shared/calendar.ts';
import type { CallOutput } from '../../../shared/contract/calls.ts';
import { dispatcher, type Handlers } from '../../../shared/contract/dispatch.ts';
import { diskFault } from '../../../shared/disk-fault.ts';
import type { Fair } from '../../../shared/fair.ts';
import { isMoreHeld } from '../../../shared/given-up.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { type Clock, realClock, type Timers } from '../clock/timers.ts';
import { movedServer } from '../hub/address-code.ts';
import type { HubDoor } from '../hub/hub-door.ts';
import { hubLeft } from '../hub/hub-left.ts';
import { stationOfFolder } from '../keys/enrolment.ts';
import { randomness } from '../keys/randomness.ts';
import { reopeningDoor } from '../open/reopening-door.ts';
import type { StationDoor } from '../open/station-door.ts';
import type { DoorOptions } from '../open/station-options.ts';
import { ownFactsIn } from '../store/stored.ts';
import { type Retired, readRetired, reportReceived } from '../store/retirement.ts';
import { restoreAsOrdered } from '../store/restoring.ts';
import { networkTo } from '../sync/network.ts';
import { serverTarget } from '../sync/server-target.ts';
import { type ClosingOrder, closingOrder, keepClosing } from './closing-order.ts';
import { watchClosing } from './closing-watch.ts';
import { type Ending, endingHere } from './ending-here.ts';
import { putAway } from './put-away.ts';
import { resumeRetirement, retireHere } from './retire-here.ts';
import { retiredDoor } from './retired-door.ts';
import { type Telling, tellDestroyed } from './tell-destroyed.ts';

/**
 * What is done to a folder before its station opens, and what may be done to it later: keys and people's
 * data are destroyed there, or a backup takes the ledger's place. Then the station opens again behind the
 * same door.
 */

export interface WithEndOptions extends DoorOptions {
  readonly clock?: Clock;
  readonly card?: string;
  readonly onCard?: (card: string) => void;
  /** The hall's hub that may run here, on the folder that is destroyed. */
  readonly hubDoor?: HubDoor;
  /** There is no station any more: the owner of the process ends it. */
  readonly onLost?: () => void;
}

interface Here {
  readonly door: StationDoor;
}
type InUse = { readonly kind: 'folder-in-use' };

export async function openWithEnd<
  O extends WithEndOptions,
  H extends Here,
  F extends { readonly kind: string },
>(
  options: O,
  openInner: (options: O) => Promise<Result<H, F>>,
): Promise<Result<Here | H, F | InUse>> {
  const { folder, onTrouble } = options;
  /** What opened the station before opens it again: nobody has left. */
  let { card } = options;
  const onCard = (text: string): void => {
    card = text;
    options.onCard?.(text);
  };

  async function open(): Promise<Result<Here | H, F | InUse>> {
    const retired = await retiredFirst(options, () => reopening?.again());
    if (retired) return retired;
    const { now } = options.clock ?? realClock;
    const restored = await restoreAsOrdered(folder, now());
    if (restored && !restored.ok) onTrouble('restore', restored.fault.kind);
    const facts = restored?.ok ? restored.value.backup.facts : undefined;
    const ending = await endingHere(folder, () => reopening?.again(), facts);
    const opened = await openInner({
      ...options,
      ...(card !== undefined && { card }),
      onCard,
      ending,
    });
    if (!opened.ok) return opened;
    return ok({ ...opened.value, door: await withEnding(opened.value.door, ending, options) });
  }

  const first = await open();
  if (!first.ok) return first;
  const reopening = reopeningDoor(first.value.door, {
    async open() {
      const next = await open();
      if (!next.ok) throw new Error('the station did not open again');
      return next.value.door;
    },
    onLost(error) {
      onTrouble('open again', error);
      options.onLost?.();
    },
  });
  return ok({ ...first.value, door: reopening.door });
}

/** Finishes what was begun, and does what was ordered; then nothing else opens here. */
async function retiredFirst(
  options: WithEndOptions,
  openAgain: () => void,
): Promise<Result<Here, InUse> | undefined> {
  const { folder } = options;
  const { now } = options.clock ?? realClock;
  const done = await retiredHere(options, now);
  if (!done?.ok) return done;
  const random = randomness();
  const { timers } = options.clock ?? realClock;
  const door = retiredDoor({
    ...options,
    timers,
    telling: tellingHere(options, done.value, timers),
    certificate: done.value.certificate,
    reuse: () => putAwayHere(folder, done.value, openAgain),
    newId: () => Buffer.from(random(8)).toString('hex'),
  });
  return ok({ door });
}

/** Undefined where the machine was locked when it was destroyed: nobody could sign. */
function tellingHere(
  { folder, proxyOf, onTrouble }: WithEndOptions,
  { report }: Retired,
  timers: Timers,
): Telling | undefined {
  if (!report) return undefined;
  if (report.told) return { at: () => 'received', close: () => undefined };
  const { server, pins } = report.to;
  return tellDestroyed({
    said: report.said,
    timers,
    reach: async () => ({
      server,
      fetch: await networkTo({ server, pins: () => pins, ...(proxyOf && { proxyOf }) }),
    }),
    onReceived: () => reportReceived(folder),
    onTrouble: (error) => onTrouble('report', error),
  });
}

async function putAwayHere(
  folder: string,
  retired: Retired,
  openAgain: () => void,
): Promise<CallOutput<'ending.reuse'>> {
  try {
    const past = await putAway(folder, retired);
    if (!past.ok) return past;
  } catch (error) {
    const fault = diskFault(error);
    if (!fault) throw error;
    return fail(fault);
  }
  openAgain();
  return ok({});
}

async function retiredHere(
  { folder, hubDoor, onTrouble }: WithEndOptions,
  now: () => number,
): Promise<Result<Retired, InUse> | undefined> {
  const stopHub = () => hubDoor?.stop().catch((error: unknown) => onTrouble('hub', error));
  const begun = await readRetired(folder);
  if (begun?.done) return ok(begun);
  if (begun) {
    await stopHub();
    return resumeRetirement(folder, begun);
  }
  const station = await stationOfFolder(folder);
  if (!station) return undefined;
  const order = await closingOrder(folder, station.fair);
  if (!order?.destroy) return undefined;
  if (hasWrittenSince(folder, station.slot, order)) {
    await keepClosing(folder, order.time, { destroy: false });
    return undefined;
  }
  await stopHub();
  return retireHere(folder, station, order, now());
}

/** Somebody was served between the order and the end of the station: that is sent first. */
const hasWrittenSince = (folder: string, slot: number, { parting }: ClosingOrder): boolean =>
  parting !== undefined && ownFactsIn(folder, slot) !== parting.own;

async function withEnding(
  door: StationDoor,
  ending: Ending,
  options: WithEndOptions,
): Promise<StationDoor> {
  const { folder, onTrouble } = options;
  const station = await stationOfFolder(folder);
  if (!station) return door;
  const watch = await watchHere(station, ending, options);
  const own = dispatcher(endingCalls(folder, station, ending), onTrouble);
  return {
    ...door,
    dispatch: (name, input) =>
      name.startsWith('ending.') ? own(name, input) : door.dispatch(name, input),
    async close() {
      watch?.close();
      await door.close();
    },
  };
}

/** What a page may ask before the station is open: nobody needs a key to destroy one. */
function endingCalls(
  folder: string,
  {
    fair: { utcOffsetMinutes },
    slot,
  }: { readonly fair: Pick<Fair, 'utcOffsetMinutes'>; readonly slot: number },
  ending: Ending,
): Partial<Handlers> {
  return {
    'ending.state': async () => {
      const time = ending.signed();
      if (!time) return { signed: null, facts: null, holds: null, hub: false };
      return {
        signed: dayAndTime(time.ms, utcOffsetMinutes),
        facts: ownFactsIn(folder, slot) ?? null,
        holds: ending.open()?.holds() ?? null,
        hub: await hubLeft(folder),
      };
    },
    'ending.destroy': async () => {
      if (!ending.signed()) return fail({ kind: 'not-ended' });
      if (ending.open()) return fail({ kind: 'not-here' });
      if (await hubLeft(folder)) return fail({ kind: 'has-hub' });
      await ending.destroy();
      return ok({});
    },
    'ending.destroyHolding': async ({ key, ...seen }) => {
      const here = ending.open();
      if (!here?.admits(key)) return fail({ kind: 'staff-only' });
      const time = ending.signed();
      if (!time) return fail({ kind: 'not-ended' });
      const holds = here.holds();
      if (!holds || isMoreHeld(holds, seen)) return fail({ kind: 'changed' });
      await ending.destroy(here.parting(time, holds.facts));
      return ok({});
    },
  };
}

async function watchHere(
  { fair, ...enrolled }: NonNullable<Awaited<ReturnType<typeof stationOfFolder>>>,
  ending: Ending,
  options: WithEndOptions,
): Promise<{ close(): void } | undefined> {
  const { folder, clock, onTrouble, proxyOf } = options;
  if (ending.signed()) return undefined;
  const moved = await movedServer(folder, fair);
  return watchClosing({
    fair: fair.id,
    async reach() {
      const target = serverTarget({
        hub: () => undefined,
        given: options.server,
        moved: () => moved.current(),
        enrolled,
        newest: () => fair,
      });
      return (
        target && {
          server: target.server,
          fetch: await networkTo({ ...target, ...(proxyOf && { proxyOf }) }),
        }
      );
    },
    timers: (clock ?? realClock).timers,
    onTime: (time) => ending.keep(time),
    onTrouble: (error) => onTrouble('closing', error),
  });
}
