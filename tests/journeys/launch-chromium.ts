import { type Browser, chromium } from '@playwright/test';

/** The tests' own browser, unpacked already. */
export function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    // Not the package's own list: that one turns web security off, which is what we test.
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
}
