import type { MessagePortMain } from 'electron';
import { describe, expect, it } from 'vitest';
import type { Link } from '../station/process/supervision.ts';
import { connectPage, type PageEvent } from './calls.ts';
import { ALIVE, LINK, PORT } from './channels.ts';
import { ORIGIN } from './origin.ts';
import { fakePort } from './testing/fake-window.ts';

const page = { origin: ORIGIN, parent: null, frameTreeNodeId: 7 };

function connected(first: Link = 'up') {
  const sent: unknown[][] = [];
  const posted: { channel: string; ports: MessagePortMain[] }[] = [];
  const heard = new Map<string, (event: PageEvent) => void>();
  const happens = new Map<string, () => void>();
  const links = new Set<() => void>();
  const done: string[] = [];
  const frame = { ...page };
  let link = first;
  let beats = 0;
  connectPage(
    {
      ipc: { on: (channel, listener) => heard.set(channel, listener) },
      mainFrame: frame,
      on: (event, listener) => happens.set(event, listener),
      send: (...values) => sent.push(values),
      postMessage: (channel, _message, ports) => posted.push({ channel, ports }),
    },
    {
      link: () => link,
      onLink: (listener) => {
        links.add(listener);
        return () => links.delete(listener);
      },
      openPage: () => (link === 'up' ? fakePort() : undefined),
      pageGone: () => done.push('page gone'),
      again: () => done.push('again'),
    },
    () => {
      beats += 1;
    },
  );
  return {
    sent,
    posted,
    done,
    frame,
    links,
    beats: () => beats,
    asks: (senderFrame: PageEvent['senderFrame'] = page) => heard.get(PORT)?.({ senderFrame }),
    beat: (senderFrame: PageEvent['senderFrame'] = page) => heard.get(ALIVE)?.({ senderFrame }),
    happens: (event: string) => happens.get(event)?.(),
    becomes: (next: Link) => {
      link = next;
      for (const listener of links) listener();
    },
  };
}

const strangers = [
  ['a page of another origin', { ...page, origin: 'https://example.cn' }],
  ['a frame inside our page', { ...page, parent: page }],
  ['another window', { ...page, frameTreeNodeId: 8 }],
  ['a closed frame', null],
] as const;

describe('a page that asks for the station', () => {
  it('gets a port of its own at each load', () => {
    const { asks, posted } = connected();
    asks();
    asks();
    expect(posted.map(({ channel, ports }) => [channel, ports.length])).toEqual([
      [PORT, 1],
      [PORT, 1],
    ]);
    expect(posted[0]?.ports[0]).not.toBe(posted[1]?.ports[0]);
  });

  it.each(strangers)('gets nothing if it is %s', (_who, frame) => {
    const { asks, beat, beats, posted, sent, becomes } = connected();
    asks(frame);
    beat(frame);
    becomes('lost');
    becomes('up');
    expect([posted, sent, beats()]).toEqual([[], [], 0]);
  });

  it('hears that the station is away, and gets a new port once it is back', () => {
    const { asks, posted, sent, becomes } = connected();
    asks();
    becomes('lost');
    expect(sent).toEqual([[LINK, 'lost']]);
    becomes('up');
    expect(posted).toHaveLength(2);
  });

  it('has the station started again if it had stopped for good', () => {
    const { asks, done, becomes } = connected();
    asks();
    becomes('stopped');
    expect(done).toEqual([]);
    asks();
    expect(done).toEqual(['again']);
  });
});

describe('a page that is gone', () => {
  it.each(['render-process-gone', 'destroyed'])('after %s gets no port', (event) => {
    const { asks, happens, done, posted, becomes } = connected();
    asks();
    happens(event);
    becomes('lost');
    becomes('up');
    expect(done).toEqual(['page gone']);
    expect(posted).toHaveLength(1);
  });

  it('leaves no listener behind when its window closes', () => {
    const { happens, links } = connected();
    happens('destroyed');
    expect(links.size).toBe(0);
  });

  it('leaves no port to a page of another origin', () => {
    const { asks, frame, posted, becomes } = connected();
    asks();
    frame.origin = 'https://example.cn';
    becomes('lost');
    becomes('up');
    expect(posted).toHaveLength(1);
  });
});

it('a page’s heartbeat reaches the watchdog while the station is away', () => {
  const { asks, beat, beats } = connected('lost');
  asks();
  beat();
  expect(beats()).toBe(1);
});
