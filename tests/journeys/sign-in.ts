import type { Page } from '@playwright/test';
import { PERSON } from '../central.ts';

/** At the central server's page. */
export async function signIn(page: Page, password: string = PERSON.password): Promise<void> {
  await page.getByLabel(/账号/).fill(PERSON.name);
  await page.getByLabel(/密码/).fill(password);
  await page.getByRole('button', { name: /登录/ }).click();
}
