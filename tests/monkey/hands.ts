import { typeAsScanner } from '../journeys/wedge-scanner.ts';
import type { Act, Point, Step } from './acts.ts';
import type { Place } from './place.ts';

/** Performs an act, and waits until nothing moves any more. */

const FINGER = 8;
/** A person types this slowly; anything faster counts as a scanner. */
const KEY_MS = 140;

/** Returns what kept moving, or an empty string. */
export async function doStep(place: Place, { acts }: Step): Promise<string> {
  let restless = '';
  for (const [n, act] of acts.entries()) {
    await doAct(place, act);
    const last = n === acts.length - 1;
    if (act.do !== 'down' && act.do !== 'move') restless ||= await place.quiet(last);
  }
  return restless;
}

async function doAct(place: Place, act: Act): Promise<void> {
  const { page } = place;
  switch (act.do) {
    case 'down':
      return touch(place, 'touchStart', act.at, act.radius);
    case 'move':
      return touch(place, 'touchMove', act.to);
    case 'up':
      return touch(place, 'touchEnd', []);
    case 'pass':
      return place.pass(act.ms);
    case 'scan':
      return place.door.present(act.id);
    case 'burst':
      return typeAsScanner(page, act.text);
    case 'keys':
      for (const character of act.text) {
        await page.keyboard.type(character);
        await place.pass(KEY_MS);
      }
      return;
    case 'line':
      return place.line(act.is);
    case 'answers':
      place.hold(act.are);
      return;
    case 'restart':
      return place.restart();
    case 'turn': {
      const { width, height } = page.viewportSize() ?? place.scene;
      await page.setViewportSize({ width: height, height: width });
      return;
    }
    case 'bring':
      await page.evaluate((label) => {
        const tidy = (text: string | null): string => (text ?? '').replace(/\s+/g, ' ').trim();
        const scope = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document;
        [...scope.querySelectorAll('button, input, textarea, select, a[href], summary')]
          .find((element) =>
            tidy(element.getAttribute('aria-label') ?? element.textContent).startsWith(label),
          )
          ?.scrollIntoView({ block: 'center' });
      }, act.label);
  }
}

async function touch(
  { fingers }: Place,
  type: 'touchStart' | 'touchMove' | 'touchEnd',
  points: readonly Point[],
  radius = FINGER,
): Promise<void> {
  await fingers.send('Input.dispatchTouchEvent', {
    type,
    touchPoints: points.map(([x, y], id) => ({ x, y, id, radiusX: radius, radiusY: radius })),
  });
}
