/** Panels that halls have. Inches are those of the smallest common panel with that many pixels. */
export interface Panel {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly inches: number;
}

const panel = (width: number, height: number, inches: number): Panel => ({
  name: `${width}x${height}`,
  width,
  height,
  inches,
});

export const panels: readonly Panel[] = [
  panel(1024, 600, 10.1),
  panel(1024, 768, 15),
  panel(1280, 800, 10.1),
  panel(1280, 1024, 17),
  panel(1366, 768, 14),
  panel(1600, 1200, 20),
  panel(1920, 1080, 21.5),
  panel(3840, 2160, 43),
  panel(768, 1024, 9.7),
  panel(800, 1280, 10.1),
  panel(1024, 1280, 17),
  panel(1080, 1920, 21.5),
  panel(1200, 1920, 24),
  panel(2160, 3840, 43),
];

/** Strips of several screens over a hall; the page lays posts out in two columns on them, or in three. */
export const wallPanels: readonly Panel[] = [panel(2560, 1024, 100), panel(3584, 1024, 130)];

/** Halls mostly have 5:4 panels; the others are the widest, the narrowest and the smallest. */
export const fewPanels: readonly Panel[] = panels.filter(({ name }) =>
  ['1024x600', '1280x1024', '768x1024'].includes(name),
);

const MM_PER_INCH = 25.4;

/** CSS pixels per millimetre, on a panel whose system enlarges by `scale`. */
export function pixelsPerMm({ width, height, inches }: Panel, scale = 1): number {
  return Math.hypot(width, height) / inches / MM_PER_INCH / scale;
}
