import { afterEach, describe, expect, it, vi } from 'vitest';
import { steppedTimers } from './testing/stepped-timers.ts';
import { realTimers } from './timers.ts';

describe('real timers', () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('run a task once, when it is due', () => {
    vi.useFakeTimers();
    const then = vi.fn();
    realTimers.after(50, then);
    vi.advanceTimersByTime(49);
    expect(then).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1000);
    expect(then).toHaveBeenCalledOnce();
  });

  it('skip what was cancelled', () => {
    vi.useFakeTimers();
    const then = vi.fn();
    const cancel = realTimers.after(50, then);
    cancel();
    vi.advanceTimersByTime(1000);
    expect(then).not.toHaveBeenCalled();
  });

  it('never keep a process alive', () => {
    const made = vi.spyOn(globalThis, 'setTimeout');
    const cancel = realTimers.after(60_000, () => {});
    const [first] = made.mock.results;
    cancel();
    expect(first?.type === 'return' && first.value.hasRef()).toBe(false);
    expect(first?.type).toBe('return');
  });
});

describe('stepped timers', () => {
  it('run due tasks in order, including tasks that were added meanwhile', async () => {
    const timers = steppedTimers();
    const ran: string[] = [];
    timers.after(30, () => ran.push('late'));
    timers.after(10, () => {
      ran.push('early');
      timers.after(5, () => ran.push('between'));
    });
    const cancel = timers.after(20, () => ran.push('cancelled'));
    timers.after(41, () => ran.push('beyond'));
    cancel();
    await timers.pass(40);
    expect(ran).toEqual(['early', 'between', 'late']);
    await timers.pass(1);
    expect(ran.at(-1)).toBe('beyond');
  });
});
