import { isDeepStrictEqual } from 'node:util';
import type { Reply } from '../../../shared/contract/bridge.ts';
import {
  fromHub,
  type FromHub,
  type HubOpening,
  type HubRun,
  type ToHub,
} from '../../../shared/hub-messages.ts';
import type { SignedFair } from '../../../shared/fair.ts';
import type { Timers } from '../clock/timers.ts';
import type { HubOrder } from '../hub/hub-door.ts';
import { type ChildProcess, type KeptProcess, keptProcess } from './kept-process.ts';
import type { Life } from './supervision.ts';

/**
 * Keeps a hub's process running beside the station's, in the process that starts both: the hub goes on while a
 * crashed station is brought back.
 */

export interface KeptHub {
  /** Keeps a hub running with this opening; one that runs with another is closed first. */
  start(opening: HubOpening): void;
  stop(): Promise<void>;
  /** A later revision of the fair. */
  revise(fair: SignedFair): void;
  /** A call of the server's page. */
  call(name: string, input: unknown): Promise<Reply>;
  run(): HubRun;
  onRun(listener: (run: HubRun) => void): void;
}

export interface HubKeeping {
  /** The built page. */
  readonly pageFolder: string;
  readonly fork: () => ChildProcess;
  readonly timers: Timers;
  /** Milliseconds that no change of the system's time moves. */
  readonly now: () => number;
  readonly note: (trouble: string) => void;
}

/** A full disk is cleared and a port let go of while nobody looks at this page. */
const TRY_AGAIN_MS = 20_000;

export function keptHub(keeping: HubKeeping): KeptHub {
  let wanted: HubOpening | undefined;
  let kept: KeptProcess<ChildProcess> | undefined;
  let run: HubRun = { at: 'off' };
  let onRun: (run: HubRun) => void = () => undefined;
  let cancelRetry = (): void => undefined;
  /** Openings and closings come one after the other: two hubs never want one folder. */
  let turn: Promise<void> = Promise.resolve();
  const calls = openCalls();

  function show(next: HubRun): void {
    run = next;
    onRun(next);
  }

  function begin(): void {
    const mine = keptProcess<ChildProcess>({
      ...keeping,
      name: 'hub',
      onBegun: (hub) =>
        wanted && post(hub, { kind: 'open', opening: wanted, pageFolder: keeping.pageFolder }),
      onMessage(hub, message) {
        const said = fromHub.safeParse(message);
        if (!said.success) return keeping.note(`the hub was not understood: ${said.error.message}`);
        if (kept === mine) hear(mine, hub, said.data);
      },
      onLink: (life) => kept === mine && linkChanged(life),
    });
    kept = mine;
    mine.start();
  }

  function linkChanged({ at }: Life): void {
    if (at === 'up') return;
    calls.dropAll();
    if (at === 'stopped') return later({ at: 'refused', why: 'failed' });
    if (run.at === 'up') show({ at: 'again' });
  }

  /** Another life: the one before has given up. */
  function later(refused: HubRun): void {
    show(refused);
    const before = kept;
    cancelRetry();
    cancelRetry = keeping.timers.after(TRY_AGAIN_MS, () => {
      if (wanted && kept === before) begin();
    });
  }

  function hear(mine: KeptProcess<ChildProcess>, hub: ChildProcess, said: FromHub): void {
    switch (said.kind) {
      case 'here':
        return mine.heard(said);
      case 'opened':
        // Stations come back to the same address.
        wanted = wanted && { ...wanted, port: said.opened.port, thisPort: true };
        mine.opened();
        return show({ at: 'up', opened: said.opened, health: null });
      case 'not-opened': {
        keeping.note(`the hub did not open: ${said.why}`);
        mine.refused(hub);
        if (mine.life().at === 'closed') return later({ at: 'refused', why: said.why });
        return show({ at: 'refused', why: said.why });
      }
      case 'health':
        return run.at === 'up' ? show({ ...run, health: said.health }) : undefined;
      case 'answer':
        return calls.answered(said.number, said.reply);
    }
  }

  async function end(): Promise<void> {
    cancelRetry();
    const before = kept;
    kept = undefined;
    calls.dropAll();
    // One that has given up is closed already.
    if (before && before.life().at !== 'closed') await before.close();
  }

  const inTurn = (deed: () => Promise<void>): Promise<void> => (turn = turn.then(deed));

  return {
    start(opening) {
      void inTurn(async () => {
        if (wanted && kept && isSame(wanted, opening)) return revised(opening.fair);
        await end();
        wanted = opening;
        show({ at: 'starting' });
        begin();
      });
    },
    stop: () =>
      inTurn(async () => {
        wanted = undefined;
        await end();
        show({ at: 'off' });
      }),
    revise: revised,
    call: (name, input) => {
      const hub = run.at === 'up' ? kept?.running() : undefined;
      if (!hub) return Promise.resolve(notOpen);
      return calls.ask((number) => post(hub, { kind: 'call', number, name, input }));
    },
    run: () => run,
    onRun: (listener) => void (onRun = listener),
  };

  function revised(fair: SignedFair): void {
    if (!wanted) return;
    wanted = { ...wanted, fair };
    const hub = kept?.running();
    if (hub) post(hub, { kind: 'fair', fair });
  }
}

const post = (to: ChildProcess, message: ToHub): void => to.port.post(message);
const notOpen: Reply = { ok: false, fault: { kind: 'not-open' } };

/** A hub that runs is sent the newest fair, and keeps the port that it found at its start. */
function isSame(before: HubOpening, next: HubOpening): boolean {
  const { fair, port, thisPort } = before;
  const isSamePort = !next.thisPort || next.port === port;
  return isSamePort && isDeepStrictEqual(before, { ...next, fair, port, thisPort });
}

function openCalls() {
  const asked = new Map<number, (reply: Reply) => void>();
  let number = 0;
  return {
    ask: (send: (number: number) => void): Promise<Reply> => {
      number += 1;
      const mine = number;
      return new Promise((resolve) => {
        asked.set(mine, resolve);
        send(mine);
      });
    },
    answered(question: number, reply: Reply): void {
      asked.get(question)?.(reply);
      asked.delete(question);
    },
    dropAll(): void {
      for (const resolve of asked.values()) resolve(notOpen);
      asked.clear();
    },
  };
}

/** Does what a station's process asked for. */
export async function obeyOrder(hub: KeptHub, order: HubOrder): Promise<unknown> {
  switch (order.do) {
    case 'start':
      return hub.start(order.opening);
    case 'stop':
      return hub.stop();
    case 'revise':
      return hub.revise(order.fair);
    case 'call':
      return hub.call(order.name, order.input);
    case 'look':
      return hub.run();
  }
}
