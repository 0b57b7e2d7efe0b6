import type { CDPSession, Page } from '@playwright/test';
import { scanGrayBuffer } from '@undecaf/zbar-wasm';
import { PNG } from 'pngjs';
import { codesIn } from '../journeys/qr-decoder.ts';
import { auditPage, type Finding, type Seen } from './audit.ts';
import type { Look } from './looks.ts';
import { pixelsPerMm } from './panels.ts';

/** Shows a page on one panel after another, and finds what is wrong with it. */

export interface Screen {
  show(look: Look): Promise<void>;
  audit(look: Look, attendee: boolean): Promise<Seen>;
  /**
   * A screenshot, of large panels at half size; `times` makes it smaller still. A WebP is half as large as a JPEG, and
   * takes four times as long.
   */
  thumbnail(format: 'webp' | 'jpeg', times?: number): Promise<Buffer>;
}

/** The smallest target that a finger hits; a job seeker of any age needs more. */
const LEAST_TARGET_PX = 44;
const ATTENDEE_TARGET_MM = 12;
const LEAST_MODULE_DOTS = 4;
/** The white border around a code, in modules. */
const QUIET = 4;
const DRAWN_FRAMES = 3;
const LARGEST_PICTURE = 2_000;

export function screenOf(page: Page, cdp: CDPSession): Screen {
  return {
    async show({ panel, scale, drawer }) {
      await page.evaluate(setDrawer, drawer);
      await cdp.send('Emulation.setDeviceMetricsOverride', {
        width: Math.floor(panel.width / scale),
        height: Math.floor(panel.height / scale),
        deviceScaleFactor: scale,
        mobile: false,
      });
      await drawn(page);
    },
    async audit(look, attendee) {
      const { panel, scale } = look;
      const seen = await page.evaluate(auditPage, {
        leastTarget: LEAST_TARGET_PX,
        leastForFingers: attendee ? pixelsPerMm(panel, scale) * ATTENDEE_TARGET_MM : 0,
      });
      return { ...seen, findings: [...seen.findings, ...(await codeFindings(seen, look))] };
    },
    async thumbnail(format, times = 1) {
      const { cssLayoutViewport } = await cdp.send('Page.getLayoutMetrics');
      const { clientWidth: width, clientHeight: height } = cssLayoutViewport;
      const scale = Math.max(width, height) > LARGEST_PICTURE ? 0.5 : 1;
      return capture({
        format,
        quality: 70,
        clip: { x: 0, y: 0, width, height, scale: scale * times },
      });
    },
  };

  async function codeFindings({ code }: Seen, { panel, scale }: Look): Promise<Finding[]> {
    if (!code) return [];
    const picture = await capture({
      clip: { x: code.left, y: code.top, width: code.side, height: code.side, scale: 1 },
    });
    const [first] = await codesIn(picture);
    if (!first) return [{ kind: 'code', what: 'the first decoder reads nothing' }];
    const modules = 17 + 4 * first.version;
    const dots = (code.side * scale) / (modules + 2 * QUIET);
    const dark = dots * modules;
    const least = Math.min(panel.width, panel.height) / 3;
    const findings: Finding[] = [];
    const say = (what: string): number => findings.push({ kind: 'code', what });
    if (dots < LEAST_MODULE_DOTS) say(`${dots.toFixed(1)} dots a module`);
    if (dark < least) say(`${Math.round(dark)} dots, of ${Math.round(least)} at least`);
    const texts = await readByOther(picture);
    if (!texts.includes(first.text)) say('the second decoder reads something else');
    return findings;
  }

  async function capture(options: {
    readonly format?: 'webp' | 'jpeg';
    readonly quality?: number;
    readonly clip: Rect & { readonly scale: number };
  }): Promise<Buffer> {
    const { data } = await cdp.send('Page.captureScreenshot', { format: 'png', ...options });
    return Buffer.from(data, 'base64');
  }
}

interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Opens or closes the sample's drawer, or lays the page out as for a real fair. Runs in the page. */
function setDrawer(drawer: Look['drawer']): void {
  const handle = document.querySelector<HTMLElement>('.drawer-handle');
  const open = document.querySelector('.drawer')?.getAttribute('data-open') === 'true';
  if (open !== (drawer === 'open')) handle?.click();
  const hidden = new CSSStyleSheet();
  hidden.replaceSync(`.drawer { display: none !important }
    .frame { grid-template: minmax(0, 1fr) / minmax(0, 1fr) !important }`);
  document.adoptedStyleSheets = drawer === 'none' ? [hidden] : [];
}

/** Waits until changes are laid out and drawn, fonts included. */
export async function drawn(page: Page): Promise<void> {
  // Between two loads the page is blank, which is no screen.
  await page.waitForFunction(
    () =>
      document.querySelector('main')?.checkVisibility({ visibilityProperty: true }) === true &&
      document.querySelector('[data-settling]') === null,
  );
  await page.evaluate(async (frames) => {
    for (let frame = 0; frame < frames; frame++) {
      await document.fonts.ready;
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  }, DRAWN_FRAMES);
}

/** ZBar, which shares no code with the journeys' decoder. */
async function readByOther(picture: Buffer): Promise<string[]> {
  const { width, height, data } = PNG.sync.read(picture);
  const gray = new Uint8Array(width * height);
  for (let at = 0; at < gray.length; at++) {
    gray[at] =
      ((data[4 * at] ?? 0) * 3 + (data[4 * at + 1] ?? 0) * 6 + (data[4 * at + 2] ?? 0)) / 10;
  }
  const found = await scanGrayBuffer(gray.buffer, width, height);
  return found.map((symbol) => symbol.decode());
}
