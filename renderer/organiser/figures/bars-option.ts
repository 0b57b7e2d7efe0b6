import type { Shown } from './bars.ts';

/** How a chart is drawn: to scale from zero, in type of this size. */

/** Different enough to distinguish even in grey. */
const COLOURS = ['#0f4a38', '#7fb069', '#2f6f9f', '#d9a13c', '#a3301f', '#c9b6dd'];
const INK = '#17261e';
const LINE = '#d8ccb2';
/** With more bars than this, only the first series says its numbers. */
const FEW = 24;

export function barsOption({ rows, series, lying = false }: Shown, size: number, font: string) {
  const label = { color: INK, fontSize: size, fontFamily: font };
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
  const few = rows.length * series.length <= FEW;
  return {
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
  };
}
