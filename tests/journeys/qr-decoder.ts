import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

/** A QR decoder, independent of the code that draws, for pictures from a camera or a screen. */

const module = readFile(
  fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')),
).then((wasm) => {
  const { buffer, byteOffset, byteLength } = wasm;
  prepareZXingModule({
    overrides: { wasmBinary: buffer.slice(byteOffset, byteOffset + byteLength) },
  });
});

export interface SeenCode {
  readonly text: string;
  /** The symbol's version: 6 means 41 modules. */
  readonly version: number;
  readonly level: string;
}

/** Finds the QR codes in a picture, PNG or JPEG. */
export async function codesIn(picture: Uint8Array): Promise<SeenCode[]> {
  await module;
  const seen = await readBarcodes(picture, { formats: ['QRCode'] });
  return seen.map(({ text, version, ecLevel }) => ({
    text,
    version: Number(version),
    level: ecLevel,
  }));
}
