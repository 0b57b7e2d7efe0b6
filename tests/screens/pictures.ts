import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launchChromium } from '../journeys/chromium-here.ts';
import { root } from '../journeys/doors.ts';
import { type Shot, takeShots } from './taken.ts';

/** `npm run pictures`: the README's pictures, from the same walks as the gallery. */

const panel = '1280x800';
const shots: readonly Shot[] = [
  { name: 'attendee', role: 'attendee', step: 'welcome', panel, walks: 1, fair: 'sample' },
  {
    name: 'booth',
    role: 'booth',
    step: 'person, with history and notes',
    panel,
    walks: 2,
    fair: 'sample',
  },
  // Its figures need employers and a day; the kiosk shows the sample's own.
  { name: 'organiser', role: 'organiser', step: 'live, one day', panel, fair: 'longest' },
];

const folder = join(root, 'docs', 'pictures');
await mkdir(folder, { recursive: true });
const browser = await launchChromium();
try {
  await takeShots(browser, shots, async ({ name }, { screen }) => {
    await writeFile(join(folder, `${name}.webp`), await screen.thumbnail('webp'));
    console.log(`✓ docs/pictures/${name}.webp`);
  });
} finally {
  await browser.close();
}
