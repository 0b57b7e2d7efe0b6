import type { Page } from '@playwright/test';

/** At the set-up of a sample fair, whose keys open without a passphrase. */
export async function openSampleKeys(page: Page): Promise<void> {
  await page.getByRole('button', { name: /打开密钥/ }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /样例：直接打开/ })
    .click();
}
