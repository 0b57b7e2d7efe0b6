import type { CDPSession, Locator, Page } from '@playwright/test';

/** Touches on the screen, sent through the browser's own driver. */

interface Spot {
  readonly x: number;
  readonly y: number;
}

export interface Fingers {
  down(...spots: readonly Spot[]): Promise<void>;
  move(...spots: readonly Spot[]): Promise<void>;
  up(): Promise<void>;
  tap(spot: Spot): Promise<void>;
}

export async function fingersOn(page: Page): Promise<Fingers> {
  const cdp = await page.context().newCDPSession(page);
  const touch = (type: TouchKind, spots: readonly Spot[]): Promise<void> => send(cdp, type, spots);
  const fingers: Fingers = {
    down: (...spots) => touch('touchStart', spots),
    move: (...spots) => touch('touchMove', spots),
    up: () => touch('touchEnd', []),
    async tap(spot) {
      await fingers.down(spot);
      await fingers.up();
    },
  };
  return fingers;
}

type TouchKind = 'touchStart' | 'touchMove' | 'touchEnd';

async function send(cdp: CDPSession, type: TouchKind, spots: readonly Spot[]): Promise<void> {
  const touchPoints = spots.map(({ x, y }, id) => ({ x, y, id }));
  await cdp.send('Input.dispatchTouchEvent', { type, touchPoints });
}

export async function middleOf(control: Locator): Promise<Spot> {
  const box = await control.boundingBox();
  if (!box) throw new Error('there is nothing to touch');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
