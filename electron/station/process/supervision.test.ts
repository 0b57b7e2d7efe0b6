import { describe, expect, it } from 'vitest';
import {
  born,
  type Deed,
  type Happening,
  type Life,
  linkOf,
  next,
  type Pulse,
} from './supervision.ts';

const unheard: Pulse = { work: 'start', debugged: false, silent: 0 };
const pulse = (silent = 0, work: Pulse['work'] = 'scans', debugged = false): Pulse => ({
  work,
  debugged,
  silent,
});
const opens = (beat: Pulse, ...crashes: number[]): Life => ({
  at: 'opening',
  first: false,
  crashes,
  pulse: beat,
});
const opensFirst = (beat: Pulse): Life => ({
  at: 'opening',
  first: true,
  crashes: [],
  pulse: beat,
});
const first = opensFirst(unheard);
const opening = (...crashes: number[]): Life => opens(unheard, ...crashes);
const running = (...crashes: number[]): Life => ({ at: 'up', crashes, pulse: unheard });
const beating = (beat: Pulse, ...crashes: number[]): Life => ({ at: 'up', crashes, pulse: beat });
const away = (...crashes: number[]): Life => ({ at: 'away', crashes });
const dying = (ticks: number, ...crashes: number[]): Life => ({ at: 'dying', crashes, ticks });
const stopped: Life = { at: 'stopped' };
const closing: Life = { at: 'closing', pulse: unheard };
const closed: Life = { at: 'closed' };

const start: Happening = { kind: 'start' };
const opened: Happening = { kind: 'opened' };
const close: Happening = { kind: 'close' };
const crashed = (atMs: number): Happening => ({ kind: 'crashed', atMs });
const refused = (atMs: number): Happening => ({ kind: 'refused', atMs });

const tick = (lateMs = 3): Happening => ({ kind: 'tick', lateMs });
const heard = (work: Pulse['work'] = 'scans', debugged = false): Happening => ({
  kind: 'heard',
  work,
  debugged,
});

const nothing: Deed = { do: 'nothing' };
const fork: Deed = { do: 'fork' };
const end: Deed = { do: 'close' };
const kill: Deed = { do: 'kill' };
const wait = (ms: number): Deed => ({ do: 'wait', ms });

