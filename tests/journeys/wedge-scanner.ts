import type { Page } from '@playwright/test';
import { typedBy } from '../../renderer/wedge/us-layout.ts';

/**
 * A scanner that types: it does not wait for the page between keys, like a real device. A Chinese input
 * method may be active, so that only a key's position tells what was meant.
 */

interface Key {
  readonly code: string;
  readonly shift: boolean;
}

const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ', (letter) => `Key${letter}`);
const digits = Array.from('0123456789', (digit) => `Digit${digit}`);
const signs = ['Space', 'Minus', 'Equal', 'Semicolon', 'Comma', 'Period', 'Slash'];
const keys = new Map<string, Key>(
  [...letters, ...digits, ...signs].flatMap((code) =>
    [false, true].map((shift) => [typedBy(code, shift) ?? '', { code, shift }] as const),
  ),
);

export async function typeAsScanner(page: Page, text: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const presses = Array.from(text, (character) => {
    const key = keys.get(character);
    if (!key) throw new Error(`no scanner types ${character}`);
    return key;
  });
  await Promise.all(
    [...presses, { code: 'Enter', shift: false }].flatMap(({ code, shift }) =>
      (['rawKeyDown', 'keyUp'] as const).map((type) =>
        session.send('Input.dispatchKeyEvent', {
          type,
          code,
          key: code === 'Enter' ? 'Enter' : 'Process',
          modifiers: shift ? 8 : 0,
          windowsVirtualKeyCode: code === 'Enter' ? 13 : 229,
        }),
      ),
    ),
  );
  await session.detach();
}

/**
 * As the page sends what a scanner typed, for a journey that is about something else: a machine that is busy with
 * eight stations types too slowly for a scanner.
 */
export async function scanned(page: Page, text: string): Promise<void> {
  await page.evaluate(
    (body) =>
      fetch('/call/arrival.wedge', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      }),
    JSON.stringify({ text }),
  );
}
