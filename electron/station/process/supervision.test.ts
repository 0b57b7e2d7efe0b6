import { describe, expect, it } from 'vitest';
import { born, type Deed, type Happening, type Life, linkOf, next } from './supervision.ts';

const first: Life = { at: 'opening', first: true, crashes: [] };
const opening = (...crashes: number[]): Life => ({ at: 'opening', first: false, crashes });
const up = (...crashes: number[]): Life => ({ at: 'up', crashes });
const away = (...crashes: number[]): Life => ({ at: 'away', crashes });
const stopped: Life = { at: 'stopped' };
const closing: Life = { at: 'closing' };
const closed: Life = { at: 'closed' };

const start: Happening = { kind: 'start' };
const opened: Happening = { kind: 'opened' };
const close: Happening = { kind: 'close' };
const crashed = (atMs: number): Happening => ({ kind: 'crashed', atMs });
const refused = (atMs: number): Happening => ({ kind: 'refused', atMs });

const nothing: Deed = { do: 'nothing' };
const fork: Deed = { do: 'fork' };
const end: Deed = { do: 'close' };
const wait = (ms: number): Deed => ({ do: 'wait', ms });

describe('a station’s process', () => {
  it.each<[string, Life, Happening, Life, Deed]>([
    ['starts', born, start, first, fork],
    ['opens', first, opened, up(), nothing],
    ['comes back at once after a crash', up(), crashed(10), away(10), wait(0)],
    ['is started again', away(10), start, opening(10), fork],
    ['remembers its crashes when it opens', opening(10), opened, up(10), nothing],
    ['waits longer after the next crash', up(10), crashed(20), away(10, 20), wait(250)],
    ['also comes back if it crashes while it opens', first, crashed(5), away(5), wait(0)],
    ['also comes back if it could not open again', opening(5), refused(9), away(5, 9), wait(250)],
    ['is over if the first opening is refused', first, refused(5), closed, nothing],
    ['forgets crashes of a minute ago', up(1, 2, 3, 4), crashed(60_004), away(60_004), wait(0)],
    ['stops after five crashes in a minute', up(1, 2, 3, 4), crashed(5), stopped, nothing],
    ['starts from stopped only when asked', stopped, start, opening(), fork],
    ['stays stopped whatever else comes', stopped, crashed(9), stopped, nothing],
    ['closes', up(), close, closing, end],
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
    [up(), 'up'],
    [away(1), 'lost'],
    [stopped, 'stopped'],
    [closing, 'lost'],
  ] as const)('tells its page when it is %o: %s', (life, link) => {
    expect(linkOf(life)).toBe(link);
  });
});
