import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import type { Bars, Shown } from './bars.ts';

use([BarChart, GridComponent, LegendComponent, CanvasRenderer]);

/** Different enough to distinguish even in grey. */
const COLOURS = ['#0f4a38', '#7fb069', '#2f6f9f', '#d9a13c', '#a3301f', '#c9b6dd'];
const INK = '#17261e';
const LINE = '#d8ccb2';

export function barsAt(place: HTMLElement): Bars {
  const chart = init(place);
  let shown: Shown | undefined;
  const watch = new ResizeObserver(() => {
    chart.resize();
    draw();
  });
  watch.observe(place);

  function draw(): void {
    if (!shown) return;
    const { rows, series, lying = false } = shown;
    // The type size follows the screen, and a screen may be turned.
    const { fontSize, fontFamily } = getComputedStyle(place);
    const size = Math.round(Number.parseFloat(fontSize));
    const label = { color: INK, fontSize: size, fontFamily };
    const names = {
      type: 'category' as const,
      data: [...rows],
      inverse: lying,
      axisLabel: { ...label, interval: 0, hideOverlap: true },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: LINE } },
    };
    const values = {
      type: 'value' as const,
      minInterval: 1,
      axisLabel: label,
      splitLine: { lineStyle: { color: LINE } },
    };
    const [first] = series;
    const few = rows.length * series.length <= 24;
    chart.setOption({
      animationDurationUpdate: 400,
      color: COLOURS,
      grid: { left: size, right: size * 3, top: size * 2.6, bottom: size, containLabel: true },
      legend: { top: 0, left: 0, textStyle: label, itemGap: size * 1.5, itemWidth: size },
      xAxis: lying ? values : names,
      yAxis: lying ? names : values,
      series: series.map(({ name, values: data }) => ({
        type: 'bar' as const,
        name: name.zh,
        data: [...data],
        barMaxWidth: size * 2.2,
        label: {
          ...label,
          show: few || name === first?.name,
          position: lying ? ('right' as const) : ('top' as const),
        },
      })),
    });
  }

  return {
    show(what) {
      shown = what;
      draw();
    },
    dispose() {
      watch.disconnect();
      chart.dispose();
    },
  };
}
