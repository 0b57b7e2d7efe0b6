import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { expect, it } from 'vitest';
import { say } from '../../../shared/say.ts';
import { barsOption } from './bars-option.ts';

use([BarChart, GridComponent, LegendComponent, SVGRenderer]);

/** The longer sides of the bars that a chart of these values draws. */
function barsOf(values: readonly number[], lying: boolean): number[] {
  const chart = init(null, undefined, { renderer: 'svg', ssr: true, width: 900, height: 400 });
  const series = [{ name: say('接待', 'visits'), values }];
  const rows = values.map((_, n) => `${9 + n}:00`);
  chart.setOption({ ...barsOption({ rows, series, lying }, 14, 'sans-serif'), animation: false });
  const svg = chart.renderToSVGString();
  chart.dispose();
  // A bar is a rectangle from its corner: across, then up or down. The legend's come after them.
  return [...svg.matchAll(/<path d="M[-\d.]+ [-\d.]+l(-?[\d.]+) 0l0 (-?[\d.]+)/g)]
    .map(([, across, along]) => Math.abs(Number(lying ? across : along)))
    .slice(0, values.length);
}

it.each([
  ['standing', false],
  ['lying', true],
])('bars are drawn to scale: 21 is shorter than 22 (%s)', (_, lying) => {
  const lengths = barsOf([22, 21, 11], lying);
  const [most = 0, less = 0, half = 0] = lengths;
  expect(lengths).toHaveLength(3);
  expect(less / most).toBeCloseTo(21 / 22, 2);
  expect(most - less).toBeGreaterThan(5);
  expect(half / most).toBeCloseTo(1 / 2, 2);
});
