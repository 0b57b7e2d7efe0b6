import { describe, expect, it } from 'vitest';
import { BACK_WITHIN_MS, stationPage } from './station-page.ts';
import { steppedTimers } from '../clock/testing/stepped-timers.ts';

describe('a scan while the page is replaced', () => {
  it('continues at once if a page is ready', async () => {
    const page = stationPage(steppedTimers());
    page.arrived();
    expect(await page.wait()).toBe(true);
  });

  it('waits for the new page and then continues', async () => {
    const timers = steppedTimers();
    const page = stationPage(timers);
    page.arrived();
    page.left();
    const waiting = [page.wait(), page.wait()];
    await timers.pass(2_999);
    page.arrived();
    expect(await Promise.all(waiting)).toEqual([true, true]);
  });

  it('expires after three seconds and never fires later', async () => {
    const timers = steppedTimers();
    const page = stationPage(timers);
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

describe('a page that goes', () => {
  it('receives no more events, and leaves the station not ready if it was the last', async () => {
    const timers = steppedTimers();
    const page = stationPage(timers);
    const log: string[] = [];
    const gone = (): void => void log.push('all gone');
    const leaveFirst = page.listen(({ name }) => log.push(`first: ${name}`), gone);
    const leaveSecond = page.listen(({ name }) => log.push(`second: ${name}`), gone);
    page.arrived();
    leaveFirst();
    page.emit({ name: 'role', payload: {} });
    expect(await page.wait()).toBe(true);
    leaveSecond();
    const inTime = page.wait();
    await timers.pass(3_000);
    expect(await inTime).toBe(false);
    await timers.pass(BACK_WITHIN_MS);
    expect(log).toEqual(['second: role', 'all gone']);
  });

  it('and comes back at once, as from a busy station, was never gone', async () => {
    const timers = steppedTimers();
    const page = stationPage(timers);
    const log: string[] = [];
    const gone = (): void => void log.push('all gone');
    const leave = page.listen(() => undefined, gone);
    leave();
    await timers.pass(BACK_WITHIN_MS - 1);
    const leaveAgain = page.listen(() => undefined, gone);
    await timers.pass(BACK_WITHIN_MS);
    expect(log).toEqual([]);
    leaveAgain();
    await timers.pass(BACK_WITHIN_MS);
    expect(log).toEqual(['all gone']);
  });
});
