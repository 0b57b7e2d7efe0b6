import { create } from 'qrcode';

/** Scanners need this many white modules around a code. */
const QUIET = 4;

export interface QrDrawing {
  readonly svg: string;
  /** Modules along an edge, including the white ones around the code. */
  readonly side: number;
  /** White modules at each end of an edge. */
  readonly quiet: number;
}

/** A code as one path, black on its own white, so that no background can spoil its contrast. */
export function qrSvg(text: string): QrDrawing {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules;
  const path = Array.from(data, (dark, at) =>
    dark ? `M${(at % size) + QUIET} ${Math.floor(at / size) + QUIET}h1v1h-1z` : '',
  ).join('');
  const side = size + 2 * QUIET;
  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${path}"/></svg>`,
    side,
    quiet: QUIET,
  };
}
