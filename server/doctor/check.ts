import type { Words } from '../../shared/say.ts';
import type { Settings } from '../settings/settings.ts';

/** What every check of the doctor sees, and what it says. */

export interface Patient {
  readonly settings: Settings;
  /** The folder that holds `server/`, `shared/` and the built page. */
  readonly programFolder: string;
  readonly now: () => number;
  /** Of the account that asks; undefined on Windows. */
  readonly account: number | undefined;
  readonly fetch: typeof fetch;
}

export interface Finding {
  /** `mend`: something does not work, or is not safe. `look`: somebody should know of it. */
  readonly state: 'well' | 'look' | 'mend';
  /** What is so, and what to do. */
  readonly words: Words;
}

export interface Check {
  readonly name: string;
  readonly about: Words;
  readonly run: (patient: Patient) => Promise<readonly Finding[]>;
}

export const well = (words: Words): Finding => ({ state: 'well', words });
export const look = (words: Words): Finding => ({ state: 'look', words });
export const mend = (words: Words): Finding => ({ state: 'mend', words });
