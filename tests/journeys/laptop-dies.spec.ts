import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { BrowserContext } from '@playwright/test';
import { enrol } from '../../electron/station/keys/enrolment.ts';
import { secretsOfSlot } from '../../electron/station/keys/fair-pack.ts';
import { signFair } from '../../electron/station/keys/signed-fair.ts';
import { recoveryCodeText } from '../../shared/recovery-sheet.ts';
import { startServer } from '../rehearse/processes.ts';
import { fairOfTwo, PASSPHRASE, randomBytes, sheetOf } from '../sync/dead-laptop.ts';
import { clerkAtWork, readCode } from './clerk.ts';
import { startByCommand } from './command-door.ts';
import { browserDoor } from './doors.ts';
import {
  button,
  type Clerk,
  joinOne,
  makeTheFair,
  type Papers,
  switchTheHubOn,
  titled,
} from './fair-by-clerk.ts';
import { expect, type Page, test as base } from './kiosk.ts';
import { inItsOwnProcess, type OwnProcess } from './own-process.ts';
import { scanned } from './wedge-scanner.ts';

/**
 * Story: at noon the organiser's laptop dies, with its hub and its disk. Desired end: the stations never stop, and
 * an empty laptop is the organiser's within minutes: keys, hub, figures and log.
 */

const GATE = 1;
const BOOTHS = 3;
const LONG_MS = 60_000;
const NUMBERS = ['11010519491231002X', '810000199003070015'] as const;

/** A laptop whose program, station and hub go at one moment, and whose disk nobody reads again. */
interface Mortal {
  readonly page: Page;
  dies(): Promise<void>;
}

async function mortalLaptop(context: BrowserContext): Promise<Mortal> {
  const folder = await mkdtemp(join(tmpdir(), 'chunfeng-dies-'));
  const started = await startByCommand(folder);
  const page = await context.newPage();
  page.setDefaultTimeout(LONG_MS);
  await page.goto(started.url);
  let alive = true;
  return {
    page,
    async dies() {
      if (!alive) return;
      alive = false;
      await started.kill();
      await rm(folder, { recursive: true, force: true });
      await page.close();
    },
  };
}

