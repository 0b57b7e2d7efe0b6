import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The system's printers: each folder in the folder that this variable names is one, and gets what is
 * printed as a PDF. A printer with the file `stuck` in it never answers.
 */
export const OFFICE = 'Office';
export const PRINTERS = 'CHUNFENG_STAND_IN_PRINTERS';

const home = process.env[PRINTERS];

export function printerNames(): string[] {
  return home === undefined || !existsSync(home) ? [] : readdirSync(home).toSorted();
}

export function printOn(
  name: string,
  pdf: Uint8Array,
  done: (success: boolean, failureReason: string) => void,
): void {
  const folder = join(home ?? '', name);
  if (home === undefined || !existsSync(folder)) return done(false, 'Invalid printer settings');
  if (existsSync(join(folder, 'stuck'))) return;
  writeFileSync(join(folder, `${readdirSync(folder).length}.pdf`), pdf);
  done(true, '');
}
