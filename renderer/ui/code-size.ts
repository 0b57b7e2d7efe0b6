/** How large a code must be, so that a cheap scanner reads it at arm's length. */

const LEAST_DOTS_A_MODULE = 4;
const LEAST_PART_OF_SCREEN = 1 / 3;

export interface CodeOnScreen {
  /** Along an edge, including the white ones around the code. */
  readonly modules: number;
  /** White ones at each end. */
  readonly quiet: number;
  /** Of the window, in CSS pixels. */
  readonly shortSide: number;
  readonly dotsPerPixel: number;
}

/** In CSS pixels, including its white border: the minimum side of the box. */
export function leastCodeSide(code: CodeOnScreen): number {
  const { modules, quiet, shortSide, dotsPerPixel } = code;
  const dark = modules - 2 * quiet;
  const dots = Math.ceil((shortSide * dotsPerPixel * LEAST_PART_OF_SCREEN) / dark);
  return (Math.max(LEAST_DOTS_A_MODULE, dots) * modules) / dotsPerPixel;
}

/** Below this, scanners at fairs are unreliable. */
export function readableSide({ modules, dotsPerPixel }: CodeOnScreen): number {
  return (LEAST_DOTS_A_MODULE * modules) / dotsPerPixel;
}

/** The largest side in this room whose modules are whole dots. */
export function wholeDots(room: number, modules: number, dotsPerPixel: number): number {
  // Division may leave the minimum side slightly below a whole number.
  const dots = Math.floor((room * dotsPerPixel) / modules + 1e-6);
  return (dots * modules) / dotsPerPixel;
}
