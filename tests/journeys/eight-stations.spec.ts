import { clerkAtWork } from './clerk.ts';
import { button, joinOne, makeTheFair, switchTheHubOn } from './fair-by-clerk.ts';
import { expect, type Page, test as base } from './kiosk.ts';
import { inItsOwnProcess, type OwnProcess } from './own-process.ts';

/**
 * Story: a clerk with empty laptops, a spreadsheet of employers, no internet and no engineer. Desired end: a fair
 * with all its stations at work, made without a terminal and without a file carried anywhere.
 */

const LONG_MS = 60_000;

const test = base.extend<{ emptyMachine: () => Promise<Page> }>({
  emptyMachine: async ({ context }, use) => {
    const running: OwnProcess[] = [];
    await use(async () => {
      const machine = await inItsOwnProcess(context);
      machine.page.setDefaultTimeout(LONG_MS);
      running.push(machine);
      return machine.page;
    });
    await Promise.all(running.map((machine) => machine.close()));
  },
});

const STATIONS = 8;

test(`a clerk brings up a fair with ${STATIONS} stations`, {
  tag: ['@desk', '@browser', '@lane'],
}, async ({ emptyMachine }) => {
  test.setTimeout(STATIONS * LONG_MS);
  const clerk = clerkAtWork();
  const laptop = await emptyMachine();
  const began = performance.now();
  const { card } = await makeTheFair(clerk, laptop);
  await switchTheHubOn(clerk, laptop);
  await clerk.tap(button(laptop, /让机器加入/));
  const names: string[] = [];
  for (let n = 1; n < STATIONS; n += 1) {
    names.push(await joinOne(clerk, laptop, await emptyMachine(), card));
  }
  await expect(laptop.getByRole('dialog', { name: /让机器加入/ }).getByText('已加入')).toHaveCount(
    STATIONS,
  );
  const seconds = (performance.now() - began) / 1_000;
  expect(new Set(names).size).toBe(STATIONS - 1);

  const { taps, fields, cards, codes, files } = clerk.effort();
  console.log(
    `${STATIONS} 台 stations: ${taps} taps, ${fields} fields, ${cards} card scans, ${codes} codes, ${files} files, ${seconds.toFixed(0)} s of machine time`,
  );
  // What the fair is made with costs the same for any number of machines.
  expect(taps).toBeLessThanOrEqual(120);
  expect(fields).toBeLessThanOrEqual(20);
  expect(cards).toBeLessThanOrEqual(8);
  expect(files).toBe(0);
});
