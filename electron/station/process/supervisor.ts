import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Timers } from '../clock/timers.ts';
import {
  fromStation,
  type FromStation,
  type Opened,
  type Opening,
  type ToStation,
} from './messages.ts';
import { type Platform, platformParts, type PlatformRequest, requestsTo } from './platform.ts';
import type { Port } from './port.ts';
import { born, type Happening, type Link, linkOf, next } from './supervision.ts';
import { ticks } from './ticks.ts';

/** Keeps a station's process running: carries out what `supervision.ts` decides. */

export interface StationProcess {
  readonly port: Port;
  /** Says how it ended, once. */
  onExit(listener: (how: string) => void): void;
  /** Ends it whatever it does: it may not answer any more. */
  kill(): void;
}

export interface SupervisorOptions<P extends StationProcess> {
  readonly fork: () => P;
  readonly opening: Omit<Opening, 'parts'>;
  readonly platform: Platform;
  readonly timers: Timers;
  /** Milliseconds that no change of the system's time moves. */
  readonly now: () => number;
  readonly note: (trouble: string) => void;
}

type NotOpened = { readonly kind: 'not-opened'; readonly sentence: string };

export interface Supervisor<P extends StationProcess> {
  /** Opens the station for the first time. */
  start(): Promise<Result<Opened, NotOpened>>;
  /** The process of an open station. */
  current(): P | undefined;
  link(): Link;
  onLink(listener: () => void): () => void;
  /** Staff asked to leave the kiosk, behind their PIN. */
  onLeave(listener: () => void): void;
  /** Starts a station again that was not started any more. */
  again(): void;
  /** This process's own log cannot be written: staff must know. */
  logFailing(reason: string): void;
  close(): Promise<void>;
}

export const STOPPED =
  '站点反复停下，没有再自动启动。存下的记录都在。请重新启动这台机器；还是这样，请联系技术人员。\n' +
  'The station stopped again and again, and was not started any more. What was saved is safe. ' +
  'Restart this machine; if that does not help, call the technicians.';

/** Staff read it as the reason why the station stopped. */
export const NO_ANSWER = 'no answer';
const WILL_NOT_GO =
  '站点没有响应，也结束不了（多半是磁盘或驱动没有响应）。请重新启动这台机器。\n' +
  'The station does not answer and cannot be ended (a disk or a driver hangs). Restart this machine.';

export function superviseStation<P extends StationProcess>(
  options: SupervisorOptions<P>,
): Supervisor<P> {
  const { timers, now, note } = options;
  const parts = platformParts.filter((part) => options.platform[part] !== undefined);
  const answered = answersOf(options.platform, note);
  const links = new Set<() => void>();
  const started = Promise.withResolvers<Result<Opened, NotOpened>>();
  const closed = Promise.withResolvers<void>();
  let { opening } = options;
  let life = born;
  let running: P | undefined;
  /** The staff card that opened the station: in this process's memory, and nowhere else. */
  let card: string | undefined;
  let crash: string | undefined;
  let logFailure: string | undefined;
  let onLeave = (): void => undefined;

  const ticking = ticks(timers, now, (lateMs) => {
    post(running, { kind: 'are-you-there' });
    happened({ kind: 'tick', lateMs });
  });
  const post = (to: P | undefined, message: ToStation): void => to?.port.post(message);

  function happened(happening: Happening): void {
    const before = linkOf(life);
    const { life: then, deed } = next(life, happening);
    life = then;
    if (deed.do === 'fork') begin();
    if (deed.do === 'wait') timers.after(deed.ms, () => happened({ kind: 'start' }));
    if (deed.do === 'close') post(running, { kind: 'close' });
    if (deed.do === 'kill') {
      note('the station does not answer: its process is ended');
      running?.kill();
    }
    if (life.at === 'closed') {
      ticking.stop();
      closed.resolve();
    }
    if (linkOf(life) !== before) linkChanged();
  }

  function linkChanged(): void {
    if (linkOf(life) === 'stopped') {
      const sentence = life.at === 'stopped' ? STOPPED : WILL_NOT_GO;
      note(sentence);
      started.resolve(fail({ kind: 'not-opened', sentence }));
    }
    for (const listener of links) listener();
  }

  function begin(): void {
    const mine = options.fork();
    running = mine;
    mine.port.onMessage((message) => {
      const said = fromStation.safeParse(message);
      if (said.success) hear(mine, said.data);
      else note(`a message of the station was not understood: ${said.error.message}`);
    });
    mine.onExit((how) => {
      if (running !== mine) return;
      running = undefined;
      if (life.at !== 'closing') note(`the station's process ended: ${how}`);
      crash = life.at === 'dying' ? NO_ANSWER : how;
      happened({ kind: 'crashed', atMs: now() });
    });
    post(mine, {
      kind: 'open',
      opening: { ...opening, parts },
      ...(card !== undefined && { card }),
      ...(crash !== undefined && { after: crash }),
    });
    if (logFailure !== undefined) post(mine, { kind: 'log-failing', reason: logFailure });
  }

  function hear(mine: P, said: FromStation): void {
    switch (said.kind) {
      case 'opened': {
        const { door } = said.opened;
        // A page comes back to the same address.
        if (opening.door && door) {
          opening = { ...opening, door: { ...opening.door, port: door.port, thisPort: true } };
        }
        happened({ kind: 'opened' });
        return started.resolve(ok(said.opened));
      }
      case 'here':
        return happened({ kind: 'heard', work: said.work, debugged: said.debugged });
      case 'not-opened':
        // It is being killed: another one takes its place once it is gone.
        if (life.at === 'dying') return;
        note(said.sentence);
        started.resolve(fail({ kind: 'not-opened', sentence: said.sentence }));
        running = undefined;
        post(mine, { kind: 'close' });
        return happened({ kind: 'refused', atMs: now() });
      case 'card':
        card = said.text;
        return;
      case 'leave':
        return onLeave();
      case 'ask':
        void answered(said.request).then((answer) =>
          post(mine, { ...answer, number: said.number }),
        );
    }
  }

  return {
    start() {
      ticking.start();
      happened({ kind: 'start' });
      return started.promise;
    },
    current: () => (life.at === 'up' ? running : undefined),
    link: () => linkOf(life),
    onLink(listener) {
      links.add(listener);
      return () => links.delete(listener);
    },
    onLeave: (listener) => void (onLeave = listener),
    again: () => happened({ kind: 'start' }),
    logFailing(reason) {
      logFailure = reason;
      post(running, { kind: 'log-failing', reason });
    },
    close() {
      happened({ kind: 'close' });
      return closed.promise;
    },
  };
}

/** Does what the station asks for; the number of its question is still to be added. */
function answersOf(platform: Platform, note: SupervisorOptions<StationProcess>['note']) {
  const fulfil = requestsTo(platform);
  return async (request: PlatformRequest) => {
    try {
      return { kind: 'answer', value: await fulfil(request) } as const;
    } catch (error) {
      note(`${request.name}: ${String(error)}`);
      return { kind: 'no-answer' } as const;
    }
  };
}
