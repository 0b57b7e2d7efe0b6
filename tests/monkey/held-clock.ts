/**
 * Runs in the page before any of its scripts: the page's time passes only when the monkey says so, and this
 * script counts the calls and events that are still on their way.
 */

interface Gauge {
  /** Lets time pass and fires each timer at its moment; stops before the page is replaced. */
  pass(ms: number, despiteCalls: boolean): Promise<void>;
  /** Waits until calls are answered, the wanted events have arrived and, on request, two frames are drawn. */
  quiet(want: { events: number; line: boolean; held: boolean; frames: boolean }): Promise<string>;
  now(): number;
}

declare global {
  interface Window {
    monkeyGauge: Gauge;
  }
}

export function holdClock(startMs: number): void {
  const LONGEST_MS = 5_000;
  const realTimeout = window.setTimeout.bind(window);
  const realNow = performance.now.bind(performance);
  const realFetch = window.fetch.bind(window);
  interface Due {
    readonly at: number;
    readonly run: () => void;
    readonly every?: number;
  }
  const due = new Map<number, Due>();
  let now = 0;
  let made = 1_000_000;
  let calls = 0;
  let leaving = false;
  let stream: EventSource | undefined;
  let events = 0;

  function later(handler: TimerHandler, ms: number, args: readonly unknown[], every?: number) {
    made += 1;
    const run = (): void => {
      if (typeof handler === 'function') Reflect.apply(handler, window, args);
    };
    due.set(made, { at: now + ms, run, ...(every !== undefined && { every }) });
    return made;
  }
  const forget = (id: number | undefined): void => {
    if (id !== undefined) due.delete(id);
  };

  function next(until: number): [number, Due] | undefined {
    let first: [number, Due] | undefined;
    for (const entry of due) {
      if (entry[1].at <= until && (!first || entry[1].at < first[1].at)) first = entry;
    }
    return first;
  }

  function runNext(until: number): boolean {
    const first = next(until);
    if (!first) return false;
    const [id, { at, run, every }] = first;
    now = Math.max(now, at);
    if (every === undefined) due.delete(id);
    else due.set(id, { at: now + Math.max(1, every), run, every });
    run();
    return true;
  }

  /** Waits one turn of the event loop, so that React's scheduled work is done. */
  const breath = (): Promise<void> =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => {
        port1.close();
        resolve();
      });
      port1.start();
      port2.postMessage(0);
    });
  const frame = (): Promise<void> =>
    new Promise((resolve) => requestAnimationFrame(() => resolve()));
  const moment = (): Promise<void> => new Promise((resolve) => realTimeout(resolve, 2));

  Object.assign(window, {
    setTimeout: (handler: TimerHandler, ms = 0, ...args: unknown[]) => later(handler, ms, args),
    setInterval: (handler: TimerHandler, ms = 0, ...args: unknown[]) =>
      later(handler, ms, args, ms),
    clearTimeout: forget,
    clearInterval: forget,
    async fetch(input: RequestInfo | URL, init?: RequestInit) {
      calls += 1;
      try {
        const answer = await realFetch(input, init);
        const body = await answer.clone().text();
        void body;
        return answer;
      } finally {
        // Code that waits for the answer runs first.
        void breath().then(() => {
          calls -= 1;
        });
      }
    },
    EventSource: new Proxy(EventSource, {
      construct(Real, [url]) {
        const made = new Real(String(url));
        stream = made;
        events = 0;
        made.addEventListener('message', () => {
          events += 1;
        });
        return made;
      },
    }),
    Date: new Proxy(Date, {
      construct(real, args) {
        const made: unknown = Reflect.construct(real, args.length === 0 ? [startMs + now] : args);
        if (!(made instanceof real)) throw new Error('not a date');
        return made;
      },
      get: (real, name) => {
        const value: unknown = Reflect.get(real, name);
        return name === 'now' ? () => startMs + now : value;
      },
    }),
  });
  performance.now = () => now;
  Object.defineProperty(Event.prototype, 'timeStamp', { get: () => now });
  window.addEventListener('beforeunload', () => {
    leaving = true;
  });

  window.monkeyGauge = {
    now: () => now,
    async pass(ms, despiteCalls) {
      const until = now + ms;
      for (;;) {
        const began = realNow();
        while (calls > 0 && !despiteCalls && realNow() - began < LONGEST_MS) await moment();
        await breath();
        if (leaving) return;
        if (!runNext(until)) break;
      }
      now = until;
    },
    async quiet({ events: wanted, line, held, frames }) {
      const began = realNow();
      const busy = (): string => {
        if (leaving) return 'leaving';
        if (calls > 0 && !held) return `${calls} calls`;
        if (next(now)) return 'timers';
        if (!line || !stream || stream.readyState === 2) return '';
        if (stream.readyState === 0) return 'stream';
        return events < wanted ? `${events} of ${wanted} events` : '';
      };
      for (;;) {
        while (runNext(now)) await breath();
        await breath();
        if (busy() === '' && frames) {
          await frame();
          await frame();
        }
        const why = busy();
        if (why === '' || realNow() - began > LONGEST_MS) return why;
        await moment();
      }
    },
  };
}
