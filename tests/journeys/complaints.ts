import type { Page } from '@playwright/test';

/**
 * What a page complains of: errors that it throws or logs, and breaches of its own security policy.
 * Chromium logs no breach whose throw is caught, so each is logged from here. Electron's first
 * document has begun before we can, and tells of them from its second on.
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
