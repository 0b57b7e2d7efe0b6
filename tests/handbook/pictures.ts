import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { z } from 'zod';
import { root } from '../report/outcome.ts';
import type { Finding } from '../screens/audit.ts';
import type { Stop } from '../screens/look.ts';
import type { Shot } from '../screens/taken.ts';
import { saidInSources } from './said-in-sources.ts';

/** The handbook's pictures: on which walk each is taken, and what the screen said then. */

export const picturesFolder = join(root, 'docs', 'handbook', 'pictures');
const SEEN_FILE = join(picturesFolder, 'seen.json');

const PANEL = '1280x800';
const shot = (name: string, role: string, step: string, walks?: number): Shot => ({
  name,
  role,
  step,
  panel: PANEL,
  fair: 'sample',
  ...(walks !== undefined && { walks }),
});

export const shots: readonly Shot[] = [
  shot('entrance-idle', 'attendee', 'idle', 1),
  shot('booth-person', 'booth', 'person, with history and notes', 2),
  shot('desk-person', 'desk', 'person, with history', 2),
  shot('organiser-live', 'server', 'live, alerts'),
  shot('organiser-bulletin', 'organiser', 'bulletin'),
  shot('organiser-table', 'organiser', 'table, columns'),
  shot('evening', 'organiser', 'afterwards, evening'),
  shot('afterwards-later', 'organiser', 'afterwards, later'),
  shot('rehearsal', 'organiser', 'rehearsal, what it found'),
  shot('replace-machine', 'organiser', 'machine, replaced'),
  shot('staff-panel', 'staff', 'panel', 1),
  shot('first-screen', 'first', 'first choice'),
  shot('new-fair', 'first', 'new fair, machines'),
  shot('join-code', 'first', 'joining, the code'),
  shot('station-locked', 'locked', 'locked'),
];

/** The pictures that the handbook's pages show. */
export function picturesShown(): Set<string> {
  const pages = globSync('docs/handbook/*/*.md', { cwd: root });
  const names = pages.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/pictures\/([a-z0-9-]+)\.webp/g)].map(
      ([, name = '']) => name,
    ),
  );
  return new Set(names);
}

const seenSchema = z.record(z.string(), z.array(z.string()));
/** What each picture's screen said when it was taken. */
export type WordsSeen = z.infer<typeof seenSchema>;
export const readSeen = (): WordsSeen =>
  seenSchema.parse(JSON.parse(readFileSync(SEEN_FILE, 'utf8')));
export { SEEN_FILE };

/** Without the words that a fair may have, too. */
export const wordsOfThePage = (): readonly string[] => saidInSources('renderer');

/** The words that the screen says by itself, without names of people, employers and posts. */
export async function wordsOn(page: Page, ofThePage: readonly string[]): Promise<string[]> {
  const seen = await page.evaluate(() =>
    [...document.querySelectorAll('.zh, [lang="zh-CN"]')]
      .filter((element) => !element.closest('.drawer') && element.checkVisibility())
      .map((element) => element.textContent),
  );
  const known = new Set(ofThePage);
  return [...new Set(seen)].filter((text) => known.has(text)).toSorted();
}

/** Says where a picture of the handbook shows something else than the screen that a walk has come to. */
export function picturesAgainstScreens(): (stop: Stop) => Promise<Finding[]> {
  const seen = readSeen();
  const ofThePage = wordsOfThePage();
  return async ({ role, step, look, page }) => {
    const shot = shots.find((each) => each.role === role && each.step === step);
    if (!shot || look.panel.name !== PANEL) return [];
    const now = new Set(await wordsOn(page, ofThePage));
    const then = seen[shot.name] ?? [];
    const gone = then.filter((word) => !now.has(word));
    const fresh = [...now].filter((word) => !then.includes(word));
    const what = [...gone.map((word) => `−${word}`), ...fresh.map((word) => `+${word}`)];
    if (what.length === 0) return [];
    return [{ kind: 'old', what: `picture ${shot.name}: ${what.join(' ')} (npm run handbook)` }];
  };
}