describe('a station’s process', () => {
  it.each<[string, Life, Happening, Life, Deed]>([
    ['starts', born, start, first, fork],
    ['opens', first, opened, running(), nothing],
    ['comes back at once after a crash', running(), crashed(10), away(10), wait(0)],
    ['is started again', away(10), start, opening(10), fork],
    ['remembers its crashes when it opens', opening(10), opened, running(10), nothing],
    ['waits longer after the next crash', running(10), crashed(20), away(10, 20), wait(250)],
    ['also comes back if it crashes while it opens', first, crashed(5), away(5), wait(0)],
    ['also comes back if it could not open again', opening(5), refused(9), away(5, 9), wait(250)],
    ['is over if the first opening is refused', first, refused(5), closed, nothing],
    [
      'forgets crashes of a minute ago',
      running(1, 2, 3, 4),
      crashed(60_004),
      away(60_004),
      wait(0),
    ],
    ['stops after five crashes in a minute', running(1, 2, 3, 4), crashed(5), stopped, nothing],
    ['starts from stopped only when asked', stopped, start, opening(), fork],
    ['stays stopped whatever else comes', stopped, crashed(9), stopped, nothing],
    ['closes', running(), close, closing, end],
    ['closes while it opens', opening(), close, closing, end],
    ['is closed once the process has ended', closing, crashed(9), closed, nothing],
    ['closes while it is away', away(1), close, closed, nothing],
    ['closes after it has stopped', stopped, close, closed, nothing],
    ['does not start after it closed', closed, start, closed, nothing],
    ['does not start twice', opening(), start, opening(), nothing],
    ['closes once', closing, close, closing, nothing],
  ])('%s', (_what, life, happening, then, deed) => {
    expect(next(life, happening)).toEqual({ life: then, deed });
  });

  it.each<[string, Life, Happening, Life, Deed]>([
    ['tells that it lives', running(), heard(), beating(pulse()), nothing],
    ['tells so while it opens', first, heard('ledger'), opensFirst(pulse(0, 'ledger')), nothing],
    ['is silent for a tick', beating(pulse()), tick(), beating(pulse(1)), nothing],
    ['is forgiven once it answers', beating(pulse(7)), heard(), beating(pulse()), nothing],
    ['is waited for while a disk wakes up', beating(pulse(6)), tick(), beating(pulse(7)), nothing],
    ['is killed where it hangs', beating(pulse(7), 3), tick(), dying(0, 3), kill],
    ['is killed where it hangs as it opens', opens(pulse(7), 3), tick(), dying(0, 3), kill],
    [
      'may start slowly',
      opensFirst(pulse(58, 'start')),
      tick(),
      opensFirst(pulse(59, 'start')),
      nothing,
    ],
    ['is killed where it never begins', opensFirst(pulse(59, 'start')), tick(), dying(0), kill],
    [
      'may work for staff for long',
      beating(pulse(118, 'deed')),
      tick(),
      beating(pulse(119, 'deed')),
      nothing,
    ],
    ['but not for ever', beating(pulse(119, 'deed')), tick(), dying(0), kill],
    [
      'may read a whole ledger',
      beating(pulse(598, 'ledger')),
      tick(),
      beating(pulse(599, 'ledger')),
      nothing,
    ],
    ['but not for an hour', beating(pulse(599, 'ledger')), tick(), dying(0), kill],
    [
      'has its time again once such work is done',
      beating(pulse(300, 'ledger')),
      heard(),
      beating(pulse()),
      nothing,
    ],
    [
      'is not judged by a tick after a sleep',
      beating(pulse(7)),
      tick(9 * 3_600_000),
      beating(pulse(0)),
      nothing,
    ],
    ['nor by one of a busy machine', beating(pulse(7)), tick(1_001), beating(pulse(0)), nothing],
    [
      'may stand in a debugger',
      beating(pulse(7, 'scans', true)),
      tick(),
      beating(pulse(7, 'scans', true)),
      nothing,
    ],
    ['is waited for until it has gone', dying(4, 3), tick(), dying(5, 3), nothing],
    ['says nothing that counts while it is killed', dying(4), heard(), dying(4), nothing],
    ['cannot refuse while it is killed', dying(4), refused(9), dying(4), nothing],
    ['is not started beside one that is not gone', dying(20), start, dying(20), nothing],
    ['comes back once it has gone', dying(2), crashed(10), away(10), wait(0)],
    ['stops after hangs in a row too', dying(2, 1, 2, 3, 4), crashed(500_000), stopped, nothing],
    ['closes while it is killed', dying(2), close, closing, nothing],
    [
      'is killed where it hangs as it closes',
      { at: 'closing', pulse: pulse(2) },
      tick(),
      { at: 'closing', pulse: pulse(3) },
      kill,
    ],
    [
      'may close a large ledger for long',
      { at: 'closing', pulse: pulse(7, 'ledger') },
      tick(),
      { at: 'closing', pulse: pulse(8, 'ledger') },
      nothing,
    ],
    ['is not missed while it is away', away(1), tick(), away(1), nothing],
    ['is not missed once it has stopped', stopped, tick(), stopped, nothing],
  ])('that %s', (_what, life, happening, then, deed) => {
    expect(next(life, happening)).toEqual({ life: then, deed });
  });

  it('is never away longer than the pauses before its fifth crash allow', () => {
    let life = next(born, start).life;
    let waited = 0;
    for (let crash = 0; life.at !== 'stopped'; crash += 1) {
      const after = next(life, crashed(crash));
      if (after.deed.do === 'wait') waited += after.deed.ms;
      life = next(after.life, after.life.at === 'away' ? start : opened).life;
    }
    expect(waited).toBeLessThan(3_000);
  });

  it.each([
    [first, 'lost'],
    [running(), 'up'],
    [away(1), 'lost'],
    [stopped, 'stopped'],
    [dying(9), 'lost'],
    [dying(10), 'stopped'],
    [closing, 'lost'],
  ] as const)('tells its page when it is %o: %s', (life, link) => {
    expect(linkOf(life)).toBe(link);
  });
});
