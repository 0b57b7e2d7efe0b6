import { typedBy } from './us-layout.ts';

/**
 * Distinguishes a scanner that types from a person who types, by timing alone. Pure: takes the state and
 * the time of each key press, and returns the next state.
 */

/** Mean time between presses. A keyboard endpoint polls every 8 ms, so a scanner takes 8 to 32. */
const LONGEST_MEAN_MS = 30;
/** A gap this long ends a burst. */
const FLUSH_MS = 100;
/** Shorter than any code that we know, longer than rolling fingers produce. */
const SHORTEST_SCAN = 6;
/** Two presses this close are not a person's. A space bar must wait this long to find out. */
const CLOSE_MS = 35;

export interface Press {
  readonly code: string;
  readonly shift: boolean;
  /** Control, Alt or Meta is down: a command, not text. */
  readonly command: boolean;
  /** Held down: no scanner does that. */
  readonly repeat: boolean;
  readonly at: number;
}

export interface Burst {
  readonly text: string;
  /** Presses including shift keys: a scanner that sends shift separately takes twice as long. */
  readonly presses: number;
  readonly first: number;
  readonly last: number;
}
export const noBurst: Burst = { text: '', presses: 0, first: 0, last: 0 };

export type Caught =
  | { readonly kind: 'scan'; readonly text: string }
  /** A person's keys, for the focused element. */
  | { readonly kind: 'typed'; readonly text: string };

export interface Step {
  readonly burst: Burst;
  readonly caught: readonly Caught[];
  /** This press belongs to a scan: the page must not act on it. */
  readonly swallow: boolean;
}

export function press(before: Burst, key: Press): Step {
  const { burst, caught } = silence(before, key.at);
  const keep = (burst: Burst, more: readonly Caught[], swallow: boolean): Step => ({
    burst,
    caught: [...caught, ...more],
    swallow,
  });

  if (key.repeat || key.command) return keep(noBurst, asTyped(burst), false);
  if (key.code === 'ShiftLeft' || key.code === 'ShiftRight') {
    return keep(burst.presses === 0 ? burst : add(burst, '', key.at), [], false);
  }
  if (key.code === 'Enter' || key.code === 'NumpadEnter' || key.code === 'Tab') {
    const scan = isScan(burst);
    return keep(noBurst, scan ? [{ kind: 'scan', text: burst.text }] : asTyped(burst), scan);
  }
  const character = typedBy(key.code, key.shift);
  if (character === undefined) return keep(burst, [], false);
  const close = burst.presses > 0 && key.at - burst.last <= CLOSE_MS;
  return keep(add(burst, character, key.at), [], close);
}

/** Nothing was pressed until now: ends a burst whose time is over. */
export function silence(burst: Burst, now: number): Omit<Step, 'swallow'> {
  if (burst.presses === 0 || now - burst.last < FLUSH_MS) return { burst, caught: [] };
  return {
    burst: noBurst,
    caught: isScan(burst) ? [{ kind: 'scan', text: burst.text }] : asTyped(burst),
  };
}

export function flushDue(burst: Burst): number | undefined {
  return burst.presses === 0 ? undefined : burst.last + FLUSH_MS;
}

function add(burst: Burst, text: string, at: number): Burst {
  return {
    text: burst.text + text,
    presses: burst.presses + 1,
    first: burst.presses === 0 ? at : burst.first,
    last: at,
  };
}

function isScan({ text, presses, first, last }: Burst): boolean {
  return text.length >= SHORTEST_SCAN && last - first <= LONGEST_MEAN_MS * (presses - 1);
}

function asTyped({ text }: Burst): Caught[] {
  return text === '' ? [] : [{ kind: 'typed', text }];
}
