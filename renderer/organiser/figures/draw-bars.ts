import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import type { Bars, Shown } from './bars.ts';
import { barsOption } from './bars-option.ts';

use([BarChart, GridComponent, LegendComponent, CanvasRenderer]);

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
    // The type size follows the screen, and a screen may be turned.
    const { fontSize, fontFamily } = getComputedStyle(place);
    chart.setOption(barsOption(shown, Math.round(Number.parseFloat(fontSize)), fontFamily));
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
