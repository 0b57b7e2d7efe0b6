import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { findCodes, prepareDecoder } from '../../renderer/camera/decoder.ts';
import { asImageData, photograph, type Scene } from './photograph.ts';

/** As long as the fair's own codes, in their alphabet. */
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const code = (prefix: string, length: number): string =>
  prefix +
  Array.from({ length }, (_, i) => ALPHABET.charAt((i * i * 7 + i * 13) % ALPHABET.length)).join(
    '',
  );
const pass = code('CF1:', 144);
const boothCard = code('CFC1:', 115);
const staffCard = code('CFS1:', 60);
const enrolment = code('CFE1:', 230);

const scenes: Readonly<Record<string, Scene>> = {
  'a pass, straight': { text: pass },
  'a booth card, straight': { text: boothCard },
  'a staff card, straight': { text: staffCard },
  'an enrolment code, straight': { text: enrolment, module: 6 },
  'turned a little': { text: pass, turn: 12 },
  'turned by 45°': { text: pass, turn: 45 },
  'upside down': { text: boothCard, turn: 180 },
  'turned to the side': { text: staffCard, turn: 97 },
  'leaning a little': { text: pass, tilt: 0.15 },
  'leaning much': { text: pass, tilt: 0.3 },
  'leaning and turned': { text: boothCard, tilt: 0.2, turn: 30 },
  'blurred by a pixel': { text: pass, blur: 1 },
  'blurred by two': { text: pass, module: 7, blur: 2 },
  'a blurred enrolment code': { text: enrolment, module: 6, blur: 1 },
  'in a dim hall': { text: pass, light: 0.35, noise: 6 },
  'in a very dim hall': { text: boothCard, light: 0.15, noise: 4 },
  'dim, blurred and turned': { text: staffCard, light: 0.3, blur: 1, turn: 20, noise: 5 },
  'noise of a cheap camera': { text: pass, noise: 40 },
  'a lamp’s small reflection': { text: pass, glare: 0.05 },
  'a lamp’s wide glare': { text: staffCard, module: 7, glare: 0.14 },
  'a lamp over the corner that finds the code': { text: pass, glare: 0.08, lamp: [0.7, 0.3] },
  'glare on a leaning screen': { text: boothCard, tilt: 0.15, glare: 0.06 },
  'small: three pixels a module': { text: pass, module: 3 },
  'smaller: two pixels a module': { text: pass, module: 2 },
  'a small staff card': { text: staffCard, module: 2 },
  'near the edge': { text: staffCard, module: 4, aside: [95, -90] },
  'small, turned and noisy': { text: boothCard, module: 3, turn: -17, noise: 20 },
  'blurred too much': { text: pass, module: 3, blur: 4 },
  'drowned in glare': { text: pass, glare: 0.5 },
};

beforeAll(async () => {
  const wasm = fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'));
  const { buffer, byteOffset, byteLength } = await readFile(wasm);
  prepareDecoder(buffer.slice(byteOffset, byteOffset + byteLength));
});

it('pictures are read unless a corner is lost, and none is read wrongly', async () => {
  const unread: string[] = [];
  for (const [name, scene] of Object.entries(scenes)) {
    const { codes } = await findCodes(asImageData(photograph(scene)));
    if (codes.length === 0) unread.push(name);
    else
      expect(
        codes.map(({ text }) => text),
        name,
      ).toEqual([scene.text]);
  }
  const all = Object.keys(scenes).length;
  const read = all - unread.length;
  process.stdout.write(`camera: ${read} of ${all} pictures read; not: ${unread.join(', ')}\n`);
  expect(read / all).toBeGreaterThanOrEqual(0.89);
});

it('two codes are found, each with its distance from the middle', async () => {
  const left = photograph({ text: staffCard, module: 3, aside: [-95, 0] });
  const right = photograph({ text: boothCard, module: 3, aside: [105, 0] });
  const both = left.pixels.map((grey, at) =>
    at % left.width < left.width / 2 ? grey : (right.pixels[at] ?? 0),
  );
  const { codes } = await findCodes(asImageData({ ...left, pixels: both }));
  const near = codes.toSorted((one, other) => one.off - other.off).map(({ text }) => text);
  expect(near).toEqual([staffCard, boothCard]);
});

it('a covered lens is known by its light', async () => {
  const dark = await findCodes(asImageData(photograph({ text: pass, light: 0.02 })));
  expect(dark.light).toBeLessThan(10);
  const dim = await findCodes(asImageData(photograph({ text: pass, light: 0.35 })));
  expect(dim.light).toBeGreaterThan(30);
});
