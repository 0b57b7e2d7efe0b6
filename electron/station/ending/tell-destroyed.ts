import { jsonOf } from '../../../shared/json.ts';
import {
  type Destroyed,
  destroyedAnswerSchema,
  type DestroyedReport,
} from '../../../shared/destroyed.ts';
import { readKnown } from '../../../shared/read-known.ts';
import { atServer } from '../../../shared/server-pins.ts';
import { DESTROYED_LIST_DOMAIN } from '../../../shared/sync/asked-by-key.ts';
import type { Timers } from '../clock/timers.ts';
import { askByKey } from '../sync/ask-by-key.ts';
import type { Fetch } from '../sync/network.ts';

/** Tells a server that this machine has destroyed its data; and asks one which machines have told it (P137). */

const FIRST_AFTER_MS = 500;
const AGAIN_MS = 60_000;
const PATIENCE_MS = 20_000;

interface Reach {
  readonly server: string;
  readonly fetch: Fetch;
}

type ReportState = 'waiting' | 'received' | 'refused';

export interface Telling {
  at(): ReportState;
  close(): void;
}

interface TellOptions {
  readonly said: Destroyed;
  readonly reach: () => Promise<Reach>;
  readonly timers: Timers;
  readonly onReceived: () => Promise<void>;
  readonly onTrouble: (error: unknown) => void;
}

/** Until the server has it. */
export function tellDestroyed(options: TellOptions): Telling {
  const { timers, onReceived, onTrouble } = options;
  const stop = new AbortController();
  let at: ReportState = 'waiting';
  let cancel = timers.after(FIRST_AFTER_MS, look);

  function look(): void {
    void tell(options, stop.signal).then(async (next) => {
      if (stop.signal.aborted) return;
      if (next === 'received') await onReceived().catch(onTrouble);
      else cancel = timers.after(AGAIN_MS, look);
      at = next;
    });
  }
  return {
    at: () => at,
    close() {
      cancel();
      stop.abort();
    },
  };
}

async function tell({ said, reach }: TellOptions, stop: AbortSignal): Promise<ReportState> {
  try {
    const { server, fetch } = await reach();
    const answer = await fetch(destroyedAt(server, said.time.fair), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(said),
      redirect: 'error',
      signal: AbortSignal.any([stop, AbortSignal.timeout(PATIENCE_MS)]),
    });
    if (answer.status === 200) return 'received';
    return answer.status === 400 || answer.status === 404 ? 'refused' : 'waiting';
  } catch {
    return 'waiting';
  }
}

/** By the organiser station's own key; undefined where no server answers, or an older one. */
export async function askDestroyed(
  fair: string,
  signingKey: Uint8Array,
  reach: Reach,
): Promise<readonly DestroyedReport[] | undefined> {
  const how = { what: 'destroyed/list', domain: DESTROYED_LIST_DOMAIN } as const;
  try {
    const asked = await askByKey({ ...reach, ...how, fair, signingKey, patienceMs: PATIENCE_MS });
    if (!asked.ok) return undefined;
    return readKnown(destroyedAnswerSchema, jsonOf(asked.value))?.value.told;
  } catch {
    return undefined;
  }
}

const destroyedAt = (server: string, fair: string): URL =>
  new URL(atServer(server, `/v1/fairs/${fair}/destroyed`));
