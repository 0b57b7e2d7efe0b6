import { type Panel, panels } from './panels.ts';

/** A panel's settings: system enlargement, express lane, and drawer. */

export interface Look {
  readonly panel: Panel;
  /** The system's enlargement; 1 means none. */
  readonly scale: number;
  readonly lane: 'self' | 'express';
  /** The drawer of the sample fair; a real fair has none. */
  readonly drawer: 'shut' | 'open' | 'none';
}

export const plain = (panel: Panel): Look => ({ panel, scale: 1, lane: 'self', drawer: 'shut' });

const SCALES = [1, 1.25, 1.5] as const;
const LANES = ['self', 'express'] as const;
const DRAWERS = ['shut', 'open', 'none'] as const;
/** A system that leaves less than this of the short side is set up wrongly. */
const LEAST_SHORT_SIDE = 600;

function fits({ panel, scale }: Pick<Look, 'panel' | 'scale'>): boolean {
  return Math.min(panel.width, panel.height) / scale >= LEAST_SHORT_SIDE;
}

/** A small set of looks that covers each pair of settings, as far as the panels allow it. */
export function pairwise(): Look[] {
  const all = panels.flatMap((panel) =>
    SCALES.filter((scale) => fits({ panel, scale })).flatMap((scale) =>
      LANES.flatMap((lane) => DRAWERS.map((drawer) => ({ panel, scale, lane, drawer }))),
    ),
  );
  const open = new Set(all.flatMap(pairsOf));
  const chosen: Look[] = [];
  while (open.size > 0) {
    const news = (look: Look): number => pairsOf(look).filter((pair) => open.has(pair)).length;
    const best = all.reduce((most, look) => (news(look) > news(most) ? look : most));
    chosen.push(best);
    for (const pair of pairsOf(best)) open.delete(pair);
  }
  return chosen;
}

function pairsOf({ panel, scale, lane, drawer }: Look): string[] {
  const settings = [panel.name, `×${scale}`, lane, drawer];
  return settings.flatMap((one, at) => settings.slice(at + 1).map((other) => `${one} ${other}`));
}
