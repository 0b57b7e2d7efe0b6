import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Medium } from '../../electron/station/export/media.ts';
import type { BrowserDoorOptions } from './doors.ts';

/** Sticks that are folders, and a window that prints: a kiosk's files and paper, at a browser's door. */
export function kioskFiles(root: string) {
  const media: Medium[] = [];
  let page: Page | undefined;
  return {
    asKiosk: {
      listMedia: async () => media,
      saving: { listMedia: async () => media },
      systemPrinter: {
        list: async () => ['HP LaserJet'],
        print: async () => ({ ok: true, value: undefined }),
        pdf: async () => {
          if (!page) throw new Error('no page yet');
          return { ok: true, value: await page.pdf({ preferCSSPageSize: true }) };
        },
      },
    } satisfies BrowserDoorOptions['asKiosk'],
    /** The page that its window would print. */
    shows(shown: Page): void {
      page = shown;
    },
    async plugIn(name: string, readOnly = false): Promise<string> {
      const folder = join(root, name);
      await mkdir(folder, { recursive: true });
      media.push({ folder, name, readOnly });
      return folder;
    },
    /** The list still shows it, as a page does until its next look. */
    pullOut: (name: string): Promise<void> => rm(join(root, name), { recursive: true }),
    /** The system noticed. */
    forget(name: string): void {
      media.splice(0, media.length, ...media.filter((each) => each.name !== name));
    },
  };
}
