import type { Work } from '../clock/at-length.ts';

/**
 * How long a station's process is brought back: at once after a crash, with growing pauses while it
 * keeps crashing, and no more once it will not stay up. One that no longer answers is killed, and that
 * counts as a crash. Silence is counted in ticks and not read off a clock: a machine that slept, a
 * stepped clock and a busy supervisor make a tick late, and a late tick restarts the count. Pure:
 * `supervisor.ts` carries it out.
 */

export type Life =
  | {
      readonly at: 'opening';
      /** No process has ever opened, so a refusal is for the person who started it. */
      readonly first: boolean;
      readonly crashes: readonly number[];
      readonly pulse: Pulse;
    }
  | { readonly at: 'up'; readonly crashes: readonly number[]; readonly pulse: Pulse }
  | { readonly at: 'away'; readonly crashes: readonly number[] }
  /** Killed, and not gone yet: it holds the data folder, so that no other can open it. */
  | { readonly at: 'dying'; readonly crashes: readonly number[]; readonly ticks: number }
  | { readonly at: 'closing'; readonly pulse: Pulse }
  | { readonly at: 'stopped' | 'closed' };

/** What a process last said of itself, and for how many ticks it has been silent. */
export interface Pulse {
  readonly work: 'start' | 'scans' | Work;
  /** A debugger may hold it for as long as it likes. */
  readonly debugged: boolean;
  readonly silent: number;
}

export type Happening =
  | { readonly kind: 'opened' | 'start' | 'close' }
  /** The process crashed, or could not open the station. */
  | { readonly kind: 'crashed' | 'refused'; readonly atMs: number }
  | { readonly kind: 'heard'; readonly work: Pulse['work']; readonly debugged: boolean }
  | { readonly kind: 'tick'; readonly lateMs: number };

export type Deed =
  | { readonly do: 'fork' | 'close' | 'kill' | 'nothing' }
  | { readonly do: 'wait'; readonly ms: number };

export const TICK_MS = 1_000;
const LATE_MS = 1_000;
/**
 * How many ticks of silence are a hang. A disk that wakes up takes some seconds; a process that starts
 * on a cold, slow machine says nothing for longer.
 */
const PATIENCE: Readonly<Record<Pulse['work'], number>> = {
  scans: 8,
  start: 60,
  deed: 120,
  ledger: 600,
};
/** Less than a closing window waits (`shell/way-out.ts`): a process left behind would hold the data folder. */
const CLOSING_PATIENCE = 3;
/** A killed process that is still there after this waits for a disk or a driver: only a restart helps. */
const LONGEST_DYING = 10;

const MOST_CRASHES = 5;
const WITHIN_MS = 60_000;
/** A hang takes its time before it is seen. */
const HANGS_WITHIN_MS = 600_000;
/** Before the first start after a crash, before the second, and so on. */
const PAUSES_MS = [0, 250, 500, 1_000];

/** Before the first start. */
export const born: Life = { at: 'away', crashes: [] };
const unheard: Pulse = { work: 'start', debugged: false, silent: 0 };

const nothing: Deed = { do: 'nothing' };

interface Next {
  readonly life: Life;
  readonly deed: Deed;
}

export function next(life: Life, happening: Happening): Next {
  switch (happening.kind) {
    case 'start':
      return onStart(life);
    case 'opened':
      return life.at === 'opening'
        ? same({ at: 'up', crashes: life.crashes, pulse: life.pulse })
        : same(life);
    case 'crashed':
      return onCrash(life, happening.atMs);
    case 'refused':
      return onRefusal(life, happening.atMs);
    case 'close':
      return onClose(life);
    case 'heard': {
      const { work, debugged } = happening;
      return 'pulse' in life ? same({ ...life, pulse: { work, debugged, silent: 0 } }) : same(life);
    }
    case 'tick':
      return onTick(life, happening.lateMs);
  }
}

const same = (life: Life): Next => ({ life, deed: nothing });

function onStart(life: Life): Next {
  switch (life.at) {
    case 'away':
      return {
        life: { at: 'opening', first: life === born, crashes: life.crashes, pulse: unheard },
        deed: { do: 'fork' },
      };
    case 'stopped':
      return {
        life: { at: 'opening', first: false, crashes: [], pulse: unheard },
        deed: { do: 'fork' },
      };
    case 'opening':
    case 'up':
    case 'dying':
    case 'closing':
    case 'closed':
      return same(life);
  }
}

function onCrash(life: Life, atMs: number): Next {
  switch (life.at) {
    case 'opening':
    case 'up':
    case 'dying': {
      const withinMs = life.at === 'dying' ? HANGS_WITHIN_MS : WITHIN_MS;
      const crashes = [...life.crashes.filter((before) => atMs - before < withinMs), atMs];
      if (crashes.length >= MOST_CRASHES) return same({ at: 'stopped' });
      const ms = PAUSES_MS[crashes.length - 1] ?? 0;
      return { life: { at: 'away', crashes }, deed: { do: 'wait', ms } };
    }
    case 'closing':
      return same({ at: 'closed' });
    case 'away':
    case 'stopped':
    case 'closed':
      return same(life);
  }
}

function onRefusal(life: Life, atMs: number): Next {
  // The last word of a process that is being killed: it is over once it has ended.
  if (life.at === 'dying') return same(life);
  return life.at === 'opening' && life.first ? same({ at: 'closed' }) : onCrash(life, atMs);
}

function onClose(life: Life): Next {
  switch (life.at) {
    case 'opening':
    case 'up':
      return { life: { at: 'closing', pulse: life.pulse }, deed: { do: 'close' } };
    case 'dying':
      return same({ at: 'closing', pulse: unheard });
    case 'away':
    case 'stopped':
      return same({ at: 'closed' });
    case 'closing':
    case 'closed':
      return same(life);
  }
}

function onTick(life: Life, lateMs: number): Next {
  if (life.at === 'dying') return same({ ...life, ticks: life.ticks + 1 });
  if (!('pulse' in life) || life.pulse.debugged) return same(life);
  const pulse = { ...life.pulse, silent: lateMs > LATE_MS ? 0 : life.pulse.silent + 1 };
  const closes = life.at === 'closing' && pulse.work === 'scans';
  if (pulse.silent < (closes ? CLOSING_PATIENCE : PATIENCE[pulse.work]))
    return same({ ...life, pulse });
  return {
    life: life.at === 'closing' ? { ...life, pulse } : dying(life.crashes),
    deed: { do: 'kill' },
  };
}

const dying = (crashes: readonly number[]): Life => ({ at: 'dying', crashes, ticks: 0 });

/** What a page may know of it. */
export type Link = 'up' | 'lost' | 'stopped';

export function linkOf(life: Life): Link {
  switch (life.at) {
    case 'up':
    case 'stopped':
      return life.at;
    case 'dying':
      return life.ticks < LONGEST_DYING ? 'lost' : 'stopped';
    case 'opening':
    case 'away':
    case 'closing':
    case 'closed':
      return 'lost';
  }
}
