import type { Locator } from '@playwright/test';
import { expect, type Page } from './kiosk.ts';
import { codesIn } from './qr-decoder.ts';
import { scanned } from './wedge-scanner.ts';

/** A clerk at work, whose every tap, typed field, scan and carried file is counted. */

export interface Effort {
  readonly taps: number;
  readonly fields: number;
  /** Scans of a staff card. */
  readonly cards: number;
  /** Scans of a code off another machine's screen, or of the recovery sheet. */
  readonly codes: number;
  /** Files carried from one machine to another. */
  readonly files: number;
}

/** A start on a cold machine, with seven others at work. */
const LONG_MS = 60_000;

export function clerkAtWork() {
  const effort = { taps: 0, fields: 0, cards: 0, codes: 0, files: 0 };
  return {
    effort: (): Effort => ({ ...effort }),
    async tap(what: Locator): Promise<void> {
      await expect(what).toBeVisible({ timeout: LONG_MS });
      effort.taps += 1;
      await what.click();
    },
    async type(field: Locator, text: string): Promise<void> {
      effort.fields += 1;
      await field.fill(text);
    },
    /** A table from the clerk's own folder: it is not carried anywhere. */
    choose: (field: Locator, file: Parameters<Locator['setInputFiles']>[0]) =>
      field.setInputFiles(file),
    async scanCard(at: Page, card: string): Promise<void> {
      effort.cards += 1;
      await scanned(at, card);
    },
    /** The sheet from the safe. */
    async scanSheet(at: Page, sheet: string): Promise<void> {
      effort.codes += 1;
      await scanned(at, sheet);
    },
    /** A stick with this file, from one machine to another. */
    async carry(field: Locator, file: Parameters<Locator['setInputFiles']>[0]): Promise<void> {
      effort.files += 1;
      await field.setInputFiles(file);
    },
    async scanCode(at: Page, shown: Locator): Promise<void> {
      effort.codes += 1;
      await scanned(at, await readCode(shown));
    },
  };
}

/** As a scanner reads it off a screen or a sheet. */
export async function readCode(shown: Locator): Promise<string> {
  await shown.scrollIntoViewIfNeeded();
  const [code] = await codesIn(await shown.screenshot());
  if (!code) throw new Error('there is no code to scan');
  return code.text;
}
