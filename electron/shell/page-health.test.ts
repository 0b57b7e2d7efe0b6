import { describe, expect, it } from 'vitest';
import { type Deed, type Happening, newPage, type PageHealth, pageHealth } from './page-health.ts';

/** A second a tick; `beat` is what the page reports every two. */
const play = (script: string, from: PageHealth = newPage) => {
  const deeds: Deed[] = [];
  let health = from;
  for (const step of script.split(' ').flatMap(repeated)) {
    const next = pageHealth(health, step);
    ({ health } = next);
    deeds.push(...next.deeds);
  }
  return {
    health,
    deeds: deeds.map((deed) =>
      deed.do === 'rest'
        ? `rest ${deed.ms}${deed.inNewWindow ? ' in a new window' : ''}`
        : deed.do === 'note'
          ? `(${deed.what})`
          : deed.do,
    ),
  };
};

/** `tick*3`, or `fell`, or `lost` for a window that is gone. */
function repeated(word: string): Happening[] {
  const [name = '', times = '1'] = word.split('*');
  const each: Happening =
    name === 'fell'
      ? { is: 'fell', how: 'crash' }
      : name === 'lost'
        ? { is: 'fell', how: 'gone', windowGone: true }
        : { is: happening(name) };
  return Array.from({ length: Number(times) }, () => each);
}

function happening(name: string): Exclude<Happening['is'], 'fell'> {
  const names = ['opened', 'tick', 'beat', 'unresponsive', 'rested', 'slept', 'woke'] as const;
  const found = names.find((each) => each === name);
  if (!found) throw new Error(`no happening ${name}`);
  return found;
}

const well = play('opened tick beat').health;
const crashed = (times: number): string =>
  Array.from({ length: times }, () => 'fell rested tick beat').join(' ');

describe('a page that worked', () => {
  it.each([
    ['is left alone while it reports', 'tick*7 beat tick*7 beat tick*7', []],
    ['is killed after eight silent seconds', 'tick*8', ['(silent)', 'kill']],
    ['is killed sooner when input waits', 'tick*3 unresponsive', ['(unresponsive)', 'kill']],
    ['is left alone if input waits and it reports', 'tick*2 unresponsive', []],
    ['comes back at once after a crash', 'fell rested', ['(crash)', 'rest 0', 'load']],
    [
      'comes back after a hang',
      'tick*8 fell rested',
      ['(silent)', 'kill', '(crash)', 'rest 0', 'load'],
    ],
    [
      'that can’t be killed is left behind in its window',
      'tick*8 tick*2',
      ['(silent)', 'kill', '(its process would not go)', 'rest 0 in a new window'],
    ],
    ['gets a new window when its window is gone', 'lost', ['(gone)', 'rest 0 in a new window']],
    ['is not watched while the machine sleeps', 'slept tick*99', []],
    ['has time to wake up', 'slept tick*99 woke tick*11', []],
    ['and hangs after it woke is killed', 'slept woke tick*12', ['(silent)', 'kill']],
    ['is loaded once for one fall', 'fell fell rested rested', ['(crash)', 'rest 0', 'load']],
    ['is not well again by a last report', 'fell beat rested', ['(crash)', 'rest 0', 'load']],
  ])('%s', (_what, script, deeds) => {
    expect(play(script, well).deeds).toEqual(deeds);
  });

  it('comes back as fast after ten crashes in a row', () => {
    const { health, deeds } = play(crashed(10), well);
    expect(deeds.filter((deed) => deed.startsWith('rest'))).not.toContainEqual(
      expect.stringMatching(/rest [^0]/),
    );
    expect(play('tick*8', health).deeds).toEqual(['(silent)', 'kill']);
    expect(play('fell rested tick*8', health).deeds.slice(-2)).toEqual([
      '(silent while loading)',
      'kill',
    ]);
  });

  it('gets a new window at every third fall, and none after a healthy minute', () => {
    const windows = (script: string): number =>
      play(script, well).deeds.filter((deed) => deed.endsWith('window')).length;
    expect(windows(crashed(9))).toBe(3);
    const minute = Array.from({ length: 30 }, () => 'tick*2 beat').join(' ');
    expect(windows(`${crashed(2)} ${minute} ${crashed(2)}`)).toBe(0);
  });
});

describe('a page that loads', () => {
  const silentLoad = 'fell rested';

  it('for the first time may take twelve seconds', () => {
    expect(play('opened tick*11').deeds).toEqual(['load']);
    expect(play('opened tick*12').deeds).toEqual(['load', '(silent while loading)', 'kill']);
  });

  it('may take twice as long as the slowest that painted here', () => {
    const slow = play('opened tick*10 beat').health;
    expect(play(`${silentLoad} tick*19`, slow).deeds.at(-1)).toBe('load');
    expect(play(`${silentLoad} tick*20`, slow).deeds.at(-1)).toBe('kill');
  });

  it('gets more time after each that ended in silence, at most a minute', () => {
    const twice = play('opened tick*12 fell rested tick*23');
    expect(twice.deeds.at(-1)).toBe('load');
    const often = play(
      `opened ${Array.from({ length: 9 }, () => 'tick*60 fell rested').join(' ')}`,
    );
    expect(play('tick*59', often.health).deeds).toEqual([]);
    expect(play('tick*60', often.health).deeds.at(-1)).toBe('kill');
  });

  it('and crashes waits at most half a second, until it looks hopeless', () => {
    const rests = (falls: number): number[] =>
      play(`opened ${Array.from({ length: falls }, () => 'fell rested').join(' ')}`)
        .deeds.filter((deed) => deed.startsWith('rest'))
        .map((deed) => Number(deed.split(' ')[1]));
    expect(rests(6)).toEqual([0, 250, 500, 500, 500, 500]);
    expect(rests(21).at(-1)).toBe(5_000);
  });
});
