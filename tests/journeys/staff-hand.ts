import { expect, type Page } from './kiosk.ts';

/** What staff do at the corner of the screen. */

export async function hold(page: Page): Promise<void> {
  const emblem = page.getByRole('button', { name: /工作人员入口/ });
  await emblem.hover();
  await page.mouse.down();
  await expect(page.getByRole('dialog', { name: /工作人员密码/ })).toBeVisible();
  await page.mouse.up();
}

export async function typePin(page: Page, pin: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  for (const digit of pin) await dialog.getByRole('button', { name: digit, exact: true }).click();
  await dialog.getByRole('button', { name: /进入/ }).click();
}

/** Makes one call with the staff's key where a test does not look at their panel. */
export function asStaff(page: Page, name: string, input: object): Promise<string> {
  return page.evaluate(
    async ([called, rest]) => {
      const call = async (to: string, what: object): Promise<string> => {
        const answer = await fetch(`/call/${to}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(what),
        });
        return answer.text();
      };
      const key = /"key":"([^"]+)"/.exec(await call('staff.open', { pin: '2580' }))?.[1];
      return call(called, { ...rest, key });
    },
    [name, input] as const,
  );
}
