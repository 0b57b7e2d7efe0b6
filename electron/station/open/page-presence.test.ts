import { describe, expect, it } from 'vitest';
import { pagePresence } from './page-presence.ts';
import { steppedTimers } from '../clock/testing/stepped-timers.ts';

describe('a scan while the page is replaced', () => {
  it('goes on at once where a page stands ready', async () => {
    const page = pagePresence(steppedTimers());
    page.arrived();
    expect(await page.wait()).toBe(true);
  });

  it('waits for the new page and then goes on', async () => {
    const timers = steppedTimers();
    const page = pagePresence(timers);
    page.arrived();
    page.left();
    const waiting = [page.wait(), page.wait()];
    await timers.pass(2_999);
    page.arrived();
    expect(await Promise.all(waiting)).toEqual([true, true]);
  });

  it('is given up after three seconds and never fires later', async () => {
    const timers = steppedTimers();
    const page = pagePresence(timers);
    const said: boolean[] = [];
    const waiting = page.wait().then((inTime) => said.push(inTime));
    await timers.pass(3_000);
    await waiting;
    page.arrived();
    await timers.pass(60_000);
    expect(said).toEqual([false]);
    expect(await page.wait()).toBe(true);
  });
});
