import { clerkAtWork, readCode } from './clerk.ts';
import { expect, type Page } from './kiosk.ts';

/** What a clerk does at the screens to bring up a fair: the first laptop, its hub, and each machine. */

const LONG_MS = 60_000;

export const button = (at: Page, name: RegExp) => at.getByRole('button', { name });
export const titled = (at: Page, name: RegExp) => at.getByRole('heading', { level: 1, name });
export type Clerk = ReturnType<typeof clerkAtWork>;

/** Of a fair that was just made, as it is printed, and what the clerk wrote down. */
export interface Papers {
  readonly card: string;
  readonly sheet: string;
  readonly passphrase: string;
}

/** The first laptop becomes the organiser's station. */
export async function makeTheFair(clerk: Clerk, laptop: Page): Promise<Papers> {
  const next = () => clerk.tap(button(laptop, /下一步/));
  await clerk.tap(button(laptop, /新建招聘会/));
  await clerk.type(laptop.getByLabel(/招聘会名称/), '“春风行动”云溪街道专场招聘会');
  await clerk.type(laptop.getByLabel(/主办单位/), '汀禾市人力资源和社会保障局');
  await clerk.type(laptop.getByLabel(/地点/), '柳桥路文化广场');
  await next();
  await clerk.tap(button(laptop, /下个月/));
  await clerk.tap(button(laptop, /月6日$/));
  for (const title of [/会场用几台机器/, /设服务台吗/, /哪些单位来/, /对不对/, /主办方口令/]) {
    await next();
    await expect(titled(laptop, title)).toBeVisible();
  }
  await expect(laptop.locator('.proposed')).toHaveText(/^[0-9A-Z-]{14}$/);
  const passphrase = (await laptop.locator('.proposed').textContent()) ?? '';
  await clerk.type(laptop.getByLabel('再输一遍'), passphrase);
  await clerk.tap(button(laptop, /生成密钥/));

  await expect(titled(laptop, /导入参会单位和岗位/)).toBeVisible({ timeout: LONG_MS });
  await clerk.choose(laptop.locator('.set-up-table input[type=file]'), {
    name: '参会单位.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      '展位号,区域,单位名称,岗位名称,工种,招聘人数\nA01,A区,云溪电子厂,装配普工,生产制造,30\nA02,A区,柳桥物流,分拣员,物流,12\n',
    ),
  });
  await clerk.tap(laptop.locator('.table-steps nav').getByRole('button', { name: /变更预览/ }));
  await clerk.tap(button(laptop, /签名并发到各站点/));
  await expect(laptop.getByText('已导入，现在共 2 家单位')).toBeVisible();
  await next();

  await expect(titled(laptop, /打印恢复单和工作卡/)).toBeVisible();
  const paper = (kind: string) =>
    readCode(laptop.locator(`.papers-preview [data-sheet="${kind}"] .sheet-code`).first());
  const [card, sheet] = [await paper('cards'), await paper('recovery')];
  await laptop.evaluate(() => (window.print = () => undefined));
  await clerk.tap(laptop.locator('.papers-print').getByRole('button', { name: /打印/ }));
  await clerk.tap(button(laptop, /打印好了/));
  return { card, sheet, passphrase };
}

export async function switchTheHubOn(clerk: Clerk, laptop: Page): Promise<void> {
  await clerk.tap(button(laptop, /^站点/));
  const line = laptop.getByTestId('hub');
  await clerk.tap(line.getByRole('button', { name: /打开会场中转/ }));
  await expect(line.getByRole('status')).toContainText('正在运行', { timeout: LONG_MS });
  // All machines of this journey are one, so the hall's network is its loopback.
  await clerk.tap(line.getByRole('button', { name: /设置/ }));
  const sheet = laptop.getByRole('dialog', { name: /会场中转/ });
  await clerk.tap(sheet.getByRole('button', { name: /127\.0\.0\.1/ }));
  await clerk.tap(sheet.getByRole('button', { name: /关上/ }));
}

/** As the station whose code is shown, or as the one of this number. */
export async function joinOne(
  clerk: Clerk,
  laptop: Page,
  machine: Page,
  card: string,
  slot?: number,
): Promise<string> {
  await clerk.tap(button(machine, /加入招聘会/));
  await expect(titled(machine, /扫主办方的登记码/)).toBeVisible();
  const codes = laptop.getByRole('dialog', { name: /让机器加入/ });
  if (slot !== undefined) {
    // The code that comes by itself is made first: two at once keep a busy machine from answering.
    await expect(codes.getByTestId('qr')).toBeVisible({ timeout: LONG_MS });
    await clerk.tap(codes.getByRole('button', { name: new RegExp(`^${slot} 号`) }));
  }
  const next = codes.locator('[aria-current="true"]');
  const shown = codes.getByTestId('qr');
  await expect(shown).toBeVisible({ timeout: LONG_MS });
  const name = (await next.locator('.zh').first().textContent()) ?? '';
  await clerk.scanCode(machine, shown);
  await expect(titled(machine, /再扫一下工作卡/)).toBeVisible({ timeout: LONG_MS });
  await clerk.scanCard(machine, card);
  await expect(
    codes.getByRole('listitem').filter({ hasText: name }).getByText('已加入'),
  ).toBeVisible({ timeout: LONG_MS });
  return name;
}
