/**
 * Decides, as a pure function, when a page has crashed or hung and what brings it back. It counts
 * ticks instead of reading a clock: after the machine slept or this process was busy, one overdue
 * tick comes, and not all of them.
 */

export const TICK_MS = 1_000;
/** The page reports every 2 s that it has painted; killed after 8 s, it is back within 10 s. */
const SILENT_TICKS = 8;
/** The last report is overdue. */
const LATE_TICKS = 3;
/** A page that loads for the first time on a cold, slow machine gets more time. */
const FIRST_LOAD_TICKS = 12;
const LONGEST_LOAD_TICKS = 60;
/** A page that was healthy for a minute starts again with no falls counted. */
const HEALTHY_TICKS = 60;
/** How long a kill may take. */
const DYING_TICKS = 2;
/** After the machine slept, the page has this much more time. */
const WAKING_TICKS = 4;
/** Every third fall in a row, the window is replaced and not only its page. */
const FALLS_IN_A_WINDOW = 3;

/** Pauses after pages that never painted. Nobody waits longer than this for a page that can paint. */
const PAUSES_MS = [0, 0, 250] as const;
const LONGEST_PAUSE_MS = 500;
/** A page that never paints must not keep a weak machine busy all day. */
const HOPELESS_LOADS = 20;
const HOPELESS_PAUSE_MS = 5_000;

export interface PageHealth {
  readonly at: 'closed' | 'loading' | 'well' | 'dying' | 'away';
  readonly paused: boolean;
  /** Since the page last reported, or since this state began. */
  readonly ticks: number;
  readonly healthyTicks: number;
  /** Crashes and hangs in a row. */
  readonly falls: number;
  /** Loads in a row that ended before the page painted, and those of them that ended in silence. */
  readonly unpainted: number;
  readonly silentLoads: number;
  /** Whether the page painted since it was loaded. */
  readonly painted: boolean;
  /** The longest that a page took to paint here. */
  readonly slowestLoad: number | undefined;
}

export const newPage: PageHealth = {
  at: 'closed',
  paused: false,
  ticks: 0,
  healthyTicks: 0,
  falls: 0,
  unpainted: 0,
  silentLoads: 0,
  painted: false,
  slowestLoad: undefined,
};

export type Happening =
  | { readonly is: 'opened' | 'tick' | 'beat' | 'unresponsive' | 'rested' | 'slept' | 'woke' }
  /** The page is gone; its window may be gone too. */
  | { readonly is: 'fell'; readonly how: string; readonly windowGone?: boolean };

export type Deed =
  | { readonly do: 'load' }
  | { readonly do: 'kill' }
  | { readonly do: 'note'; readonly what: string }
  /** Show that the page comes back, wait, and say `rested`. */
  | { readonly do: 'rest'; readonly inNewWindow: boolean; readonly ms: number };

export interface Next {
  readonly health: PageHealth;
  readonly deeds: readonly Deed[];
}

export function pageHealth(health: PageHealth, happening: Happening): Next {
  switch (happening.is) {
    case 'opened':
      return health.at === 'closed' ? load(health) : same(health);
    case 'rested':
      return health.at === 'away' ? load(health) : same(health);
    case 'tick':
      return health.paused ? same(health) : tick(health);
    case 'beat':
      return beat(health);
    case 'unresponsive':
      // Chromium says so when input waits; a page that still reports is healthy.
      return health.at === 'well' && health.ticks >= LATE_TICKS
        ? kill(health, 'unresponsive')
        : same(health);
    case 'fell':
      // Of the sentence that is shown meanwhile, only a lost window matters.
      return health.at === 'away' && happening.windowGone !== true
        ? same(health)
        : fall(health, happening.how, happening.windowGone ?? false);
    case 'slept':
      return same({ ...health, paused: true });
    case 'woke':
      return same({ ...health, paused: false, ticks: -WAKING_TICKS });
  }
}

const same = (health: PageHealth): Next => ({ health, deeds: [] });

const load = (health: PageHealth): Next => ({
  health: { ...health, at: 'loading', ticks: 0, healthyTicks: 0, painted: false },
  deeds: [{ do: 'load' }],
});

function tick(before: PageHealth): Next {
  const health = { ...before, ticks: before.ticks + 1 };
  switch (health.at) {
    case 'closed':
    case 'away':
      return same(health);
    case 'loading':
      return health.ticks < loadPatience(health)
        ? same(health)
        : kill({ ...health, silentLoads: health.silentLoads + 1 }, 'silent while loading');
    case 'well': {
      const healthyTicks = health.healthyTicks + 1;
      const falls = healthyTicks >= HEALTHY_TICKS ? 0 : health.falls;
      const now = { ...health, healthyTicks, falls };
      return now.ticks < SILENT_TICKS ? same(now) : kill(now, 'silent');
    }
    case 'dying':
      return health.ticks < DYING_TICKS
        ? same(health)
        : fall(health, 'its process would not go', false, true);
  }
}

/** This machine shows how long a load takes; only loads that end in silence earn more time. */
function loadPatience({ slowestLoad, silentLoads }: PageHealth): number {
  const once =
    slowestLoad === undefined ? FIRST_LOAD_TICKS : Math.max(SILENT_TICKS, 2 * slowestLoad);
  return Math.min(once * (1 + silentLoads), LONGEST_LOAD_TICKS);
}

function beat(health: PageHealth): Next {
  if (health.at === 'well') return same({ ...health, ticks: 0 });
  // A last report of the page that is being replaced.
  if (health.at !== 'loading') return same(health);
  const slowestLoad = Math.max(health.slowestLoad ?? 0, health.ticks);
  const fresh = { ticks: 0, unpainted: 0, silentLoads: 0, painted: true, slowestLoad };
  return same({ ...health, ...fresh, at: 'well' });
}

/** A hung page can't reload: its process goes, and that begins the recovery. */
const kill = (health: PageHealth, how: string): Next => ({
  health: { ...health, at: 'dying', ticks: 0 },
  deeds: [{ do: 'note', what: how }, { do: 'kill' }],
});

function fall(before: PageHealth, how: string, windowGone: boolean, stuck = false): Next {
  const falls = before.falls + 1;
  const unpainted = before.painted ? 0 : before.unpainted + 1;
  return {
    health: { ...before, at: 'away', ticks: 0, painted: false, falls, unpainted },
    deeds: [
      { do: 'note', what: how },
      {
        do: 'rest',
        inNewWindow: windowGone || stuck || falls % FALLS_IN_A_WINDOW === 0,
        ms: pauseAfter(unpainted),
      },
    ],
  };
}

const pauseAfter = (unpainted: number): number =>
  unpainted > HOPELESS_LOADS ? HOPELESS_PAUSE_MS : (PAUSES_MS[unpainted] ?? LONGEST_PAUSE_MS);
