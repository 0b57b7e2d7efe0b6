import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { SeenCode } from './sight.ts';

/** Finds the codes in a picture, wherever it runs: in the page's worker and in the tests. */

export interface FoundInPicture {
  readonly codes: readonly SeenCode[];
  /** Mean brightness, 0 to 255. */
  readonly light: number;
}

/** The library would load its own from the internet. */
export function prepareDecoder(wasm: ArrayBuffer): void {
  prepareZXingModule({ overrides: { wasmBinary: wasm } });
}

/** More than these in one picture are a poster, not a code that somebody holds there. */
const MOST_CODES = 4;

export async function findCodes(picture: ImageData): Promise<FoundInPicture> {
  const found = await readBarcodes(picture, {
    formats: ['QRCode'],
    tryHarder: true,
    tryRotate: true,
    tryInvert: false,
    tryDownscale: true,
    maxNumberOfSymbols: MOST_CODES,
  });
  const codes = found
    .filter(({ isValid, text }) => isValid && text !== '')
    .map(({ text, position: { topLeft, bottomRight } }) => ({
      text,
      off: Math.hypot(
        (topLeft.x + bottomRight.x - picture.width) / 2,
        (topLeft.y + bottomRight.y - picture.height) / 2,
      ),
    }));
  return { codes, light: lightOf(picture) };
}

/** A few hundred points tell how bright a picture is. */
const EVERY = 211;

function lightOf({ data }: ImageData): number {
  let sum = 0;
  let points = 0;
  for (let at = 0; at < data.length; at += 4 * EVERY) {
    sum += ((data[at] ?? 0) + 2 * (data[at + 1] ?? 0) + (data[at + 2] ?? 0)) / 4;
    points++;
  }
  return points === 0 ? 0 : sum / points;
}
