import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../journeys/doors.ts';
import { launchChromium } from '../journeys/chromium-here.ts';
import { faces } from './faces.ts';
import { longestFair } from './longest-fair.ts';
import { lookAt } from './look.ts';
import { plain } from './looks.ts';
import { panels } from './panels.ts';

/** `npm run pictures`: the README's pictures, from the same walks as the gallery. */

interface Shown {
  readonly role: string;
  readonly step: string;
  readonly panel: string;
  /** How many of the role's walks lead to this picture. */
  readonly walks: number;
  /** The organiser's figures need employers and a day; the kiosk shows the sample's own. */
  readonly fair: 'sample' | 'longest';
}

const shown: readonly Shown[] = [
  { role: 'attendee', step: 'welcome', panel: '1280x800', walks: 1, fair: 'sample' },
  {
    role: 'booth',
    step: 'person, with history and notes',
    panel: '1280x800',
    walks: 2,
    fair: 'sample',
  },
  { role: 'organiser', step: 'live, one day', panel: '1280x800', walks: 1, fair: 'longest' },
];

const folder = join(root, 'docs', 'pictures');
await mkdir(folder, { recursive: true });
const browser = await launchChromium();
try {
  for (const { role, step, panel, walks, fair } of shown) {
    const face = faces.find((known) => known.role === role);
    const chosen = panels.find(({ name }) => name === panel);
    if (!face || !chosen) throw new Error(`no ${role} on ${panel}`);
    const there = 'walks' in face ? { ...face, walks: face.walks.slice(0, walks) } : face;
    await lookAt(there, {
      browser,
      resources: fair === 'sample' ? join(root, 'resources') : await longestFair(),
      looks: [{ ...plain(chosen), drawer: 'none' }],
      axe: false,
      async onStop({ step: at, screen }) {
        if (at !== step) return;
        await writeFile(join(folder, `${role}.webp`), await screen.thumbnail());
      },
    });
    console.log(`✓ docs/pictures/${role}.webp`);
  }
} finally {
  await browser.close();
}