const test = base.extend<{ organisers: Mortal; emptyMachine: () => Promise<Page> }>({
  organisers: async ({ context }, use) => {
    const laptop = await mortalLaptop(context);
    await use(laptop);
    await laptop.dies();
  },
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

/** At a gate without a reader of cards: the number is typed. */
async function checksIn(gate: Page, number: string): Promise<void> {
  await gate.getByRole('button', { name: /输入号码/ }).click();
  for (const key of number) await gate.getByRole('button', { name: key, exact: true }).click();
  await gate.getByRole('button', { name: /下一步/ }).click();
  await gate.getByRole('button', { name: /同意，领通行证/ }).click();
  await expect(gate.getByRole('img', { name: /通行证二维码/ })).toBeVisible();
}

async function leaves(gate: Page): Promise<void> {
  await gate.getByRole('button', { name: /拍好了，完成/ }).click();
  await expect(gate.getByText(/今天已有/)).toBeVisible();
}

const figure = (at: Page, name: string) =>
  at.locator('.key-figures > div').filter({ hasText: name }).locator('b');

async function showsFigures(at: Page, people: string): Promise<void> {
  await at.getByRole('button', { name: /^实时/ }).click();
  await at.getByRole('button', { name: /^全程/ }).click();
  await expect(figure(at, '到场求职者')).toHaveText(people);
}

/** A fair at work: somebody came in and left a résumé, and the organiser saw it. */
async function bringUp(clerk: Clerk, laptop: Page, emptyMachine: () => Promise<Page>) {
  const papers = await makeTheFair(clerk, laptop);
  await switchTheHubOn(clerk, laptop);
  await clerk.tap(button(laptop, /让机器加入/));
  const gate = await emptyMachine();
  await joinOne(clerk, laptop, gate, papers.card, GATE);
  const booth = await emptyMachine();
  await joinOne(clerk, laptop, booth, papers.card, BOOTHS);
  await laptop.keyboard.press('Escape');

  await checksIn(gate, NUMBERS[0]);
  const pass = await readCode(gate.getByTestId('pass-qr'));
  await leaves(gate);
  await booth
    .getByRole('listitem')
    .filter({ hasText: 'A01' })
    .getByRole('button', { name: /开台/ })
    .click();
  await scanned(booth, pass);
  await booth.getByRole('button', { name: /^收简历/ }).click();
  await expect(booth.getByRole('button', { name: /已收简历/ })).toBeVisible();
  await showsFigures(laptop, '1');
  return { papers, gate, booth };
}

/** From the staff's panel of a station, as its file lies on a stick then. */
async function saveToStick(clerk: Clerk, at: Page, card: string) {
  const save = at.getByRole('button', { name: /记录存到 U 盘/ });
  // A kiosk's page is a fresh one for each person, and hears no scan in between.
  await expect(async () => {
    if (!(await save.isVisible())) await clerk.scanCard(at, card);
    await expect(save).toBeVisible({ timeout: 8_000 });
  }).toPass();
  const download = at.waitForEvent('download');
  await clerk.tap(save);
  const saved = await download;
  const file = {
    name: basename(saved.suggestedFilename()),
    mimeType: 'application/json',
    buffer: await readFile(await saved.path()),
  };
  await clerk.tap(at.getByRole('dialog').getByRole('button', { name: /关闭/ }).first());
  return file;
}

type Stick = Awaited<ReturnType<typeof saveToStick>>;

async function takeOver(
  clerk: Clerk,
  laptop: Page,
  { sheet, passphrase }: Pick<Papers, 'sheet' | 'passphrase'>,
  from: Stick | string,
): Promise<void> {
  await clerk.tap(button(laptop, /加入招聘会/));
  await clerk.tap(button(laptop, /接替主办方的电脑/));
  await expect(titled(laptop, /扫保险柜里的恢复单/)).toBeVisible();
  await clerk.scanSheet(laptop, sheet);
  await expect(titled(laptop, /插上存有招聘会的 U 盘/)).toBeVisible();
  if (typeof from === 'string') {
    await clerk.tap(button(laptop, /从服务器或别的中转取/));
    await clerk.type(laptop.getByLabel(/服务器的地址/), from);
    await clerk.tap(button(laptop, /继续/));
    await clerk.type(laptop.getByLabel(/主办方口令/), passphrase);
    await clerk.tap(button(laptop, /取招聘会/));
    await expect(titled(laptop, /接替这一场/)).toBeVisible();
  } else {
    await clerk.carry(laptop.locator('input[type=file]'), from);
    await clerk.type(laptop.getByLabel(/主办方口令/), passphrase);
  }
  await clerk.tap(laptop.getByRole('button', { name: /^接替/ }));
  await expect(titled(laptop, /各站点还在找原来那台电脑/)).toBeVisible();
}

/** On the page that comes right after: the hub, and its code at each station. */
async function stationsFindIt(clerk: Clerk, laptop: Page, stations: readonly Page[]) {
  const hub = laptop.getByTestId('hub');
  await clerk.tap(hub.getByRole('button', { name: /打开会场中转/ }));
  await expect(hub.getByRole('status')).toContainText('正在运行');
  // All machines of this journey are one, so the hall's network is its loopback.
  await clerk.tap(hub.getByRole('button', { name: /127\.0\.0\.1/ }));
  await clerk.tap(hub.getByRole('button', { name: /生成地址码/ }));
  const code = hub.getByTestId('qr');
  await expect(code).toBeVisible();
  for (const station of stations) {
    await clerk.scanCode(station, code);
    await expect(station.getByTestId('address-taken')).toContainText('地址收到了');
  }
  await expect(laptop.getByText(`台里 ${stations.length} 台已连上`)).toBeVisible();
}

const rows = (at: Page) => at.getByTestId('audit').getByRole('row');

test(
  'a second laptop takes over from one that died at noon, by the sheet and any station’s stick',
  {
    tag: ['@desk', '@browser', '@lane'],
  },
  async ({ organisers, emptyMachine }, info) => {
    test.setTimeout(8 * LONG_MS);
    const atWork = clerkAtWork();
    const { papers, gate, booth } = await bringUp(atWork, organisers.page, emptyMachine);
    await organisers.dies();

    // Nobody waits: somebody else comes in while there is no organiser, no hub and no server.
    await checksIn(gate, NUMBERS[1]);
    await leaves(gate);

    const clerk = clerkAtWork();
    const began = performance.now();
    const stick = await saveToStick(clerk, gate, papers.card);
    const laptop = await emptyMachine();
    await takeOver(clerk, laptop, papers, stick);
    await stationsFindIt(clerk, laptop, [gate, booth]);
    await clerk.tap(button(laptop, /换下原来那台/));
    await clerk.tap(laptop.getByRole('dialog').getByRole('button', { name: /^换/ }));
    await expect(laptop.getByText(/号已换下/)).toBeVisible();
    await laptop.screenshot({ path: info.outputPath('taken-over.png'), fullPage: true });
    await clerk.tap(button(laptop, /好了，去主办方页面/));
    // Whole again, out of what the stations hold.
    await showsFigures(laptop, '2');
    await expect(figure(laptop, '简历')).toHaveText('1');
    const seconds = (performance.now() - began) / 1_000;

    // The keys open what the gate had sealed for the laptop that is dead.
    await button(laptop, /^会后/).click();
    await laptop.locator('.parts-nav').getByRole('button', { name: '联系表' }).click();
    await laptop.getByRole('button', { name: /从服务器取回|取回/ }).click();
    await expect(laptop.getByText(/新取回 [1-9]\d* 个/)).toBeVisible();
    await laptop.getByRole('button', { name: '查看' }).click();
    // Nobody left a telephone number, so there is nobody whom an employer may call.
    await expect(laptop.getByText('共 0 人次，1 家单位')).toBeVisible();

    await button(laptop, /^记录/).click();
    await expect(rows(laptop).filter({ hasText: '接替了主办方' })).toContainText('招聘会来自 U 盘');
    await expect(rows(laptop).filter({ hasText: '打开了会场中转' })).toHaveCount(1);
    await expect(rows(laptop).filter({ hasText: '生成了中转的地址码' })).toHaveCount(2);
    await expect(rows(laptop).filter({ hasText: '发布了新版招聘会' })).toHaveCount(1);
    await expect(laptop.getByText(/记录完整/)).toBeVisible();

    const { taps, fields, cards, codes, files } = clerk.effort();
    console.log(
      `接替 take-over: ${taps} taps, ${fields} fields, ${cards} card scans, ${codes} codes, ${files} files, ${seconds.toFixed(0)} s of machine time`,
    );
    expect(taps).toBeLessThanOrEqual(14);
    expect(fields).toBeLessThanOrEqual(1);
    expect(files).toBe(1);
  },
);

test('a second laptop takes over with the sheet and the central server, without a stick', {
  tag: ['@desk', '@browser'],
}, async ({ emptyMachine, context }) => {
  const folder = await mkdtemp(join(tmpdir(), 'chunfeng-by-server-'));
  const made = await fairOfTwo();
  const signed = signFair(made.fair, made.keys.signingKey);
  const fairFile = join(folder, 'fair.json');
  await writeFile(fairFile, JSON.stringify(signed));
  const server = await startServer({ data: join(folder, 'server'), fairFile });
  const address = `http://127.0.0.1:${server.port}`;
  const secrets = secretsOfSlot(made.fair, made.keys, GATE);
  if (!secrets) throw new Error('no gate');
  const place = { fair: made.fair, signed, slot: GATE };
  const atGate = join(folder, 'gate');
  await enrol(atGate, { ...place, server: address }, secrets, made.staffCard, randomBytes);
  const gate = await browserDoor(atGate, GATE, context, { firstScreen: true });
  await scanned(gate.page, made.staffCard);
  await checksIn(gate.page, NUMBERS[0]);

  const clerk = clerkAtWork();
  const began = performance.now();
  const laptop = await emptyMachine();
  const sheet = recoveryCodeText(await sheetOf(made));
  await takeOver(clerk, laptop, { sheet, passphrase: PASSPHRASE }, address);
  await clerk.tap(button(laptop, /好了，去主办方页面/));
  // Its stations never lost the server: no code is scanned anywhere.
  await showsFigures(laptop, '1');
  const seconds = (performance.now() - began) / 1_000;
  const { taps, fields, codes, files } = clerk.effort();
  console.log(
    `由服务器接替 by the server: ${taps} taps, ${fields} fields, ${codes} codes, ${files} files, ${seconds.toFixed(0)} s of machine time`,
  );
  expect(files).toBe(0);
  await button(laptop, /^记录/).click();
  await expect(rows(laptop).filter({ hasText: '接替了主办方' })).toContainText('来自服务器');
  await gate.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});
