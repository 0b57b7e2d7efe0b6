import { create } from 'qrcode';

/** What a camera sees of a code that somebody holds before it, computed pixel by pixel. */

export interface Scene {
  readonly text: string;
  readonly width?: number;
  readonly height?: number;
  /** Pixels a module is wide. */
  readonly module?: number;
  /** Degrees in the picture's plane. */
  readonly turn?: number;
  /** How far it leans away, as a share: at 0.3 the far edge is a quarter smaller. */
  readonly tilt?: number;
  /** Pixels from the middle. */
  readonly aside?: readonly [x: number, y: number];
  /** Radius in pixels, applied three times: nearly a Gaussian. */
  readonly blur?: number;
  /** Share of the light that is left. */
  readonly light?: number;
  /** A lamp's reflection: its radius as a share of the width. */
  readonly glare?: number;
  /** Where the lamp is, as shares of the picture; else near the middle. */
  readonly lamp?: readonly [x: number, y: number];
  /** Greatest deviation of a pixel. */
  readonly noise?: number;
}

export interface Grey {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

const QUIET = 4;
const PAPER = 235;
const INK = 25;
const WALL = 120;

export function photograph(scene: Scene): Grey {
  const { width = 400, height = 400, blur = 0 } = scene;
  const drawn = drawing(scene, width, height);
  const seen = blur > 0 ? blurred(drawn, width, height, blur) : drawn;
  return { width, height, pixels: lit(seen, scene, width, height) };
}

/** As a page gets it from a canvas. */
export function asImageData({ width, height, pixels }: Grey) {
  const data = new Uint8ClampedArray(4 * pixels.length).fill(255);
  for (let at = 0; at < pixels.length; at++) {
    const grey = pixels[at] ?? 0;
    data[4 * at] = grey;
    data[4 * at + 1] = grey;
    data[4 * at + 2] = grey;
  }
  return { width, height, data, colorSpace: 'srgb' as const };
}

function drawing(scene: Scene, width: number, height: number): Float32Array {
  const { text, module = 5, turn = 0, tilt = 0, aside = [0, 0] } = scene;
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules;
  const [sin, cos] = [Math.sin((turn * Math.PI) / 180), Math.cos((turn * Math.PI) / 180)];
  const half = size / 2 + QUIET;
  const greyAt = (x: number, y: number): number => {
    const [dx, dy] = [x - width / 2 - aside[0], y - height / 2 - aside[1]];
    const far = 1 - (tilt * (dx * cos + dy * sin)) / (module * half);
    const u = (dx * cos + dy * sin) / module / far;
    const v = (dy * cos - dx * sin) / module / far;
    if (u < -half || u > half || v < -half || v > half) return WALL;
    const [column, row] = [Math.floor(u + size / 2), Math.floor(v + size / 2)];
    const inside = column >= 0 && row >= 0 && column < size && row < size;
    return inside && data[row * size + column] ? INK : PAPER;
  };
  const grey = new Float32Array(width * height).fill(WALL);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const left = greyAt(x + 0.25, y + 0.25) + greyAt(x + 0.25, y + 0.75);
      grey[y * width + x] = (left + greyAt(x + 0.75, y + 0.25) + greyAt(x + 0.75, y + 0.75)) / 4;
    }
  }
  return grey;
}

function blurred(grey: Float32Array, width: number, height: number, radius: number): Float32Array {
  let from = grey;
  for (let pass = 0; pass < 3; pass++) {
    from = smeared(from, width, height, radius, 1, width);
    from = smeared(from, height, width, radius, width, 1);
  }
  return from;
}

/** The mean of the neighbours along one axis: `step` apart, in lines that are `line` apart. */
function smeared(
  grey: Float32Array,
  length: number,
  lines: number,
  radius: number,
  step: number,
  line: number,
): Float32Array {
  const out = new Float32Array(grey.length);
  for (let row = 0; row < lines; row++) {
    const first = row * line;
    const last = first + (length - 1) * step;
    let sum = (radius + 1) * (grey[first] ?? 0);
    for (let distance = 1; distance < radius; distance++) sum += grey[first + distance * step] ?? 0;
    for (let at = first; at <= last; at += step) {
      sum += grey[Math.min(last, at + radius * step)] ?? 0;
      out[at] = sum / (2 * radius + 1);
      sum -= grey[Math.max(first, at - radius * step)] ?? 0;
    }
  }
  return out;
}

function lit(grey: Float32Array, scene: Scene, width: number, height: number) {
  const { light = 1, glare = 0, lamp: [lampX, lampY] = [0.54, 0.53], noise = 0 } = scene;
  const pixels = new Uint8ClampedArray(grey.length);
  let random = 1;
  for (let at = 0; at < pixels.length; at++) {
    random = (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0;
    const [dx, dy] = [(at % width) - lampX * width, Math.floor(at / width) - lampY * height];
    const lamp = glare > 0 ? 260 * Math.exp(-(dx * dx + dy * dy) / (glare * width) ** 2) : 0;
    pixels[at] = (grey[at] ?? 0) * light + lamp + noise * (random / 2 ** 31 - 1);
  }
  return pixels;
}
