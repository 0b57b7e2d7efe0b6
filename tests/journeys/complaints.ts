import type { Page } from '@playwright/test';

/**
 * Errors that a page throws or logs, and breaches of its own security policy. Chromium does not log a
 * breach whose throw is caught, so this file logs each one. Electron's first document starts before the
 * script is in place, so its breaches are reported from the second document on.
 */
export async function listenForComplaints(page: Page): Promise<string[]> {
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`);
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (breach) => {
      const { effectiveDirective, blockedURI, sourceFile, lineNumber } = breach;
      console.error(
        `against its own policy: ${effectiveDirective} ${blockedURI} at ${sourceFile}:${lineNumber}`,
      );
    });
  });
  return complaints;
}
