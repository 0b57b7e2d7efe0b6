import { describe, expect, it } from 'vitest';
import { type NamedServers, serverTarget } from './server-target.ts';

const pin = (letter: string): string => letter.repeat(43);
const nothing: NamedServers = {
  hub: () => undefined,
  given: undefined,
  moved: () => undefined,
  enrolled: undefined,
  newest: () => ({}),
};
const hub = { server: 'https://127.0.0.1:5190', pin: pin('h') };
const moved = {
  fair: 'c48f0482',
  revision: 1,
  ms: 1,
  server: 'https://10.0.0.5:5190',
  pins: [pin('m')],
};
const enrolled = { server: 'https://10.0.0.4:5190', serverPins: [pin('e')] };
const fair = { server: 'https://central.example', serverPins: [pin('f')] };

function found(named: Partial<NamedServers>) {
  const target = serverTarget({ ...nothing, ...named });
  return target && [target.server, ...target.pins()];
}

describe('a station’s server (P109)', () => {
  it('is the first that somebody named, the nearest first', () => {
    const all = {
      hub: () => hub,
      given: 'http://127.0.0.1:1',
      moved: () => moved,
      enrolled,
      newest: () => ({ server: fair.server }),
    };
    expect(found(all)).toEqual([hub.server, hub.pin]);
    expect(found({ ...all, hub: nothing.hub })?.[0]).toBe('http://127.0.0.1:1');
    const here = { ...all, hub: nothing.hub, given: undefined };
    expect(found(here)).toEqual([moved.server, pin('m')]);
    expect(found({ ...here, moved: nothing.moved })).toEqual([enrolled.server, pin('e')]);
    expect(found({ newest: () => fair })).toEqual([fair.server, pin('f')]);
    expect(found({})).toBeUndefined();
  });

  it('is known by the code’s keys at the code’s address, whatever the fair names', () => {
    expect(found({ moved: () => moved, newest: () => fair })).toEqual([moved.server, pin('m')]);
    // An enrolment code is not signed: what the organiser signed rules over it (P98).
    expect(found({ enrolled, newest: () => fair })).toEqual([enrolled.server, pin('f')]);
  });

  it('has the keys of a later code at once', () => {
    let now = moved;
    const target = serverTarget({ ...nothing, moved: () => now });
    now = { ...moved, ms: 2, pins: [pin('n')] };
    expect(target?.pins()).toEqual([pin('n')]);
  });
});
