import { describe, expect, it } from 'vitest';
import { type Burst, type Caught, noBurst, type Press, press, silence } from './burst.ts';

/** The key of the US layout for each character that a pass holds. */
function keysOf(text: string): { code: string; shift: boolean }[] {
  const signs: Record<string, string> = {
    ' ': 'Space',
    '-': 'Minus',
    '.': 'Period',
    '/': 'Slash',
    ':': '!Semicolon',
    '+': '!Equal',
    $: '!Digit4',
    '%': '!Digit5',
    '*': '!Digit8',
  };
  return Array.from(text, (character) => {
    if (/[A-Z]/.test(character)) return { code: `Key${character}`, shift: true };
    if (/[a-z]/.test(character)) return { code: `Key${character.toUpperCase()}`, shift: false };
    if (/\d/.test(character)) return { code: `Digit${character}`, shift: false };
    const sign = signs[character] ?? '';
    return { code: sign.replace('!', ''), shift: sign.startsWith('!') };
  });
}

function rig() {
  let burst: Burst = noBurst;
  let at = 1000;
  const caught: Caught[] = [];
  const swallowed: string[] = [];
  const key = (code: string, more: Partial<Press> = {}): void => {
    const step = press(burst, { code, shift: false, command: false, repeat: false, at, ...more });
    burst = step.burst;
    caught.push(...step.caught);
    if (step.swallow) swallowed.push(code);
  };
  return {
    caught,
    swallowed,
    key,
    wait: (ms: number): void => {
      at += ms;
      const step = silence(burst, at);
      burst = step.burst;
      caught.push(...step.caught);
    },
    type: (text: string, everyMs: number): void => {
      for (const { code, shift } of keysOf(text)) {
        key(code, { shift });
        at += everyMs;
      }
    },
  };
}

const pass = 'CF1:6BFOXN*TS0BI$ZD-PHQ+A 9R/5.7%W2 LKM8VY4C3UEJ1G';

describe('a scanner that types', () => {
  it.each([1, 8, 16, 24, 30])('is recognised at %i ms a character, ended by Enter', (ms) => {
    const { caught, type, key } = rig();
    type(pass, ms);
    key('Enter');
    expect(caught).toEqual([{ kind: 'scan', text: pass }]);
  });

  it('is recognised if Tab ends it, and if nothing does', () => {
    const { caught, type, key, wait } = rig();
    type('CFR1:ABC', 16);
    key('Tab');
    type('CFR1:DEF', 16);
    wait(100);
    expect(caught).toEqual([
      { kind: 'scan', text: 'CFR1:ABC' },
      { kind: 'scan', text: 'CFR1:DEF' },
    ]);
  });

  it('is recognised if it sends shift separately, in four reports of 8 ms', () => {
    const { caught, key, wait } = rig();
    for (const { code, shift } of keysOf(pass)) {
      if (shift) {
        key('ShiftLeft', { shift });
        wait(16);
      }
      key(code, { shift });
      wait(16);
    }
    key('Enter');
    expect(caught).toEqual([{ kind: 'scan', text: pass }]);
  });

  it('is recognised despite a pause, while the mean time stays short', () => {
    const { caught, type, key, wait } = rig();
    type(pass.slice(0, 20), 8);
    wait(80);
    type(pass.slice(20), 8);
    key('Enter');
    expect(caught).toEqual([{ kind: 'scan', text: pass }]);
  });

  it('never presses a button of the page with its spaces or Enter', () => {
    const { swallowed, type, key } = rig();
    type('CF1:A B C', 8);
    key('Enter');
    expect(swallowed).toContain('Space');
    expect(swallowed).toContain('Enter');
  });

  it('is separated from the scan before it', () => {
    const { caught, type, wait } = rig();
    type('FIRST-CODE', 8);
    wait(120);
    type('SECOND-CODE', 8);
    wait(120);
    expect(caught.map(({ text }) => text)).toEqual(['FIRST-CODE', 'SECOND-CODE']);
  });
});

describe('typing by a person', () => {
  it('is never a scan, however much they write, and keeps every key', () => {
    const { caught, swallowed, type, key, wait } = rig();
    type('hello world', 90);
    key('Enter');
    wait(200);
    expect(caught).toEqual([{ kind: 'typed', text: 'hello world' }]);
    expect(swallowed).toEqual([]);
  });

  it('is no scan when three keys roll under the fingers', () => {
    const { caught, type, wait } = rig();
    type('the', 20);
    wait(150);
    expect(caught).toEqual([{ kind: 'typed', text: 'the' }]);
  });

  it('is no scan when a key is held down', () => {
    const { caught, key, wait } = rig();
    key('KeyA');
    for (let i = 0; i < 40; i++) {
      wait(20);
      key('KeyA', { repeat: true });
    }
    wait(200);
    expect(caught).toEqual([{ kind: 'typed', text: 'a' }]);
  });

  it('passes on commands that are not text', () => {
    const { caught, key, wait } = rig();
    key('KeyC', { command: true });
    wait(200);
    expect(caught).toEqual([]);
  });
});
