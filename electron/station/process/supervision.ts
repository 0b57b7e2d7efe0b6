/**
 * How long a station's process is brought back: at once after a crash, with growing pauses while it
 * keeps crashing, and no more once it will not stay up. Pure: `supervisor.ts` carries it out.
 */

export type Life =
  | {
      readonly at: 'opening';
      /** No process has ever opened, so a refusal is for the person who started it. */
      readonly first: boolean;
      readonly crashes: readonly number[];
    }
  | { readonly at: 'up' | 'away'; readonly crashes: readonly number[] }
  | { readonly at: 'stopped' | 'closing' | 'closed' };

export type Happening =
  | { readonly kind: 'opened' | 'start' | 'close' }
  /** The process crashed, or could not open the station. */
  | { readonly kind: 'crashed' | 'refused'; readonly atMs: number };

export type Deed =
  | { readonly do: 'fork' | 'close' | 'nothing' }
  | { readonly do: 'wait'; readonly ms: number };

const MOST_CRASHES = 5;
const WITHIN_MS = 60_000;
/** Before the first start after a crash, before the second, and so on. */
const PAUSES_MS = [0, 250, 500, 1_000];

/** Before the first start. */
export const born: Life = { at: 'away', crashes: [] };

const nothing: Deed = { do: 'nothing' };

export function next(life: Life, happening: Happening): { life: Life; deed: Deed } {
  switch (happening.kind) {
    case 'start':
      return onStart(life);
    case 'opened':
      return life.at === 'opening'
        ? { life: { at: 'up', crashes: life.crashes }, deed: nothing }
        : same(life);
    case 'crashed':
      return onCrash(life, happening.atMs);
    case 'refused':
      return life.at === 'opening' && life.first
        ? { life: { at: 'closed' }, deed: nothing }
        : onCrash(life, happening.atMs);
    case 'close':
      return onClose(life);
  }
}

const same = (life: Life): { life: Life; deed: Deed } => ({ life, deed: nothing });

function onStart(life: Life): { life: Life; deed: Deed } {
  switch (life.at) {
    case 'away':
      return {
        life: { at: 'opening', first: life === born, crashes: life.crashes },
        deed: { do: 'fork' },
      };
    case 'stopped':
      return { life: { at: 'opening', first: false, crashes: [] }, deed: { do: 'fork' } };
    case 'opening':
    case 'up':
    case 'closing':
    case 'closed':
      return same(life);
  }
}

function onCrash(life: Life, atMs: number): { life: Life; deed: Deed } {
  switch (life.at) {
    case 'opening':
    case 'up': {
      const crashes = [...life.crashes.filter((before) => atMs - before < WITHIN_MS), atMs];
      if (crashes.length >= MOST_CRASHES) return { life: { at: 'stopped' }, deed: nothing };
      const ms = PAUSES_MS[crashes.length - 1] ?? 0;
      return { life: { at: 'away', crashes }, deed: { do: 'wait', ms } };
    }
    case 'closing':
      return { life: { at: 'closed' }, deed: nothing };
    case 'away':
    case 'stopped':
    case 'closed':
      return same(life);
  }
}

function onClose(life: Life): { life: Life; deed: Deed } {
  switch (life.at) {
    case 'opening':
    case 'up':
      return { life: { at: 'closing' }, deed: { do: 'close' } };
    case 'away':
    case 'stopped':
      return { life: { at: 'closed' }, deed: nothing };
    case 'closing':
    case 'closed':
      return same(life);
  }
}

/** What a page may be told of it. */
export type Link = 'up' | 'lost' | 'stopped';

export function linkOf({ at }: Life): Link {
  return at === 'up' || at === 'stopped' ? at : 'lost';
}
