import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Timers } from '../clock/timers.ts';
import {
  fromStation,
  type FromStation,
  type Opened,
  type Opening,
  type ToStation,
} from './messages.ts';
import { type OwnPlatform, platformParts, type PlatformRequest, requestsTo } from './platform.ts';
import { type ChildProcess, keptProcess } from './kept-process.ts';
import type { Life, Link } from './supervision.ts';

/** Keeps a station's process running, and does for it what only this process can. */

export interface SupervisorOptions<P extends ChildProcess> {
  readonly fork: () => P;
  readonly opening: Omit<Opening, 'parts'>;
  readonly platform: OwnPlatform;
  readonly timers: Timers;
  /** Milliseconds that no change of the system's time moves. */
  readonly now: () => number;
  readonly note: (trouble: string) => void;
}

type NotOpened = { readonly kind: 'not-opened'; readonly sentence: string };

export interface Supervisor<P extends ChildProcess> {
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

const WILL_NOT_GO =
  '站点没有响应，也结束不了（多半是磁盘或驱动没有响应）。请重新启动这台机器。\n' +
  'The station does not answer and cannot be ended (a disk or a driver hangs). Restart this machine.';

export function superviseStation<P extends ChildProcess>(
  options: SupervisorOptions<P>,
): Supervisor<P> {
  const { timers, now, note } = options;
  const parts = platformParts.filter((part) => options.platform[part] !== undefined);
  const answered = answersOf(options.platform, note);
  const links = new Set<() => void>();
  const started = Promise.withResolvers<Result<Opened, NotOpened>>();
  let { opening } = options;
  /** The staff card that opened the station: in this process's memory, and nowhere else. */
  let card: string | undefined;
  let logFailure: string | undefined;
  let onLeave = (): void => undefined;

  const kept = keptProcess<P>({
    fork: options.fork,
    timers,
    now,
    note,
    name: 'station',
    onBegun(mine, after) {
      post(mine, {
        kind: 'open',
        opening: { ...opening, parts },
        ...(card !== undefined && { card }),
        ...(after !== undefined && { after }),
      });
      if (logFailure !== undefined) post(mine, { kind: 'log-failing', reason: logFailure });
    },
    onMessage(mine, message) {
      const said = fromStation.safeParse(message);
      if (said.success) hear(mine, said.data);
      else note(`a message of the station was not understood: ${said.error.message}`);
    },
    onLink: linkChanged,
  });
  const post = (to: P | undefined, message: ToStation): void => to?.port.post(message);
  options.platform.keptHub?.onRun((run) => post(kept.running(), { kind: 'hub', run }));

  function linkChanged(life: Life): void {
    if (kept.link() === 'stopped') {
      const sentence = life.at === 'stopped' ? STOPPED : WILL_NOT_GO;
      note(sentence);
      started.resolve(fail({ kind: 'not-opened', sentence }));
    }
    for (const listener of links) listener();
  }

  function hear(mine: P, said: FromStation): void {
    switch (said.kind) {
      case 'opened': {
        const { door } = said.opened;
        // A page comes back to the same address.
        if (opening.door && door) {
          opening = { ...opening, door: { ...opening.door, port: door.port, thisPort: true } };
        }
        kept.opened();
        return started.resolve(ok(said.opened));
      }
      case 'here':
        return kept.heard(said);
      case 'not-opened':
        // It is being killed: another one takes its place once it is gone.
        if (kept.life().at === 'dying') return;
        note(said.sentence);
        started.resolve(fail({ kind: 'not-opened', sentence: said.sentence }));
        return kept.refused(mine);
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
      kept.start();
      return started.promise;
    },
    current: () => (kept.life().at === 'up' ? kept.running() : undefined),
    link: kept.link,
    onLink(listener) {
      links.add(listener);
      return () => links.delete(listener);
    },
    onLeave: (listener) => void (onLeave = listener),
    again: kept.start,
    logFailing(reason) {
      logFailure = reason;
      post(kept.running(), { kind: 'log-failing', reason });
    },
    async close() {
      await Promise.all([kept.close(), options.platform.keptHub?.stop()]);
    },
  };
}

/** Does what the station asks for; the number of its question is still to be added. */
function answersOf(platform: OwnPlatform, note: SupervisorOptions<ChildProcess>['note']) {
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
