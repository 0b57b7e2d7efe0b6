import type { Port } from '../../../shared/process-port.ts';
import type { Timers } from '../clock/timers.ts';
import {
  born,
  type Happening,
  type Life,
  type Link,
  linkOf,
  next,
  type Pulse,
} from './supervision.ts';
import { ticks } from './ticks.ts';

/** Keeps a process running: carries out what `supervision.ts` decides, whatever the process is for. */

export interface ChildProcess {
  readonly port: Port;
  /** Says how it ended, once. */
  onExit(listener: (how: string) => void): void;
  /** Ends it whatever it does: it may not answer any more. */
  kill(): void;
}

export interface Keeping<P extends ChildProcess> {
  readonly fork: () => P;
  readonly timers: Timers;
  /** Milliseconds that no change of the system's time moves. */
  readonly now: () => number;
  readonly note: (trouble: string) => void;
  /** In the notes. */
  readonly name: string;
  /** A process has begun: says to it how to open. `after` is how the one before it ended. */
  readonly onBegun: (process: P, after: string | undefined) => void;
  readonly onMessage: (process: P, message: unknown) => void;
  readonly onLink: (life: Life) => void;
}

/** How a process ended that no longer answered. */
export const NO_ANSWER = 'no answer';

export interface KeptProcess<P extends ChildProcess> {
  /** The process, open or not. */
  readonly running: () => P | undefined;
  readonly life: () => Life;
  readonly link: () => Link;
  readonly start: () => void;
  readonly opened: () => void;
  readonly heard: (pulse: Pick<Pulse, 'work' | 'debugged'>) => void;
  /** It could not open; it is told to close. */
  readonly refused: (process: P) => void;
  readonly close: () => Promise<void>;
}

export function keptProcess<P extends ChildProcess>(keeping: Keeping<P>): KeptProcess<P> {
  const { timers, now, note, name } = keeping;
  const closed = Promise.withResolvers<void>();
  let life = born;
  let running: P | undefined;
  let crash: string | undefined;

  const ticking = ticks(timers, now, (lateMs) => {
    running?.port.post({ kind: 'are-you-there' });
    happened({ kind: 'tick', lateMs });
  });

  function happened(happening: Happening): void {
    const before = linkOf(life);
    const { life: then, deed } = next(life, happening);
    life = then;
    if (deed.do === 'fork') begin();
    if (deed.do === 'wait') timers.after(deed.ms, () => happened({ kind: 'start' }));
    if (deed.do === 'close') running?.port.post({ kind: 'close' });
    if (deed.do === 'kill') {
      note(`the ${name} does not answer: its process is ended`);
      running?.kill();
    }
    if (life.at === 'closed') {
      ticking.stop();
      closed.resolve();
    }
    if (linkOf(life) !== before) keeping.onLink(life);
  }

  function begin(): void {
    const mine = keeping.fork();
    running = mine;
    mine.port.onMessage((message) => keeping.onMessage(mine, message));
    mine.onExit((how) => {
      if (running !== mine) return;
      running = undefined;
      if (life.at !== 'closing') note(`the ${name}'s process ended: ${how}`);
      crash = life.at === 'dying' ? NO_ANSWER : how;
      happened({ kind: 'crashed', atMs: now() });
    });
    keeping.onBegun(mine, crash);
  }

  return {
    running: () => running,
    life: () => life,
    link: () => linkOf(life),
    start() {
      if (life === born) ticking.start();
      happened({ kind: 'start' });
    },
    opened: () => happened({ kind: 'opened' }),
    heard: ({ work, debugged }) => happened({ kind: 'heard', work, debugged }),
    refused(process) {
      running = undefined;
      process.port.post({ kind: 'close' });
      happened({ kind: 'refused', atMs: now() });
    },
    close() {
      happened({ kind: 'close' });
      return closed.promise;
    },
  };
}
